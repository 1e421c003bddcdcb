"""What is drawn in a view: a picture in its greys, and a coloured map over it."""

from __future__ import annotations

from PIL import Image
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QTransform

from app.gui.imaging.grey_levels import Tone, indexed


class Layers:
    """A grey picture and a map, turned together and drawn at any size.

    Attributes:
        tone: how the greys are shown.
    """

    def __init__(self, image: QImage) -> None:
        self.tone = Tone()
        self._turns = 0
        self._overlay = QImage()
        self._strength = 1.0
        self._take(QImage() if image.isNull() else indexed(image))

    @property
    def size(self) -> QSize:
        """Size of the picture as it is turned; empty without one."""
        return self._levels[0].size()

    @property
    def turns(self) -> int:
        """Quarter turns to the right, 0..3."""
        return self._turns

    def lay_over(self, overlay: QImage, strength: float) -> None:
        """Lay a map over the whole picture as it came; strength, 0..1, is its opacity. A null image takes it away."""
        self._overlay, self._strength = _turned(overlay, self._turns), strength

    def turn(self, quarters: int) -> None:
        """Turn by quarters to the right."""
        self._turns = (self._turns + quarters) % 4
        self._overlay = _turned(self._overlay, quarters)
        self._take(_turned(self._levels[0], quarters))

    def draw(self, painter: QPainter, place: QRectF, zoom: float, *, finely: bool) -> None:
        """Draw into a rectangle.

        Args:
            painter: draws.
            place: of the whole picture.
            zoom: pixels of the screen for one of the picture.
            finely: shrink as well as can be, which is worth its time for a size that stays.
        """
        drawn = self._finely(zoom) if finely and zoom < 1 else self._level(zoom)
        self.tone.give(drawn)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, drawn)
        if not self._overlay.isNull():
            painter.setOpacity(self._strength)
            painter.drawImage(place, self._overlay)
            painter.setOpacity(1.0)

    def render(self) -> QImage:
        """Return the whole picture with its map, at its own size; null without a picture."""
        made = QImage(self.size, QImage.Format.Format_RGB32)
        if not made.isNull():
            painter = QPainter(made)
            self.draw(painter, QRectF(made.rect()), 1.0, finely=False)
            painter.end()
        return made

    def _take(self, image: QImage) -> None:
        self._levels = [image]  # each half as large as the one before
        self._fine = QImage()

    def _level(self, zoom: float) -> QImage:
        """Return the picture at 1, 1/2, 1/4 … of its size, the smallest that is no smaller than what is drawn.

        Drawing is bilinear and would leave out pixels where it shrinks to less than a half.
        """
        place = 0
        while zoom <= 0.5 and min(self._levels[place].width(), self._levels[place].height()) > 1:
            zoom, place = 2 * zoom, place + 1
            if place == len(self._levels):
                self._levels.append(_shrunk(self._levels[-1], self._levels[-1].size() / 2))
        return self._levels[place]

    def _finely(self, zoom: float) -> QImage:
        size = (QRectF(self._levels[0].rect()).size() * zoom).toSize()
        if self._fine.size() != size:
            self._fine = _shrunk(self._level(zoom), size)
        return self._fine


def _shrunk(image: QImage, size: QSize) -> QImage:
    """Return a picture at another size, every pixel averaged in: by Pillow, in half the time that Qt takes."""
    width, height = max(size.width(), 1), max(size.height(), 1)
    layout = ("raw", "L", image.bytesPerLine(), 1)
    grey = Image.frombuffer("L", (image.width(), image.height()), bytes(image.constBits()), *layout)
    small = grey.resize((width, height), Image.Resampling.BILINEAR).tobytes()
    view = QImage(small, width, height, width, QImage.Format.Format_Grayscale8)
    return indexed(view.copy())  # `view` borrows the memory of `small`


def _turned(image: QImage, quarters: int) -> QImage:
    return image.transformed(QTransform().rotate(90 * quarters)) if quarters else image
