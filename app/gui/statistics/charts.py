"""The three kinds of charts: stacked columns, shares with their intervals over time, and bars with words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.clinic.statistics import Share
from app.gui.statistics.drawing import Axes, Key, legend_height, mirrored, paint_legend
from app.gui.statistics.fills import Fill, paint_fill
from app.gui.theme.tokens import SPACE_1_PX, SPACE_3_PX, Colours

_WIDEST_COLUMN_PX = 56.0
_BAR_PX = 16.0
_DOT_PX = 4.5


class Chart(Protocol):
    """Something drawn of several parts, each with a sentence that says what it shows."""

    @property
    def sentences(self) -> Sequence[str]:
        """One for each part: a column or a bar."""

    def height(self, width: float, metrics: QFontMetricsF) -> float:
        """Return the height that it takes at a width."""

    def paint(self, painter: QPainter, width: float, colours: Colours) -> None:
        """Draw it from the painter's origin, in the painter's font and reading direction."""

    def part(self, place: int, width: float, metrics: QFontMetricsF) -> QRectF:
        """Return where a part is drawn, in the direction from left to right."""


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Stacked columns.

    Attributes:
        axes: frame; its highest tick is `top`.
        top: value at the upper end of the plot.
        keys: what each fill stands for.
        columns: for each column, the values of its parts from the bottom to the top, by fill.
        sentences: for each column.
    """

    axes: Axes
    top: float
    keys: Sequence[Key]
    columns: Sequence[Mapping[Fill, int]]
    sentences: Sequence[str]

    def height(self, width: float, metrics: QFontMetricsF) -> float:
        """Return the height of legend and columns."""
        return legend_height(self.keys, width, metrics) + self.axes.height(metrics)

    def part(self, place: int, width: float, metrics: QFontMetricsF) -> QRectF:
        """Return the whole room of a column."""
        return self.axes.column(place, width, metrics).translated(0, legend_height(self.keys, width, metrics))

    def paint(self, painter: QPainter, width: float, colours: Colours) -> None:
        """Draw the legend, the axes and the columns."""
        metrics = QFontMetricsF(painter.font(), painter.device())
        paint_legend(painter, self.keys, width, colours)
        painter.save()
        painter.translate(0, legend_height(self.keys, width, metrics))
        self.axes.paint(painter, width, colours)
        for place, column in enumerate(self.columns):
            room = self.axes.column(place, width, metrics)
            wide = min(_WIDEST_COLUMN_PX, room.width() * 0.75)
            bottom = room.bottom()
            for fill, value in column.items():
                high = room.height() * value / self.top
                bar = QRectF(room.center().x() - wide / 2, bottom - high, wide, high)
                paint_fill(painter, mirrored(bar, width, painter.layoutDirection()), fill, colours)
                bottom -= high
        painter.restore()


@dataclass(frozen=True, slots=True)
class ShareChart:
    """Shares over time, each a dot with the interval of its share; where the cases are too few, there is none.

    Attributes:
        axes: frame; its highest tick is `top`.
        top: share at the upper end of the plot.
        fill: look of the dots.
        shares: of each column.
        sentences: for each column.
    """

    axes: Axes
    top: float
    fill: Fill
    shares: Sequence[Share]
    sentences: Sequence[str]

    def height(self, width: float, metrics: QFontMetricsF) -> float:
        """Return the height of the axes."""
        return self.axes.height(metrics)

    def part(self, place: int, width: float, metrics: QFontMetricsF) -> QRectF:
        """Return the whole room of a column."""
        return self.axes.column(place, width, metrics)

    def paint(self, painter: QPainter, width: float, colours: Colours) -> None:
        """Draw the axes, the intervals and the dots."""
        metrics = QFontMetricsF(painter.font(), painter.device())
        self.axes.paint(painter, width, colours)
        tone = self.fill.tone(colours)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, share in enumerate(self.shares):
            if share.is_too_few:
                continue
            room = mirrored(self.axes.column(place, width, metrics), width, painter.layoutDirection())
            x = room.center().x()
            low, high, y = (
                room.bottom() - room.height() * value / self.top for value in (*share.interval, share.value)
            )
            painter.setPen(QPen(QColor(tone.ink), 1.5))
            painter.drawLine(QPointF(x, low), QPointF(x, high))
            for end in (low, high):
                painter.drawLine(QPointF(x - _DOT_PX, end), QPointF(x + _DOT_PX, end))
            painter.setBrush(QColor(tone.ink))
            painter.drawEllipse(QPointF(x, y), _DOT_PX, _DOT_PX)
        painter.restore()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, with its words above it.

    Attributes:
        name: at the beginning of the line.
        value: at its end.
        parts: lengths by fill, as shares of the whole width.
        interval: of the first part, drawn as a whisker; None for none.
        sentence: that says what it shows.
    """

    name: str
    value: str
    parts: Mapping[Fill, float]
    sentence: str
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars one below the other.

    Attributes:
        bars: from the top.
        keys: what each fill stands for; none where the bars' names say it.
    """

    bars: Sequence[Bar]
    keys: Sequence[Key] = field(default=())

    @property
    def sentences(self) -> Sequence[str]:
        """One for each bar."""
        return [bar.sentence for bar in self.bars]

    def height(self, width: float, metrics: QFontMetricsF) -> float:
        """Return the height of the legend and all bars."""
        bars = sum(self._bar_height(bar, width, metrics) + SPACE_3_PX for bar in self.bars)
        return legend_height(self.keys, width, metrics) + max(0.0, bars - SPACE_3_PX)

    def part(self, place: int, width: float, metrics: QFontMetricsF) -> QRectF:
        """Return the room of a bar with its words."""
        above = sum(self._bar_height(bar, width, metrics) + SPACE_3_PX for bar in self.bars[:place])
        top = legend_height(self.keys, width, metrics) + above
        return QRectF(0, top, width, self._bar_height(self.bars[place], width, metrics))

    def paint(self, painter: QPainter, width: float, colours: Colours) -> None:
        """Draw the legend and the bars."""
        metrics = QFontMetricsF(painter.font(), painter.device())
        paint_legend(painter, self.keys, width, colours)
        for place, bar in enumerate(self.bars):
            self._paint_bar(painter, bar, self.part(place, width, metrics), colours)

    def _paint_bar(self, painter: QPainter, bar: Bar, room: QRectF, colours: Colours) -> None:
        metrics, direction = QFontMetricsF(painter.font(), painter.device()), painter.layoutDirection()
        width, line = room.width(), metrics.height()
        name = QRectF(0, room.top(), width, line)
        value = name.translated(0, 0 if _fits_one_line(bar, width, metrics) else line)
        painter.setPen(QColor(colours.ink))
        shown = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(name, Qt.AlignmentFlag.AlignLeading, shown)
        painter.setPen(QColor(colours.pale_ink))
        is_alone = value.top() > name.top()
        painter.drawText(
            value, Qt.AlignmentFlag.AlignLeading if is_alone else Qt.AlignmentFlag.AlignTrailing, bar.value
        )
        track = QRectF(0, room.bottom() - _BAR_PX, width, _BAR_PX)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRect(track.adjusted(0.5, 0.5, -0.5, -0.5))
        left = 0.0
        for fill, share in bar.parts.items():
            piece = QRectF(left, track.top(), width * share, _BAR_PX)
            paint_fill(painter, mirrored(piece, width, direction), fill, colours)
            left += piece.width()
        if bar.interval:
            self._paint_whisker(painter, bar.interval, track, colours)

    def _paint_whisker(self, painter: QPainter, interval: tuple[float, float], track: QRectF, colours: Colours) -> None:
        low, high = interval
        span = QRectF(track.width() * low, track.top(), track.width() * (high - low), track.height())
        span = mirrored(span, track.width(), painter.layoutDirection())
        y = track.center().y()
        for colour, thick in ((colours.surface, 4.0), (colours.ink, 1.5)):  # told from every fill by its own ground
            painter.setPen(QPen(QColor(colour), thick))
            painter.drawLine(QPointF(span.left(), y), QPointF(span.right(), y))
            for x in (span.left(), span.right()):
                painter.drawLine(QPointF(x, y - _DOT_PX), QPointF(x, y + _DOT_PX))

    def _bar_height(self, bar: Bar, width: float, metrics: QFontMetricsF) -> float:
        lines = 1 if _fits_one_line(bar, width, metrics) else 2
        return lines * metrics.height() + SPACE_1_PX + _BAR_PX


def _fits_one_line(bar: Bar, width: float, metrics: QFontMetricsF) -> bool:
    words = metrics.horizontalAdvance(bar.name) + metrics.horizontalAdvance(bar.value)
    return words + SPACE_3_PX <= width
