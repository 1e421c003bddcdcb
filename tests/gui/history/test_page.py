"""The history's page with a real file and real threads: found, opened, deleted, put back, exported."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QMessageBox, QPushButton

from app.core.records import Patient
from app.core.results.export import write_csv
from app.gui.history.page import HistoryPage
from app.gui.session import Session
from app.gui.workers.task import file_task
from app.settings import Settings
from tests.helpers.history_user import HistoryUser, break_file, keep, left, mend_file, stamp
from tests.helpers.screening_records import NOT_ASSESSED, record


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def reader(qtbot, screener, tmp_path):
    session = Session(screener, Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json")
    page = HistoryPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 560)
    page.show()
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)
    yield HistoryUser(page, session, qtbot)
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)


@pytest.fixture
def three(history, reader):
    """A page that shows three screenings, newest first: c, b, a."""
    keep(
        history,
        record("a.jpg", NOT_ASSESSED, screened_at=stamp(40), patient=Patient("KB-1", "Amina")),
        record("b.jpg", screened_at=stamp(3)),
        record("c.jpg", screened_at=stamp(0)),
    )
    reader.page.refresh()
    reader.wait_for("3 screenings")
    return reader


def test_an_empty_history_says_so(reader):
    reader.page.refresh()

    reader.wait_for("Nothing has been screened yet.")
    assert not reader.part(QPushButton, "Delete all…").isEnabled()
    assert not reader.part(QPushButton, "Export all…").isEnabled()


def test_the_newest_screening_stands_first(three):
    assert three.files() == ["c.jpg", "b.jpg", "a.jpg"]


@pytest.mark.parametrize("how", ["return", "double click", "button"])
def test_a_row_is_opened_with_its_record(three, qtbot, how):
    three.choose(2)
    with qtbot.waitSignal(three.page.record_opened) as opened:
        if how == "return":
            qtbot.keyClick(three.table, Qt.Key.Key_Return)
        elif how == "button":
            three.click("Open")
        else:
            where = three.table.visualRect(three.table.model().index(2, 0)).center()
            qtbot.mouseDClick(three.table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    (made,) = opened.args
    assert (made.file, made.verdict, made.patient.name) == ("a.jpg", NOT_ASSESSED, "Amina")


def test_a_search_by_keyboard_alone_leads_to_the_row(three, qtbot):
    qtbot.keyClick(three.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = three.part(QLineEdit, "Search")
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "amin")
    three.wait_for("1 of 3 screenings")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(three.page.record_opened) as opened:
        qtbot.keyClick(three.table, Qt.Key.Key_Return)

    assert opened.args[0].file == "a.jpg"


def test_what_matches_nothing_can_be_cleared(three):
    three.part(QLineEdit, "Search").setText("nobody")
    three.part(QComboBox, "Verdict").setCurrentText("Not assessed")
    three.part(QComboBox, "Days").setCurrentText("Today")
    three.wait_for("Nothing matches.")
    assert "0 of 3 screenings" in three.says()
    three.click("Clear the search")

    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")
    assert three.part(QLineEdit, "Search").text() == ""


def test_the_last_of_many_searches_is_shown(three):
    for text in ("a.jpg", "b.jpg", "nobody", "c.jpg"):
        three.part(QLineEdit, "Search").setText(text)
        three.part(QComboBox, "Days").setCurrentIndex(len(text) % 2)

    three.wait_for_files("c.jpg")


def test_a_verdict_is_filtered(three):
    three.part(QComboBox, "Verdict").setCurrentText("Not assessed")

    three.wait_for_files("a.jpg")


@pytest.mark.parametrize(
    ("days", "files"),
    [("Today", ["c.jpg"]), ("Last 7 days", ["c.jpg", "b.jpg"]), ("Last 30 days", ["c.jpg", "b.jpg"])],
)
def test_days_up_to_today_are_filtered(three, days, files):
    three.part(QComboBox, "Days").setCurrentText(days)

    three.wait_for_files(*files)


def test_a_range_of_days_is_filtered_in_whichever_order(three):
    three.part(QComboBox, "Days").setCurrentText("From … to …")
    three.part(QDateEdit, "First day").setDate(QDate.currentDate().addDays(-1))
    three.part(QDateEdit, "Last day").setDate(QDate.currentDate().addDays(-50))

    three.wait_for_files("b.jpg", "a.jpg")
    assert three.part(QDateEdit, "Last day").isVisible()


def test_a_long_history_is_read_as_far_as_it_is_seen(history, reader, qtbot):
    keep(history, *(record(f"{number}.jpg") for number in range(450)))
    reader.page.refresh()
    reader.wait_for("450 screenings")
    assert len(reader.files()) == 200
    for count in (400, 450):
        reader.table.scrollToBottom()
        qtbot.waitUntil(lambda count=count: len(reader.files()) == count)

    assert reader.files() == [f"{number}.jpg" for number in reversed(range(450))]
    reader.page.refresh()
    qtbot.waitUntil(lambda: not reader.session.threads.is_busy)
    assert len(reader.files()) == 450


def test_another_search_is_shown_from_its_top(history, reader, qtbot):
    keep(history, *(record(f"{number}.jpg") for number in range(150)))
    reader.page.refresh()
    reader.wait_for("150 screenings")
    reader.table.scrollToBottom()
    reader.choose(149)
    reader.part(QLineEdit, "Search").setText(".jpg")

    qtbot.waitUntil(lambda: reader.table.rowAt(0) == 0)
    assert not reader.table.selectionModel().hasSelection()
    reader.part(QLineEdit, "Search").setFocus()
    qtbot.keyClick(reader.part(QLineEdit, "Search"), Qt.Key.Key_Return)
    assert reader.table.currentIndex().row() == 0


def test_new_screenings_come_with_a_refresh_and_none_disturbs_what_is_chosen(three, history):
    three.choose(1)
    three.page.refresh()
    three.wait_for("3 screenings")
    assert [made.file for made in three.page.chosen_records()] == ["b.jpg"]
    keep(history, record("d.jpg", screened_at=stamp(0)))
    three.page.refresh()

    three.wait_for_files("d.jpg", "c.jpg", "b.jpg", "a.jpg")


def test_what_was_chosen_is_deleted_and_comes_back_on_undo(three, history, qtbot):
    three.choose(0, 2)
    qtbot.keyClick(three.table, Qt.Key.Key_Delete)
    assert three.answer("Delete") == "Delete 2 screenings?"
    three.wait_for("2 screenings deleted.")
    three.wait_for_files("b.jpg")
    assert left(history) == ["b.jpg"]
    with qtbot.waitSignal(three.page.noted) as noted:
        three.click("Undo")

    assert noted.args == ["2 screenings restored."]
    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")
    assert left(history) == ["c.jpg", "b.jpg", "a.jpg"]
    assert "deleted" not in three.says()


def test_undo_has_a_key(three, qtbot):
    three.choose(1)
    three.click("Delete…")
    three.answer("Delete")
    three.wait_for_files("c.jpg", "a.jpg")
    with qtbot.waitActive(three.page):  # a desktop does this when the box is gone
        three.page.activateWindow()
    qtbot.keyClick(three.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")


def test_nothing_is_deleted_unless_the_answer_is_yes(three, history):
    three.choose(0)
    three.click("Delete…")
    three.answer("Cancel")
    three.click("Delete all…")
    three.answer("Cancel")

    assert left(history) == ["c.jpg", "b.jpg", "a.jpg"]


def test_the_delete_key_asks_nothing_where_nothing_is_chosen(three, qtbot):
    three.table.setFocus()
    three.choose(0)
    qtbot.keyClick(three.table, Qt.Key.Key_Escape)
    qtbot.keyClick(three.table, Qt.Key.Key_Delete)

    assert three.page.findChild(QMessageBox) is None
    assert not three.part(QPushButton, "Delete…").isEnabled()


def test_everything_is_deleted_for_good(three, history):
    three.part(QLineEdit, "Search").setText("c.jpg")
    three.wait_for("1 of 3 screenings")
    three.click("Delete all…")
    asked = three.answer("Delete all")

    assert asked == "Delete the whole history, 3 screenings? This cannot be undone."
    three.wait_for("Nothing has been screened yet.")
    assert left(history) == []
    assert not three.part(QPushButton, "Undo").isVisible()


@pytest.mark.parametrize(
    ("rows", "files"), [((), ["c.jpg", "b.jpg", "a.jpg"]), ((2, 1), ["b.jpg", "a.jpg"])], ids=["all", "chosen"]
)
def test_the_records_go_into_a_csv_file(three, qtbot, tmp_path, rows, files):
    three.choose(*rows)
    with qtbot.waitSignal(three.page.export_requested) as requested:
        three.click("Export chosen…" if rows else "Export all…")
    task = file_task(tmp_path / "out.csv", partial(write_csv, requested.args[0]), [])
    with qtbot.waitSignal(task.done):
        three.session.threads.start(task)

    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as stream:
        assert [row["file"] for row in csv.DictReader(stream)] == files


def test_all_that_is_exported_is_what_is_found(three):
    three.part(QComboBox, "Verdict").setCurrentText("Not assessed")
    three.wait_for_files("a.jpg")

    assert [made.file for made in three.page.chosen_records()] == ["a.jpg"]


def test_a_file_that_is_no_history_is_said_and_can_be_tried_again(reader, history):
    history.write_bytes(b"this is no database" * 100)
    reader.page.refresh()
    reader.wait_for("The history cannot be shown.")
    assert "The history was damaged" in reader.says()
    reader.click("Try again")

    reader.wait_for("Nothing has been screened yet.")


def test_rows_that_cannot_be_deleted_stay_and_one_sentence_says_why(three, history, qtbot):
    break_file(history, "DELETE")
    three.choose(0)
    three.click("Delete…")
    with qtbot.waitSignal(three.page.failed) as failed:
        three.answer("Delete")

    assert "disk full" in failed.args[0]
    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")


def test_rows_that_cannot_be_put_back_can_be_put_back_later(three, history, qtbot):
    three.choose(0)
    three.click("Delete…")
    three.answer("Delete")
    three.wait_for("1 screening deleted.")
    break_file(history, "INSERT")
    with qtbot.waitSignal(three.page.failed):
        three.click("Undo")
    three.wait_for("1 screening deleted.")
    mend_file(history)
    three.click("Undo")

    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")
