"""Card: a surface with an edge that holds what belongs together."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.spacing import CARD_MARGINS, CONTROL_GAP_PX, Margins
from app.gui.theme.tokens import colours
from app.gui.widgets.controls import column_layout


class Card(QFrame):
    """A rounded surface; what it holds stands in `column`, one below the other."""

    def __init__(self, *, margins: Margins = CARD_MARGINS, gap_px: int = CONTROL_GAP_PX) -> None:
        super().__init__()
        self.column = column_layout(self, gap_px=gap_px, margins=margins)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its edge in the colours of the theme."""
        tokens = colours(self.palette())
        painter = QPainter(self)
        paint_panel(painter, self.rect(), tokens.surface, tokens.line)
        painter.end()


class Surface(QFrame):
    """A part of the window with the colour of cards and a line along one of its sides."""

    def __init__(self, *, line_at: str) -> None:
        """Create it.

        Args:
            line_at: `bottom`, `top` or `trailing`: the side that the line is at.
        """
        super().__init__()
        self._line_at = line_at

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its line in the colours of the theme."""
        tokens = colours(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        width, height = self.width(), self.height()
        trailing = 0 if self.isRightToLeft() else width - 1
        place = {"bottom": (0, height - 1, width, 1), "top": (0, 0, width, 1), "trailing": (trailing, 0, 1, height)}
        painter.fillRect(*place[self._line_at], QColor(tokens.line))
        painter.end()
