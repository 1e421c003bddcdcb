"""A score on its scale, with the places where scores become words."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.bundle import OperatingPoint
from app.core.decision import finding_at
from app.core.records import Finding
from app.gui.labels import scaled_font
from app.gui.marks import colour
from app.gui.wording import percent, point_sentence, scale_ends

_TRACK_TOP, _TRACK_HEIGHT = 16, 14
_WORDS_TOP = _TRACK_TOP + _TRACK_HEIGHT + 4
_POINTER = 7
_SIDE = 8


class ScoreBar(QWidget):
    """Draws the scale from 0 to 1: the zone of each word, the operating point as a line, the score as a pointer."""

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
        return QSize(200, _WORDS_TOP + self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of the moment."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_zones(painter)
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(ink, 2))
        x = self._x(self._point.threshold)
        painter.drawLine(QPointF(x, _TRACK_TOP - 2), QPointF(x, _TRACK_TOP + _TRACK_HEIGHT + 6))
        words = QRectF(_SIDE, _WORDS_TOP, self.width() - 2 * _SIDE, self.fontMetrics().height())
        low, high = scale_ends()
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, low)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        x, tip = self._x(self._score), _TRACK_TOP - 2
        painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - _POINTER, 2), QPointF(x + _POINTER, 2)]))
        painter.end()

    def _draw_zones(self, painter: QPainter) -> None:
        point = self._point
        track = QPainterPath()
        width = self.width() - 2 * _SIDE
        track.addRoundedRect(QRectF(_SIDE, _TRACK_TOP, width, _TRACK_HEIGHT), _TRACK_HEIGHT / 2, _TRACK_HEIGHT / 2)
        painter.save()
        painter.setClipPath(track)
        for low, high in pairwise(sorted({0.0, point.uncertain_low, point.threshold, point.uncertain_high, 1.0})):
            finding = finding_at((low + high) / 2, point)
            zone = QRectF(self._x(low), _TRACK_TOP, self._x(high) - self._x(low), _TRACK_HEIGHT)
            tint = colour(finding, self.palette())
            if finding is Finding.UNCERTAIN:  # told apart by its hatching too
                painter.fillRect(zone, QBrush(tint, Qt.BrushStyle.BDiagPattern))
            else:
                tint.setAlphaF(0.75 if finding is Finding.PNEUMONIA else 0.35)
                painter.fillRect(zone, tint)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawPath(track)

    def _x(self, score: float) -> float:
        return _SIDE + score * (self.width() - 2 * _SIDE)
