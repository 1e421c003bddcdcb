"""The header of a page says what it can, and never something else than it means."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from app.gui.widgets.page_header import PageHeader

WHOLE, BEGINNING = "For children alone, and not for adults.", "For children"


def test_a_line_that_finds_no_room_is_cut_at_its_end_and_whole_in_the_tool_tip(qtbot):
    headers = [PageHeader("Kifua", subtitle) for subtitle in (WHOLE, BEGINNING)]
    lines = [next(label for label in each.findChildren(QLabel) if label.text() == each.subtitle) for each in headers]
    words, room = (lines[1].fontMetrics().horizontalAdvance(text) for text in (BEGINNING, f"{BEGINNING} al…"))

    def beginning(header: PageHeader) -> QImage:
        qtbot.addWidget(header)
        header.resize(16 + room + 16, header.height())
        return header.grab().toImage().copy(0, 0, 16 + words, header.height())

    assert beginning(headers[0]) == beginning(headers[1])
    assert WHOLE in lines[0].toolTip()
