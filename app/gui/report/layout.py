"""Blocks of a printed page: each tells its height for a given width, and draws itself.

Lengths are tenths of a point (1/720 inch), so that letters are laid out finely whatever the device's resolution.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QTextLayout, QTextOption

POINT = 10.0
"""Units in a point."""

_FINEST_PX = 1400
"""Longest side of an image on paper: 300 dpi at the width that it has there."""

_INK, _PALE_INK, _RULE = QColor("#000000"), QColor("#444444"), QColor("#808080")


class Block(Protocol):
    """A rectangle of the page."""

    def height(self, width: float) -> float:
        """Return its height at a width."""

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it at the top of an area of at least its height."""


class Text:
    """A paragraph of plain text that wraps, anywhere if it must."""

    def __init__(self, text: str, size: float = 8.5, *, bold: bool = False, pale: bool = False) -> None:
        font = QFont()
        font.setPixelSize(round(size * POINT))
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self._ink = _PALE_INK if pale else _INK
        self._layout = QTextLayout(text, font)
        self._set_direction(Qt.LayoutDirection.LeftToRight)

    def height(self, width: float) -> float:
        """Return the height of all lines."""
        self._layout.beginLayout()
        y = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        self._layout.endLayout()
        return y

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the lines, from the right where the painter goes from right to left."""
        self._set_direction(painter.layoutDirection())
        self.height(area.width())
        painter.setPen(self._ink)
        self._layout.draw(painter, area.topLeft())

    def _set_direction(self, direction: Qt.LayoutDirection) -> None:
        mirrored = direction == Qt.LayoutDirection.RightToLeft  # `AlignLeading` stays on the left here
        option = QTextOption(Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)


@dataclass(frozen=True)
class Column:
    """Blocks one below the other."""

    blocks: Sequence[Block]
    gap: float = 2 * POINT

    def height(self, width: float) -> float:
        """Return the height of all blocks and the gaps between them."""
        return sum(block.height(width) for block in self.blocks) + self.gap * max(len(self.blocks) - 1, 0)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw from the top."""
        y = area.top()
        for block in self.blocks:
            height = block.height(area.width())
            block.draw(painter, QRectF(area.left(), y, area.width(), height))
            y += height + self.gap


@dataclass(frozen=True)
class Row:
    """Blocks side by side, each with its share of the width."""

    blocks: Sequence[Block]
    shares: Sequence[float]
    gap: float = 8 * POINT

    def height(self, width: float) -> float:
        """Return the height of the highest block."""
        return max(block.height(part) for block, part in zip(self.blocks, self._widths(width), strict=True))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw in the painter's direction."""
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = area.left()
        for block, width in zip(self.blocks, self._widths(area.width()), strict=True):
            left = area.left() + area.right() - x - width if mirrored else x
            block.draw(painter, QRectF(left, area.top(), width, area.height()))
            x += width + self.gap

    def _widths(self, width: float) -> list[float]:
        room = width - self.gap * (len(self.blocks) - 1)
        return [room * share / sum(self.shares) for share in self.shares]


@dataclass(frozen=True)
class Framed:
    """A block in a frame."""

    block: Block
    padding: float = 5 * POINT

    def height(self, width: float) -> float:
        """Return the block's height and the frame's."""
        return self.block.height(width - 2 * self.padding) + 2 * self.padding

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the frame as wide as the area."""
        painter.setPen(QPen(_INK, 1.2 * POINT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(area.left(), area.top(), area.width(), self.height(area.width())))
        self.block.draw(painter, area.adjusted(self.padding, self.padding, -self.padding, -self.padding))


@dataclass(frozen=True)
class Line:
    """A ruled line to write on by hand."""

    room: float = 0.0

    def height(self, width: float) -> float:
        """Return the height of the space above the rule."""
        return self.room + POINT

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the rule."""
        painter.setPen(QPen(_RULE, 0.6 * POINT))
        y = area.top() + self.room
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


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
    """A centred image with its aspect ratio kept, no higher than `most`, which is set last."""

    image: QImage
    most: float = field(default=0.0, init=False)

    def height(self, width: float) -> float:
        """Return the height at the full width, at most `most`."""
        return min(width * self.image.height() / self.image.width(), self.most)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it as large as the area allows."""
        image, keep = self.image, Qt.AspectRatioMode.KeepAspectRatio
        if max(image.width(), image.height()) > _FINEST_PX:
            image = image.scaled(_FINEST_PX, _FINEST_PX, keep, Qt.TransformationMode.SmoothTransformation)
        place = QRectF(QPointF(), QSizeF(image.size()).scaled(area.size(), keep))
        place.moveCenter(area.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
