"""Blocks of a printed page that hold no others: text, lines to write on, boxes to tick, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF, QTextLayout, QTextOption

from app.gui.report.layout import INK, POINT, is_mirrored

_UNITS_PER_INCH = 72 * POINT
_PICTURE_DPI = 200
"""Finer than a printer shows of a photograph, and a file of 200 reports stays small enough to be sent."""

_PALE_INK, _RULE = QColor("#444444"), QColor("#808080")
_TICK_GAP = 4 * POINT
_LINE_STEP = 18 * POINT
"""From one line to write on to the next."""

_LEADING, _BASELINE, _HALF_CAPITAL = 1.42, 1.07, 0.36
"""Of the size of letters: from line to line, from the top to the first baseline, and half the height of a capital.

They are the same for every script: a label and its value stand on one line although one is Arabic and one is not.
"""

BODY = 9.0
"""Usual size of letters, in points."""


class Text:
    """A paragraph of plain text that wraps, anywhere if it must."""

    def __init__(
        self,
        text: str,
        size: float = BODY,
        *,
        bold: bool = False,
        ink: QColor = INK,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Lay out a text.

        Args:
            text: plain.
            size: of the letters, in points.
            bold: whether they are bold.
            ink: their colour.
            align: where lines lie on a page from left to right; mirrored on one from right to left.
        """
        self._size = size * POINT
        self._ink = ink
        self._align = align
        self._layout = QTextLayout(text, font_of(size, bold=bold))
        self._set_direction(Qt.LayoutDirection.LeftToRight)

    def height(self, width: float) -> float:
        """Return the height of all lines."""
        self._layout.beginLayout()
        y = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y + _BASELINE * self._size - line.ascent()))
            y += _LEADING * self._size
        self._layout.endLayout()
        return y

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the lines, from the right where the painter goes from right to left."""
        self._set_direction(painter.layoutDirection())
        self.height(area.width())
        painter.setPen(self._ink)
        self._layout.draw(painter, area.topLeft())

    def _set_direction(self, direction: Qt.LayoutDirection) -> None:
        align, sides = self._align, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        if direction == Qt.LayoutDirection.RightToLeft and align in sides:  # `AlignLeading` stays on the left here
            align = sides[1 - sides.index(align)]
        option = QTextOption(align)
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)


def pale(text: str, size: float = BODY, *, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> Text:
    """Return a text of less weight, such as a label."""
    return Text(text, size, ink=_PALE_INK, align=align)


def mark_top(size: float, side: float) -> float:
    """Return how far a mark of a side is below the top of a line, whose letters have a size in points."""
    return (_BASELINE - _HALF_CAPITAL) * size * POINT - side / 2


def font_of(size: float, *, bold: bool = False) -> QFont:
    """Return the font of a size in points."""
    font = QFont()
    font.setPixelSize(round(size * POINT))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class TickBox:
    """A box with its words beside it; a ticked one has its words in bold too."""

    def __init__(self, words: str, is_ticked: bool, size: float = BODY) -> None:
        self._is_ticked = is_ticked
        self._words = Text(words, size, bold=is_ticked)
        self._side = 0.95 * size * POINT
        self._top = mark_top(size, self._side)

    def height(self, width: float) -> float:
        """Return the height of the words, at least that of the box."""
        return max(self._words.height(width - self._side - _TICK_GAP), self._side)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the box beside the first line of its words."""
        used = self._side + _TICK_GAP
        mirrored = is_mirrored(painter)
        self._words.draw(painter, area.adjusted(0 if mirrored else used, 0, -used if mirrored else 0, 0))
        left = area.right() - self._side if mirrored else area.left()
        box = QRectF(left, area.top() + self._top, self._side, self._side)
        painter.setPen(QPen(INK, 0.9 * POINT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        if self._is_ticked:
            painter.setPen(QPen(INK, 1.8 * POINT))
            corners = ((0.2, 0.5), (0.42, 0.75), (0.85, 0.2))
            place = [QPointF(box.left() + x * self._side, box.top() + y * self._side) for x, y in corners]
            painter.drawPolyline(QPolygonF(place))


@dataclass(frozen=True)
class Line:
    """A ruled line to write on by hand, below a space."""

    room: float = 0.0

    def height(self, width: float) -> float:
        """Return the height of the space above the rule."""
        return self.room + POINT

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the rule."""
        painter.setPen(QPen(_RULE, 0.6 * POINT))
        y = area.top() + self.room
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


@dataclass
class WritingSpace:
    """Ruled lines to write on by hand: at least `least` of them, and as many as its room takes, which is set last."""

    least: int
    room: float = field(default=0.0, init=False)

    def height(self, width: float) -> float:
        """Return the height of the lines that there is room for."""
        return max(self.room // _LINE_STEP, self.least) * _LINE_STEP

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the rules."""
        for number in range(round(self.height(area.width()) / _LINE_STEP)):
            Line(_LINE_STEP - POINT).draw(painter, area.translated(0, number * _LINE_STEP))


@dataclass(frozen=True)
class Drawing:
    """A block drawn by a function from the painter's origin, in units of `scale` units of the page."""

    paint: Callable[[QPainter, float], object]
    units_high: float
    scale: float

    def height(self, width: float) -> float:
        """Return its fixed height."""
        return self.units_high * self.scale

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it."""
        painter.save()
        painter.translate(area.topLeft())
        painter.scale(self.scale, self.scale)
        self.paint(painter, area.width() / self.scale)
        painter.restore()


@dataclass
class Picture:
    """An image with its aspect ratio kept, no higher than `most`, in the middle of its area or at the beginning."""

    image: QImage
    most: float = 0.0
    is_centred: bool = True

    def natural_height(self, width: float) -> float:
        """Return the height at the full width."""
        return width * self.image.height() / self.image.width()

    def height(self, width: float) -> float:
        """Return the height at the full width, at most `most`."""
        return min(self.natural_height(width), self.most)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it as large as the area allows."""
        keep = Qt.AspectRatioMode.KeepAspectRatio
        room = QSizeF(area.width(), self.height(area.width()))
        place = QRectF(area.topLeft(), QSizeF(self.image.size()).scaled(room, keep))
        if self.is_centred:
            place.moveLeft(area.left() + (area.width() - place.width()) / 2)
        elif is_mirrored(painter):
            place.moveRight(area.right())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, _fine_enough(self.image, place.size()))


def _fine_enough(image: QImage, size: QSizeF) -> QImage:
    """Return an image of no more points than its size on paper needs, and without colours that it does not have."""
    finest = (size * _PICTURE_DPI / _UNITS_PER_INCH).toSize()
    if image.width() > finest.width() > 0:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(finest, keep, smooth)
    has_colour = image.hasAlphaChannel() or not image.isGrayscale()
    return image if has_colour else image.convertToFormat(QImage.Format.Format_Grayscale8)
