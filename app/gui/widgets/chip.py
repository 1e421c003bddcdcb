"""Chip: a round button that is on or off, for a filter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyleOptionButton

from app.gui.theme.control_shapes import button_colours, button_ink, is_chosen, paint_panel
from app.gui.theme.icons import paint_icon
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import Colours, colours

_HEIGHT_PX, _BESIDE_PX, _GAP_PX = 36, 13, 6
_TICK = "check"


class Chip(QPushButton):
    """Shows words, after an icon where it has one; filled with the accent, and a tick for the icon, while it is on."""

    def __init__(self, ink: Callable[[Colours], str]) -> None:
        """Create one; `ink` picks the colour of its words of those of the theme."""
        super().__init__()
        self.setCheckable(True)
        self._ink = ink
        self._widest = ""

    def reserve(self, words: str) -> None:
        """Keep room for these words, however short its own are: so what is beside it stays in place."""
        self._widest = words
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size for the words, bold or not: it stays the same."""
        icon = 0 if self.icon().isNull() else self.iconSize().width() + _GAP_PX
        bold = QFontMetrics(self._font(is_bold=True))
        width = max(map(bold.horizontalAdvance, (self.text(), self._widest)))
        height = max(scale_to_text(_HEIGHT_PX), self.fontMetrics().height() + _GAP_PX)
        return QSize(icon + width + 2 * scale_to_text(_BESIDE_PX), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a word is not cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        tokens = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        fill, edge = button_colours("plain", option.state, tokens)
        paint_panel(painter, self.rect(), fill, edge, self.height() // 2)
        is_on = is_chosen("plain", option.state)
        self._paint_content(painter, QColor(button_ink("plain", option.state, tokens) if is_on else self._ink(tokens)))
        painter.end()

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        font = self._font(is_bold=self.isChecked())
        words = QFontMetrics(font).horizontalAdvance(self.text())
        side = 0 if self.icon().isNull() else self.iconSize().width()
        left = (self.width() - words - (side + _GAP_PX if side else 0)) // 2
        mirrored = self.isRightToLeft()
        mark = QRect(self.width() - left - side if mirrored else left, (self.height() - side) // 2, side, side)
        if side and self.isChecked():
            paint_icon(painter, _TICK, QRectF(mark), ink)
        elif side:
            self.icon().paint(painter, mark)
        start = 0 if mirrored else (mark.right() + 1 + _GAP_PX if side else left)
        end = (mark.left() - _GAP_PX if side else self.width() - left) if mirrored else self.width()
        painter.setFont(font)
        painter.setPen(ink)
        align = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        side_flag = align | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(start, 0, end - start, self.height()), int(side_flag), self.text())

    def _font(self, *, is_bold: bool) -> QFont:
        font = QFont(self.font())
        font.setBold(is_bold)
        return font
