"""Chip: a round button that is on or off, for a filter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import Colours, colours

_HEIGHT_PX, _BESIDE_PX, _GAP_PX = 36, 13, 6


class Chip(QPushButton):
    """Shows words, after an icon where it has one; bold and with a strong edge while it is on."""

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
        fill = tokens.accent_soft if self.underMouse() or self.isDown() else tokens.surface
        place, round_px = self.rect(), self.height() // 2
        paint_panel(painter, place, fill, tokens.ink if self.isChecked() else tokens.line, round_px)
        if self.isChecked():  # twice as strong
            paint_panel(painter, place.adjusted(1, 1, -1, -1), "", tokens.ink, round_px - 1)
        self._paint_content(painter, QColor(self._ink(tokens)))
        painter.end()

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        font = self._font(is_bold=self.isChecked())
        words = QFontMetrics(font).horizontalAdvance(self.text())
        side = 0 if self.icon().isNull() else self.iconSize().width()
        left = (self.width() - words - (side + _GAP_PX if side else 0)) // 2
        mirrored = self.isRightToLeft()
        mark = QRect(self.width() - left - side if mirrored else left, (self.height() - side) // 2, side, side)
        if side:
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
