"""Dark panels that float over an X-ray, in every theme alike: an X-ray is judged in the dark."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui.theme.tokens import DARK, RADIUS_PX, SPACE_1_PX, palette_of
from app.gui.widgets.controls import column_layout

_OPACITY = 0.92


class FloatingPanel(QWidget):
    """A column of parts on a dark ground.

    Signals:
        resized: its size has changed.
    """

    resized = Signal()

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setPalette(palette_of(DARK))
        column = column_layout(self, gap_px=SPACE_1_PX, margins=(SPACE_1_PX,) * 4)
        for part in parts:
            column.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        paint_floating(painter, self.rect())
        painter.end()


def paint_floating(painter: QPainter, place: QRect) -> None:
    """Paint the ground of what floats over an X-ray."""
    ground = QColor(DARK.surface)
    ground.setAlphaF(_OPACITY)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(DARK.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_PX, RADIUS_PX)
