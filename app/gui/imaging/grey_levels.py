"""Brightness, contrast and inversion of an image, as a lookup table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

MAX_CHANGE = 100
"""Largest brightness and contrast, in either direction."""

COLOUR_FORMAT = QImage.Format.Format_RGB888
"""Of an image that is shown in its colours; one of any other format is shown grey."""

_MAX_STEEPNESS = 4.0  # how many times as steep the greys become at the most contrast


@dataclass(frozen=True, slots=True)
class GreyLevels:
    """How the greys of an image are shown.

    Attributes:
        brightness: −100..100; 0 leaves it, 100 lifts every grey by the whole scale.
        contrast: −100..100; 0 leaves it, 100 spreads the greys around the middle four times as far.
        inverted: whether black and white are exchanged; brightness and contrast apply after that.
    """

    brightness: int = 0
    contrast: int = 0
    inverted: bool = False

    def changed_by(self, brightness: int, contrast: int) -> GreyLevels:
        """Return other levels: brightness and contrast changed by so much, within their limits."""
        return GreyLevels(_clamped(self.brightness + brightness), _clamped(self.contrast + contrast), self.inverted)

    def table(self) -> list[int]:
        """Return the opaque colour of each grey, 0..255."""
        greys = np.arange(256, dtype=np.float64)
        if self.inverted:
            greys = greys[::-1]
        spread = (greys - 127.5) * _MAX_STEEPNESS ** (self.contrast / MAX_CHANGE)
        shown = np.clip(np.rint(spread + 127.5 + 255 * self.brightness / MAX_CHANGE), 0, 255).astype(np.int64)
        return [int(colour) for colour in 0xFF000000 + shown * 0x010101]

    def applied_to(self, image: QImage) -> QImage:
        """Return an image with these levels: an indexed one with its colour table set, one in colours as a copy."""
        if image.format() == COLOUR_FORMAT:
            return image if self == GreyLevels() else self._changed(image)
        image.setColorTable(self.table())
        return image

    def _changed(self, image: QImage) -> QImage:
        levels = np.array([colour & 0xFF for colour in self.table()], np.uint8)
        line, lines = image.bytesPerLine(), image.height()
        made = levels.take(np.frombuffer(image.constBits(), np.uint8, line * lines))
        return QImage(made.data, image.width(), lines, line, COLOUR_FORMAT).copy()


def to_indexed(image: QImage) -> QImage:
    """Return an image in `Format_Indexed8`, whose pixels are indices of a colour table: the 8-bit greys."""
    made = image.convertToFormat(QImage.Format.Format_Grayscale8)
    made.reinterpretAsFormat(QImage.Format.Format_Indexed8)
    return GreyLevels().applied_to(made)


def _clamped(value: int) -> int:
    return max(-MAX_CHANGE, min(MAX_CHANGE, value))
