"""Another search or order of the worklist of the history begins at its first row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.exceptions import capture_exceptions
from shiboken6 import delete

from app.gui.batch.runner import BatchRunner
from app.gui.session import Session
from app.gui.worklist.page import WorklistPage
from app.settings import Settings
from tests.helpers.screening_records import record
from tests.helpers.worklist_user import keep


def test_another_search_is_shown_from_its_top(history, reader, qtbot):
    keep(history, *(record(f"{number}.jpg") for number in range(150)))
    reader.show_new()
    reader.wait_for("150 X-rays")
    reader.table.scrollToBottom()
    reader.choose(149)
    reader.search(".jpg")

    qtbot.waitUntil(lambda: reader.table.rowAt(0) == 0)
    assert reader.table.selected_rows == [0]
    assert reader.table.currentIndex().row() == 0


def test_another_order_is_shown_from_its_top(history, reader, qtbot):
    keep(history, *(record(f"{number:03}.jpg") for number in range(150)))
    reader.show_new()
    reader.wait_for("150 X-rays")
    reader.table.scrollToBottom()
    reader.choose(120)
    model = reader.table.model()
    reader.table.horizontalHeader().setSortIndicator(model.place("file"), Qt.SortOrder.AscendingOrder)

    qtbot.waitUntil(lambda: model.record(0).file == "000.jpg")
    assert reader.table.rowAt(0) == 0
    assert reader.table.selected_rows == [0]


def test_a_row_that_is_chosen_and_among_the_first_of_another_order_stays_chosen(three, qtbot):
    three.choose(1)
    model = three.table.model()
    three.table.horizontalHeader().setSortIndicator(model.place("file"), Qt.SortOrder.AscendingOrder)

    three.wait_for_files("a.jpg", "b.jpg", "c.jpg")
    three.search("b.jpg")
    three.wait_for_files("b.jpg")
    assert [each.file for each in three.table.selected_records()] == ["b.jpg"]


def test_what_is_read_when_the_page_is_gone_is_dropped(history, screener, qtbot, tmp_path):
    keep(history, record("a.jpg"))
    session = Session(screener, Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json")
    page = WorklistPage(session, BatchRunner(session))
    page.show()
    with capture_exceptions() as raised:
        page.rows.history.refresh()
        delete(page)
        qtbot.waitUntil(lambda: not session.threads.is_busy)

    assert raised == []
