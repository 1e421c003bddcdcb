"""The sections of a page that scrolls, listed beside it: one click leads to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QToolButton, QWidget

from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import SPACE_3_PX, TARGET_PX, colours
from app.gui.widgets.controls import column_layout
from app.gui.widgets.labels import scaled_font

_WIDTH_PX = 250


class Contents(QWidget):
    """A list of sections; the one that is read is marked.

    It is one stop of the keyboard, at the marked section; the arrow keys lead to the others.
    """

    def __init__(self, area: QScrollArea, sections: Sequence[tuple[str, QWidget]]) -> None:
        """Make a list.

        Args:
            area: that scrolls.
            sections: the title of each, and what it scrolls to, from the top.
        """
        super().__init__()
        self.setAccessibleName(self.tr("Sections"))
        self.setFixedWidth(scale_to_text(_WIDTH_PX))
        self._area = area
        self._sections = [section for _, section in sections]
        self._entries: list[QAbstractButton] = []
        column = column_layout(self, gap_px=2, margins=PAGE_MARGINS)
        for title, section in sections:
            entry = _Entry(title)
            entry.clicked.connect(lambda _, section=section: self._scroll_to(section))
            self._entries.append(entry)
            column.addWidget(entry)
        column.addStretch()
        area.verticalScrollBar().valueChanged.connect(self._mark)
        area.verticalScrollBar().rangeChanged.connect(self._mark)
        self._mark()

    def minimumSizeHint(self) -> QSize:
        """Return no height: a window is not made higher than the screen for it."""
        return QSize(super().minimumSizeHint().width(), 0)

    def _scroll_to(self, section: QWidget) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(section.pos().y() - PAGE_MARGINS[1])
        self._mark_only(self._sections.index(section))  # the last ones cannot come to the top

    @Slot()
    def _mark(self) -> None:
        """Mark the last section that begins in the upper third of what is seen."""
        bar, seen = self._area.verticalScrollBar(), self._area.viewport()
        begun = [index for index, section in enumerate(self._sections) if _top(section, seen) <= seen.height() // 3]
        is_at_end = bar.maximum() > 0 and bar.value() == bar.maximum()
        self._mark_only(len(self._sections) - 1 if is_at_end else max(begun, default=0))

    def _mark_only(self, shown: int) -> None:
        has_focus = any(entry.hasFocus() for entry in self._entries)
        self._entries[shown].setChecked(True)
        if has_focus:  # else two entries would stand out
            self._entries[shown].setFocus(Qt.FocusReason.OtherFocusReason)


class _Entry(QToolButton):
    """The title of a section, on a ground where the section is read."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setToolTip(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a target; the width is that of the list."""
        return QSize(0, scale_to_text(TARGET_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the words."""
        tokens, is_read = colours(self.palette()), self.isChecked()
        painter = QPainter(self)
        if is_read or self.underMouse():
            paint_panel(painter, self.rect(), tokens.accent_soft if is_read else tokens.hover, "")
        painter.setFont(scaled_font(self, 1, bold=is_read))
        painter.setPen(QColor(tokens.accent if is_read else tokens.pale_ink))
        room = self.rect().adjusted(SPACE_3_PX, 0, -SPACE_3_PX, 0)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()


def _top(section: QWidget, seen: QWidget) -> int:
    return section.mapTo(seen, QPoint()).y()
