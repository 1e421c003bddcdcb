"""Fills of the charts: a colour and a pattern each, so that nobody has to tell colours apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.core.records import Finding
from app.core.review import Opinion
from app.gui.theme.control_shapes import paint_slanted_lines
from app.gui.theme.tokens import Colours, Tone

_STEP_PX = 6.0
"""Between the lines of a pattern."""


class Pattern(Enum):
    """How an area is filled."""

    SOLID = auto()
    PALE = auto()
    SLANTED = auto()
    LINES = auto()


@dataclass(frozen=True, slots=True)
class Fill:
    """Look of one part of a chart.

    Attributes:
        tone: picks its colours of those of a theme.
        pattern: how it is filled with them.
    """

    tone: Callable[[Colours], Tone]
    pattern: Pattern


def _accent(colours: Colours) -> Tone:
    return Tone(colours.accent, colours.accent_soft)


FINDING_FILLS = {
    Finding.PNEUMONIA: Fill(lambda colours: colours.signs, Pattern.SOLID),
    Finding.UNCERTAIN: Fill(lambda colours: colours.unsure, Pattern.SLANTED),
    Finding.NORMAL: Fill(lambda colours: colours.none, Pattern.PALE),
    Finding.NOT_ASSESSED: Fill(lambda colours: colours.refused, Pattern.LINES),
}
OPINION_FILLS = {
    Opinion.AGREE: Fill(_accent, Pattern.SOLID),
    Opinion.DISAGREE: Fill(lambda colours: colours.signs, Pattern.SLANTED),
    Opinion.CANNOT_TELL: Fill(lambda colours: colours.refused, Pattern.LINES),
}


def paint_fill(painter: QPainter, area: QRectF, fill: Fill, colours: Colours) -> None:
    """Fill an area, with an edge of the full colour; nothing for an empty one."""
    if area.width() <= 0 or area.height() <= 0:
        return
    tone = fill.tone(colours)
    ink, soft = QColor(tone.ink), QColor(tone.soft)
    painter.save()
    painter.fillRect(area, ink if fill.pattern is Pattern.SOLID else soft)
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    pen = QPen(ink, 1.2)
    if fill.pattern is Pattern.SLANTED:
        paint_slanted_lines(painter, area, pen, _STEP_PX)
    elif fill.pattern is Pattern.LINES:
        painter.setPen(pen)
        for step in range(int(area.height() / _STEP_PX) + 1):
            y = area.bottom() - (step + 0.5) * _STEP_PX
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    painter.setPen(QPen(ink, 1))
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()
