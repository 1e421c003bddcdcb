"""Blocks of a printed page that hold other blocks: each tells its height for a given width, and draws itself.

Lengths are tenths of a point (1/720 inch), so that letters are laid out finely whatever the device's resolution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

POINT = 10.0
"""Units in a point."""

INK = QColor("#000000")
_BAR = 4 * POINT


class Block(Protocol):
    """A rectangle of the page."""

    def height(self, width: float) -> float:
        """Return its height at a width."""

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it at the top of an area of at least its height."""


@dataclass
class Column:
    """Blocks one below the other, with a gap between them that may be set again."""

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
    """Blocks side by side, each with its share of the width, at the top of the row or in its middle."""

    blocks: Sequence[Block]
    shares: Sequence[float]
    gap: float = 8 * POINT
    is_centred: bool = field(default=False, kw_only=True)

    def height(self, width: float) -> float:
        """Return the height of the highest block."""
        return max(block.height(part) for block, part in zip(self.blocks, self._widths(width), strict=True))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw in the painter's direction."""
        mirrored = is_mirrored(painter)
        x = area.left()
        for block, width in zip(self.blocks, self._widths(area.width()), strict=True):
            left = area.left() + area.right() - x - width if mirrored else x
            lower = (area.height() - block.height(width)) / 2 if self.is_centred else 0.0
            block.draw(painter, QRectF(left, area.top() + lower, width, area.height() - lower))
            x += width + self.gap

    def _widths(self, width: float) -> list[float]:
        room = width - self.gap * (len(self.blocks) - 1)
        return [room * share / sum(self.shares) for share in self.shares]


@dataclass(frozen=True)
class Framed:
    """A block in a frame."""

    block: Block
    padding: float = 6 * POINT
    ink: QColor = field(default_factory=lambda: INK)
    line: float = 0.8 * POINT

    def height(self, width: float) -> float:
        """Return the block's height and the frame's."""
        return self.block.height(width - 2 * self.padding) + 2 * self.padding

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the frame as wide as the area."""
        painter.setPen(QPen(self.ink, self.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(area.left(), area.top(), area.width(), self.height(area.width())))
        self.block.draw(painter, area.adjusted(self.padding, self.padding, -self.padding, -self.padding))


@dataclass(frozen=True)
class Band:
    """A block on a ground of a colour, with a bar of another at its beginning."""

    block: Block
    ink: QColor
    ground: QColor
    padding: float = 8 * POINT

    def height(self, width: float) -> float:
        """Return the block's height and the margins'."""
        return self.block.height(width - 2 * self.padding - _BAR) + 2 * self.padding

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the ground as wide as the area."""
        mirrored = is_mirrored(painter)
        whole = QRectF(area.left(), area.top(), area.width(), self.height(area.width()))
        bar = QRectF(whole.right() - _BAR if mirrored else whole.left(), whole.top(), _BAR, whole.height())
        painter.fillRect(whole, self.ground)
        painter.fillRect(bar, self.ink)
        left, right = (0.0, _BAR) if mirrored else (_BAR, 0.0)
        pad = self.padding
        self.block.draw(painter, whole.adjusted(pad + left, pad, -pad - right, -pad))


@dataclass(frozen=True)
class Scaled:
    """A block with another at the foot of its area, both enlarged."""

    block: Block
    foot: Block
    scale: float

    def height(self, width: float) -> float:
        """Return the height of both."""
        inside = width / self.scale
        return (self.block.height(inside) + self.foot.height(inside)) * self.scale

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the block at the top, the foot at the bottom."""
        painter.save()
        painter.translate(area.topLeft())
        painter.scale(self.scale, self.scale)
        width, height = area.width() / self.scale, area.height() / self.scale
        foot = self.foot.height(width)
        self.block.draw(painter, QRectF(0, 0, width, height - foot))
        self.foot.draw(painter, QRectF(0, height - foot, width, foot))
        painter.restore()


def is_mirrored(painter: QPainter) -> bool:
    """Tell whether a painter draws from right to left."""
    return painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
