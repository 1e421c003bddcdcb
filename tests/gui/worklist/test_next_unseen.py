"""From the worklist of the history to the next X-ray that nobody has opened, however far down it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.helpers.screening_records import record
from tests.helpers.worklist_user import keep, stamp


@pytest.mark.parametrize(("unseen", "begin"), [(420, 0), (30, 100), (5, 5)])
def test_the_next_not_seen_is_found_wherever_it_stands(history, reader, qtbot, unseen, begin):
    keep(history, *(record(f"{449 - row}.jpg", seen_at="" if row == unseen else stamp(0)) for row in range(450)[::-1]))
    reader.show_new()
    reader.wait_for("450 X-rays · 1 not seen")
    reader.table.go_to(begin)
    with qtbot.waitSignal(reader.page.record_opened) as opened:
        reader.click("Next not seen")

    assert opened.args[0].file == f"{449 - unseen}.jpg"
    assert reader.table.selected_rows == [unseen]


def test_from_the_table_it_is_the_first_whichever_row_is_chosen(history, reader, qtbot):
    keep(history, *(record(f"{8 - row}.jpg", seen_at="" if row in (2, 6) else stamp(0)) for row in range(9)[::-1]))
    reader.show_new()
    reader.wait_for("9 X-rays · 2 not seen")
    reader.table.go_to(5)
    with qtbot.waitSignal(reader.page.record_opened) as opened:
        reader.click("Next not seen")

    assert opened.args[0].file == "6.jpg"


def test_it_is_said_where_everything_was_seen(history, reader, qtbot):
    keep(history, *(record(f"{number}.jpg", seen_at=stamp(0)) for number in range(450)))
    reader.show_new()
    reader.wait_for("450 X-rays · 0 not seen")
    with qtbot.waitSignal(reader.page.noted) as noted:
        qtbot.keyClick(reader.table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)

    assert noted.args == ["Every X-ray that the worklist shows was seen."]
