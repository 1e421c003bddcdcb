"""The history's page in the window, while the settings change."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QCheckBox, QPushButton, QTableView

from app.core.records import Patient, SourceFacts
from app.core.results.history import History
from app.core.results.history_order import Order, SortKey
from app.core.results.history_search import EVERYTHING
from app.core.review import Action, DangerSign, Opinion, Review
from app.gui.imaging.image_view import ImageView
from app.gui.tables.row_painting import MARGIN_PX
from app.gui.text.review_text import danger_sign_text
from app.gui.worklist.page import WorklistPage
from app.gui.worklist.preview import RowPreview
from tests.gui.conftest import make_record
from tests.helpers.screening_records import record
from tests.helpers.worklist_user import WorklistUser, keep, stamp


def trigger(desktop, key: str) -> None:
    actions = desktop.window.findChildren(QAction)
    next(action for action in actions if action.shortcut() == QKeySequence(key)).trigger()


def test_another_data_folder_is_read_at_once_and_takes_the_undo_away(desktop, tmp_path, qtbot):
    session = desktop.window.session
    keep(session.history, record("a.jpg"), record("b.jpg"))
    keep(tmp_path / "other" / "history.sqlite3", record("z.jpg"))
    trigger(desktop, "Ctrl+T")
    user = WorklistUser(desktop.window.findChild(WorklistPage), session, qtbot)
    user.choose_days("All")
    user.wait_for_files("b.jpg", "a.jpg")
    user.choose(0)
    user.act("Delete 1")
    user.answer("Delete")
    user.wait_for_files("a.jpg")
    usual = session.settings
    session.change(replace(usual, data_folder=str(tmp_path / "other")))

    user.wait_for_files("z.jpg")
    assert not user.part(QPushButton, "Undo").isVisible()
    session.change(usual)
    user.wait_for_files("a.jpg")


def test_the_name_of_a_file_is_whole_where_no_patient_is_known(desktop, qtbot):
    desktop.window.resize(1366, 768)
    nobody = SourceFacts("JPEG", 1200, 900)
    decided = Review(Opinion.AGREE, Action.SENT_HOME)
    names = ("person1073_bacteria_3008.jpeg", "IM-0117-0001.jpeg")
    keep(desktop.history, *(record(n, facts=nobody, review=decided, screened_at=stamp(0)) for n in names))
    trigger(desktop, "Ctrl+T")
    user = WorklistUser(desktop.window.findChild(WorklistPage), desktop.window.session, qtbot)
    user.choose_days("All")
    user.wait_for_files(*names[::-1])
    assert user.part(RowPreview, "Selected row").isVisible()

    assert room_of(user.table, "file") >= bold_width(user.table, names[0])
    assert room_of(user.table, "opinion") >= bold_width(user.table, "Agree · Sent home")
    assert not user.table.isColumnHidden(user.table.model().place("age"))


def room_of(table: QTableView, name: str) -> int:
    """Return the room for the words of a column."""
    return table.columnWidth(table.model().place(name)) - 2 * MARGIN_PX


def bold_width(table: QTableView, text: str) -> int:
    font = QFont(table.font())
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(text)


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="the system forbids such names")
def test_a_file_whose_name_is_no_utf8_is_opened_again(desktop, make_grey, qtbot):
    keep(desktop.history, make_grey("stray\udcff.png"))
    trigger(desktop, "Ctrl+T")
    user = WorklistUser(desktop.window.findChild(WorklistPage), desktop.window.session, qtbot)
    user.choose_days("All")
    user.wait_for_files("stray\\udcff.png")
    user.choose(0)
    user.click("Open (Enter)")

    qtbot.waitUntil(lambda: desktop.part(ImageView, "Picture").has_image)


@pytest.mark.parametrize("source", ["This batch", "All"])
def test_a_child_whose_danger_sign_was_ticked_stands_first_in_the_worklist(desktop, make_files, qtbot, source):
    desktop.drop(make_files("a-pneumonia.jpg", "b-normal.jpg"))
    desktop.wait_for("Done. Screened: 2 of 2.")
    session, page = desktop.window.session, desktop.window.findChild(WorklistPage)
    user = WorklistUser(page, session, qtbot)
    user.choose_days(source)
    table = page.rows.current.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    last = table.model().record(1)
    table.go_to(1)
    table.open_current()
    desktop.wait_for("2 of 2")
    desktop.part(QPushButton, "Danger signs: tick what the child has").click()
    desktop.part(QCheckBox, danger_sign_text(DangerSign.CONVULSIONS)).click()
    trigger(desktop, "Ctrl+T")

    qtbot.waitUntil(lambda: table.model().record(0).id == last.id)
    assert user.chip("Danger signs").accessibleName() == "Danger signs 1"
    user.chip("Danger signs").click()
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    assert table.model().record(0).id == last.id


def test_a_batch_takes_over_the_child_of_an_earlier_screening_of_the_picture(desktop, make_files):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    earlier = replace(
        make_record(str(folder / "normal.jpg")),
        patient=Patient("A-0417", age_years=3.0),
        danger_signs=(DangerSign.CONVULSIONS,),
        review=Review(Opinion.AGREE),
        model="fake-0",
    )
    with History(desktop.history) as history:
        history.add(earlier)
    desktop.window.open_paths([str(folder)])
    desktop.wait_for("Done. Screened: 2 of 2.")

    with History(desktop.history) as history:
        other, made = (found.record for found in history.find(EVERYTHING, 2, Order(SortKey.FILE)))
    assert (made.id == earlier.id, made.patient, made.danger_signs) == (False, earlier.patient, earlier.danger_signs)
    assert made.review.is_empty
    assert other.patient == Patient()


def test_the_summary_of_a_batch_counts_a_picture_once(desktop, make_files, qtbot):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    shutil.copy(folder / "normal.jpg", folder / "normal-copy.jpg")
    desktop.window.open_paths([str(folder)])
    desktop.wait_for("Done. Screened: 3 of 3.")
    page = desktop.window.findChild(WorklistPage)
    with qtbot.waitSignal(page.summary_requested) as requested:
        desktop.part(QPushButton, "Summary…").click()

    assert len(requested.args[0]) == 2
    assert len(list(page.chosen_records())) == 3
