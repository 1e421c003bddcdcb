"""Brightness, contrast and inversion of a grey picture, as a lookup table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

MOST = 100
"""How far brightness and contrast go up and down."""

_STEEPEST = 4.0  # how many times as steep the greys become at the most contrast


@dataclass(frozen=True, slots=True)
class Tone:
    """How greys are shown.

    Attributes:
        brightness: −100..100; 0 leaves it, 100 lifts every grey by the whole scale.
        contrast: −100..100; 0 leaves it, 100 spreads the greys around the middle four times as far.
        inverted: whether black and white change places; brightness and contrast act on what is seen then.
    """

    brightness: int = 0
    contrast: int = 0
    inverted: bool = False

    def moved(self, brightness: int, contrast: int) -> Tone:
        """Return a tone with brightness and contrast changed by so much, held within their limits."""
        return Tone(_held(self.brightness + brightness), _held(self.contrast + contrast), self.inverted)

    def table(self) -> list[int]:
        """Return the opaque colour of each grey, 0..255."""
        greys = np.arange(256, dtype=np.float64)
        if self.inverted:
            greys = greys[::-1]
        spread = (greys - 127.5) * _STEEPEST ** (self.contrast / MOST)
        shown = np.clip(np.rint(spread + 127.5 + 255 * self.brightness / MOST), 0, 255).astype(np.int64)
        return [int(colour) for colour in 0xFF000000 + shown * 0x010101]

    def give(self, image: QImage) -> None:
        """Show an indexed picture in this tone; no pixel of it changes."""
        image.setColorTable(self.table())


def indexed(image: QImage) -> QImage:
    """Return a picture whose 8-bit greys are places in a lookup table."""
    made = image.convertToFormat(QImage.Format.Format_Grayscale8)
    made.reinterpretAsFormat(QImage.Format.Format_Indexed8)
    Tone().give(made)
    return made


def _held(value: int) -> int:
    return max(-MOST, min(MOST, value))
