"""Scale from 0 to 1 that shows a score and the labelled zones of an operating point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.model.bundle import OperatingPoint
from app.core.model.decision import finding_at
from app.core.records import Finding
from app.gui.text.locale_text import percent
from app.gui.text.verdict_text import point_sentence, zone_label
from app.gui.theme.control_shapes import paint_slanted_lines
from app.gui.theme.finding_marks import colour
from app.gui.widgets.labels import scaled_font

_TRACK_TOP, _TRACK_HEIGHT = 14, 13
_WORDS_TOP = _TRACK_TOP + _TRACK_HEIGHT + 4
_POINTER = 7
_SIDE = 8
_HATCH, _STRIPE = 9, 3
_WORD_GAP = 12
_OPACITY = {Finding.NORMAL: 0.5, Finding.UNCERTAIN: 0.18, Finding.PNEUMONIA: 0.75}


class ScoreScale(QWidget):
    """Draws the scale from 0 to 1, a labelled zone for each finding, the score as a pointer.

    A higher score is always further right, as on every other device, in windows that are read from the right too.
    """

    def __init__(self, point: OperatingPoint) -> None:
        super().__init__()
        self._point = point
        self._score: float | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(scaled_font(self, 0.9))
        self.setAccessibleName(self.tr("Score on its scale"))

    def show_score(self, score: float | None, point: OperatingPoint) -> None:
        """Move the pointer to a score, 0..1, on the scale of the point that it was decided at; None hides it."""
        self._score, self._point = score, point
        zones = point_sentence(point)
        self.setAccessibleDescription(zones if score is None else f"{percent(score)}. {zones}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size for the pointer, the track and the words below."""
        return QSize(200, self.heightForWidth(200))

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at a width."""
        return round(scale_height(self.fontMetrics().height(), _count_lines(self.fontMetrics(), width, self._point)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of the palette."""
        painter = QPainter(self)
        paint_scale(painter, self.width(), self._score, self._point, self.palette())
        painter.end()


def scale_height(line_height: float, lines: int = 1) -> float:
    """Return the height that `paint_scale` needs, for the line height of the painter's font and its lines of words."""
    return _WORDS_TOP + lines * line_height


def paint_scale(painter: QPainter, width: float, score: float | None, point: OperatingPoint, palette: QPalette) -> None:
    """Draw the scale from the painter's origin, 0 at the left in every layout direction.

    Where the words of the zones do not fit beside each other, those of the middle one stand a line lower.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    _draw_words(painter, width, point, palette)
    _draw_track(painter, width, point, palette)
    if score is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.WindowText))
        x, tip = _x(score, width), _TRACK_TOP - 2
        painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - _POINTER, 1), QPointF(x + _POINTER, 1)]))
    painter.restore()


@dataclass(frozen=True, slots=True)
class _Zone:
    finding: Finding
    low: float
    high: float


def _zones(point: OperatingPoint) -> Iterator[_Zone]:
    """Yield the zones from the left; those of equal finding, on both sides of the threshold, as one."""
    edges = sorted({0.0, point.uncertain_low, point.uncertain_high, 1.0})
    for low, high in pairwise(edges):
        yield _Zone(finding_at((low + high) / 2, point), low, high)


def _count_lines(metrics: QFontMetrics, width: float, point: OperatingPoint) -> int:
    widths = [metrics.horizontalAdvance(zone_label(zone.finding)) + _WORD_GAP for zone in _zones(point)]
    return 1 if sum(widths) <= width - 2 * _SIDE + _WORD_GAP else 2


def _draw_words(painter: QPainter, width: float, point: OperatingPoint, palette: QPalette) -> None:
    """Draw the outer words at the ends, and others below their zone, moved where they would touch the outer ones."""
    zones, metrics = list(_zones(point)), painter.fontMetrics()
    line = metrics.height()
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    room = QRectF(_SIDE, _WORDS_TOP, width - 2 * _SIDE, line)
    whole = Qt.TextFlag.TextDontClip  # letters of another script may be higher than those of the font
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | whole, zone_label(zones[0].finding))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | whole, zone_label(zones[-1].finding))
    for zone in zones[1:-1]:
        words = zone_label(zone.finding)
        is_beside = _count_lines(metrics, width, point) == 1
        least, most = room.left(), room.right()
        if is_beside:
            least += metrics.horizontalAdvance(zone_label(zones[0].finding)) + _WORD_GAP
            most -= metrics.horizontalAdvance(zone_label(zones[-1].finding)) + _WORD_GAP
        needed = metrics.horizontalAdvance(words)
        left = _x((zone.low + zone.high) / 2, width) - needed / 2
        left = max(least, min(left, most - needed))
        painter.drawText(QPointF(left, room.top() + metrics.ascent() + (0 if is_beside else line)), words)


def _draw_track(painter: QPainter, width: float, point: OperatingPoint, palette: QPalette) -> None:
    track = QPainterPath()
    whole = QRectF(_SIDE, _TRACK_TOP, width - 2 * _SIDE, _TRACK_HEIGHT)
    track.addRoundedRect(whole, _TRACK_HEIGHT / 2, _TRACK_HEIGHT / 2)
    painter.save()
    painter.setClipPath(track)
    for zone in _zones(point):
        place = QRectF(_x(zone.low, width), _TRACK_TOP, _x(zone.high, width) - _x(zone.low, width), _TRACK_HEIGHT)
        tint = colour(zone.finding, palette)
        ground = QColor(tint)
        ground.setAlphaF(_OPACITY[zone.finding])
        painter.fillRect(place, ground)
        if zone.finding is Finding.UNCERTAIN:  # told apart by its hatching too
            stripe = QColor(tint)
            stripe.setAlphaF(0.5)
            paint_slanted_lines(painter, place, QPen(stripe, _STRIPE), _HATCH)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
    painter.drawPath(track)


def _x(score: float, width: float) -> float:
    return _SIDE + score * (width - 2 * _SIDE)
