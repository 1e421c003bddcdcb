"""Parts that all charts are drawn of: a legend, axes, and rectangles that follow the reading direction."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.gui.statistics.fills import Fill, paint_fill
from app.gui.theme.tokens import SPACE_1_PX, SPACE_2_PX, SPACE_4_PX, Colours

Key = tuple[Fill, str]
"""An entry of a legend: a fill and its words."""

_LEGEND_FLAGS = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


def mirrored(area: QRectF, width: float, direction: Qt.LayoutDirection) -> QRectF:
    """Return an area of a drawing of this width as it is in a reading direction."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return area
    return QRectF(width - area.right(), area.top(), area.width(), area.height())


def legend_height(keys: Sequence[Key], width: float, metrics: QFontMetricsF) -> float:
    """Return the height that a legend takes at a width, with the gap below it."""
    lines = [area.bottom() for _, area in _legend_places(keys, width, metrics)]
    return max(lines) + SPACE_2_PX if lines else 0.0


def paint_legend(painter: QPainter, keys: Sequence[Key], width: float, colours: Colours) -> None:
    """Draw a legend from the painter's origin: a filled square before each word, on as many lines as it takes."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    side = _swatch(metrics)
    direction = painter.layoutDirection()
    for (fill, words), area in _legend_places(keys, width, metrics):
        square = QRectF(area.left(), area.center().y() - side / 2, side, side)
        paint_fill(painter, mirrored(square, width, direction), fill, colours)
        painter.setPen(QColor(colours.ink))
        text = area.adjusted(side + SPACE_1_PX, 0, 1, 0)
        painter.drawText(mirrored(text, width, direction), _LEGEND_FLAGS, words)


def _swatch(metrics: QFontMetricsF) -> float:
    return round(metrics.height() * 0.8)


def _legend_places(keys: Sequence[Key], width: float, metrics: QFontMetricsF) -> Iterator[tuple[Key, QRectF]]:
    left = top = 0.0
    for key in keys:
        wide = _swatch(metrics) + SPACE_1_PX + metrics.horizontalAdvance(key[1])
        if left and left + wide > width:
            left, top = 0.0, top + metrics.height() + SPACE_1_PX
        yield key, QRectF(left, top, wide, metrics.height())
        left += wide + SPACE_4_PX


def whole_ticks(highest: int) -> list[int]:
    """Return at most six whole numbers from 0 in steps of 1, 2 or 5 tens, the last of them no less than the highest."""
    rough = max(1.0, highest / 4)
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    return [step * place for place in range(math.ceil(max(highest, 1) / step) + 1)]


@dataclass(frozen=True, slots=True)
class Axes:
    """The frame of a chart with columns.

    Attributes:
        ticks: from the bottom to the top, evenly spaced, in words.
        labels: of the columns.
        plot_px: height of the part that is drawn into.
    """

    ticks: Sequence[str]
    labels: Sequence[str]
    plot_px: float = 150.0

    def height(self, metrics: QFontMetricsF) -> float:
        """Return the height with the words around it."""
        return metrics.height() / 2 + self.plot_px + SPACE_1_PX + metrics.height()

    def plot(self, width: float, metrics: QFontMetricsF) -> QRectF:
        """Return where columns are drawn, in the direction from left to right."""
        left = max(metrics.horizontalAdvance(tick) for tick in self.ticks) + SPACE_2_PX
        return QRectF(left, metrics.height() / 2, max(1.0, width - left), self.plot_px)

    def column(self, place: int, width: float, metrics: QFontMetricsF) -> QRectF:
        """Return the room of a column, in the direction from left to right."""
        plot = self.plot(width, metrics)
        each = plot.width() / max(1, len(self.labels))
        return QRectF(plot.left() + place * each, plot.top(), each, plot.height())

    def paint(self, painter: QPainter, width: float, colours: Colours) -> None:
        """Draw the lines with their numbers, and as many labels as have room."""
        metrics = QFontMetricsF(painter.font(), painter.device())
        plot, direction = self.plot(width, metrics), painter.layoutDirection()
        for place, tick in enumerate(self.ticks):
            y = plot.bottom() - plot.height() * place / max(1, len(self.ticks) - 1)
            line = mirrored(QRectF(plot.left(), y, plot.width(), 0), width, direction)
            painter.setPen(QPen(QColor(colours.line if place else colours.edge), 1))
            painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))
            painter.setPen(QColor(colours.pale_ink))
            words = QRectF(0, y - metrics.height() / 2, plot.left() - SPACE_2_PX, metrics.height())
            flags = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(mirrored(words, width, direction), flags, tick)
        self._paint_labels(painter, width, metrics)

    def _paint_labels(self, painter: QPainter, width: float, metrics: QFontMetricsF) -> None:
        if not self.labels:
            return
        widest = max(metrics.horizontalAdvance(label) for label in self.labels) + SPACE_2_PX
        step = math.ceil(widest / self.column(0, width, metrics).width())
        for place in range(len(self.labels) - 1, -1, -step):  # from the newest, which is looked at first
            column = self.column(place, width, metrics)
            left = min(max(0.0, column.center().x() - widest / 2), width - widest)
            words = QRectF(left, column.bottom() + SPACE_1_PX, widest, metrics.height())
            painter.drawText(
                mirrored(words, width, painter.layoutDirection()), Qt.AlignmentFlag.AlignHCenter, self.labels[place]
            )
