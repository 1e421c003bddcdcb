"""The header of the worklist where letters are large and the window is small."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from tests.helpers.screening_records import record
from tests.helpers.worklist_user import keep


def test_at_least_four_rows_are_seen_with_large_letters_in_a_small_window(history, reader, enlarge, qtbot):
    keep(history, *(record(f"{number}.jpg") for number in range(9)))
    reader.show_new()
    reader.wait_for("9 X-rays")
    enlarge(150)
    reader.page.resize(922, 566)
    table = reader.table
    qtbot.waitUntil(lambda: table.rowViewportPosition(3) + table.rowHeight(3) <= table.viewport().height())

    assert table.visibleRegion().boundingRect().height() == table.height()
    export = reader.part(QPushButton, "Export 9 to CSV…")
    assert (export.text(), "Export 9 to CSV…" in export.toolTip()) == ("Export…", True)


def test_where_there_is_room_the_buttons_say_of_how_many_rows(history, reader):
    keep(history, *(record(f"{number}.jpg") for number in range(9)))
    reader.show_new()
    reader.wait_for("9 X-rays")

    assert reader.part(QPushButton, "Export 9 to CSV…").text() == "Export 9 to CSV…"
