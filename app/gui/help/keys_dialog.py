"""Dialog of the keys: all of them at one sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from app.gui.help.keys import KeyGroup
from app.gui.theme.spacing import CONTROL_GAP_PX, GROUP_GAP_PX, PAGE_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.widgets.card import Card
from app.gui.widgets.controls import column_layout, push_button, row_layout, scroll_vertically
from app.gui.widgets.dialogs import fit_to_screen
from app.gui.widgets.labels import TextLabel

_SIZE_PX = (800, 600)
_HEADING_ROWS = 2


class KeysDialog(QDialog):
    """Shows keys by group; the key that opened it closes it too."""

    def __init__(self, groups: Sequence[KeyGroup], opened_by: QKeySequence, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        area = QScrollArea()
        scroll_vertically(area)
        has_room = scale_to_text(_SIZE_PX[0]) <= self.screen().availableGeometry().width()
        area.setWidget(_columns(groups, 2 if has_room else 1))
        area.setAccessibleName(self.tr("Keys"))
        spoken = [f"{keys}: {words}" for group in groups for keys, words in group.rows]
        area.setAccessibleDescription("\n".join(spoken))
        close = push_button(self.tr("Close"), self.close)
        column = column_layout(self, margins=PAGE_MARGINS)
        column.addWidget(area, stretch=1)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignTrailing)
        QShortcut(opened_by, self).activated.connect(self.close)
        fit_to_screen(self, *_SIZE_PX)
        close.setFocus()


def _columns(groups: Sequence[KeyGroup], count: int) -> QWidget:
    """Return the groups in so many columns of about the same height."""
    inside = QWidget()
    row = row_layout(inside, gap_px=GROUP_GAP_PX)
    columns = [column_layout(gap_px=GROUP_GAP_PX) for _ in range(count)]
    heights = [0] * count
    for group in groups:
        place = heights.index(min(heights))
        columns[place].addWidget(_group_card(group))
        heights[place] += len(group.rows) + _HEADING_ROWS
    for column in columns:
        column.addStretch()
        row.addLayout(column, stretch=1)
    return inside


def _group_card(group: KeyGroup) -> Card:
    card = Card()
    card.column.addWidget(TextLabel(group.title, scale=1.1, bold=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(GROUP_GAP_PX)
    grid.setVerticalSpacing(CONTROL_GAP_PX)
    for row, (keys, words) in enumerate(group.rows):
        grid.addWidget(TextLabel(keys, bold=True), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(TextLabel(words), row, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    card.column.addLayout(grid)
    return card
