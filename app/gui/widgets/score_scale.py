"""Scale from 0 to 1 that shows a score and the zones of an operating point."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.model.bundle import OperatingPoint
from app.core.model.decision import finding_at
from app.core.records import Finding
from app.gui.text.locale_text import percent
from app.gui.text.verdict_text import point_sentence, scale_end_labels
from app.gui.theme.finding_marks import colour
from app.gui.widgets.labels import scaled_font

_TRACK_TOP, _TRACK_HEIGHT = 16, 14
_WORDS_TOP = _TRACK_TOP + _TRACK_HEIGHT + 4
_POINTER = 7
_SIDE = 8
_HATCH = 6


class ScoreScale(QWidget):
    """Draws the scale from 0 to 1: a zone for each finding, the threshold as a line, the score as a pointer."""

    def __init__(self, point: OperatingPoint) -> None:
        super().__init__()
        self._point = point
        self._score = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(scaled_font(self, 0.95))
        self.setAccessibleName(self.tr("Score on its scale"))

    def show_score(self, score: float, point: OperatingPoint) -> None:
        """Move the pointer to a score, 0..1, on the scale of the point that it was decided at."""
        self._score, self._point = score, point
        self.setAccessibleDescription(f"{percent(score)}. {point_sentence(self._point)}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height for the pointer, the track and the words below."""
        return QSize(200, round(scale_height(self.fontMetrics().height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of the palette."""
        painter = QPainter(self)
        paint_scale(painter, self.width(), self._score, self._point, self.palette())
        painter.end()


def scale_height(line_height: float) -> float:
    """Return the height that `paint_scale` needs, for the line height of the painter's font."""
    return _WORDS_TOP + line_height


def paint_scale(painter: QPainter, width: float, score: float, point: OperatingPoint, palette: QPalette) -> None:
    """Draw the scale from the painter's origin, in the painter's layout direction."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = palette.color(QPalette.ColorRole.WindowText)
    words = QRectF(_SIDE, _WORDS_TOP, width - 2 * _SIDE, painter.fontMetrics().height())
    low, high = scale_end_labels()
    painter.setPen(ink)
    painter.drawText(words, Qt.AlignmentFlag.AlignLeading, low)
    painter.drawText(words, Qt.AlignmentFlag.AlignTrailing, high)
    painter.save()
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        painter.translate(width, 0)
        painter.scale(-1, 1)
    _draw_zones(painter, width, point, palette)
    painter.setPen(QPen(ink, 2))
    x = _x(point.threshold, width)
    painter.drawLine(QPointF(x, _TRACK_TOP - 2), QPointF(x, _TRACK_TOP + _TRACK_HEIGHT + 6))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    x, tip = _x(score, width), _TRACK_TOP - 2
    painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - _POINTER, 2), QPointF(x + _POINTER, 2)]))
    painter.restore()


def _draw_zones(painter: QPainter, width: float, point: OperatingPoint, palette: QPalette) -> None:
    track = QPainterPath()
    whole = QRectF(_SIDE, _TRACK_TOP, width - 2 * _SIDE, _TRACK_HEIGHT)
    track.addRoundedRect(whole, _TRACK_HEIGHT / 2, _TRACK_HEIGHT / 2)
    painter.save()
    painter.setClipPath(track)
    for low, high in pairwise(sorted({0.0, point.uncertain_low, point.threshold, point.uncertain_high, 1.0})):
        finding = finding_at((low + high) / 2, point)
        zone = QRectF(_x(low, width), _TRACK_TOP, _x(high, width) - _x(low, width), _TRACK_HEIGHT)
        tint = colour(finding, palette)
        if finding is Finding.UNCERTAIN:  # told apart by its hatching too
            _hatch(painter, zone, tint)
        else:
            tint.setAlphaF(0.75 if finding is Finding.PNEUMONIA else 0.35)
            painter.fillRect(zone, tint)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
    painter.drawPath(track)


def _hatch(painter: QPainter, zone: QRectF, tint: QColor) -> None:
    """Draw slanting lines: a brush's own pattern keeps to the device's points and is too fine for a printer."""
    painter.save()
    painter.setClipRect(zone, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(tint, 1.2))
    for step in range(int((zone.width() + zone.height()) / _HATCH) + 1):
        x = zone.left() + step * _HATCH
        painter.drawLine(QPointF(x, zone.top()), QPointF(x - zone.height(), zone.bottom()))
    painter.restore()


def _x(score: float, width: float) -> float:
    return _SIDE + score * (width - 2 * _SIDE)
