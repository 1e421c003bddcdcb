"""The layers of an image view: an image, mostly a grey one with a colour table, and an overlay."""

from __future__ import annotations

from PIL import Image
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QTransform

from app.gui.imaging.grey_levels import COLOUR_FORMAT, GreyLevels, to_indexed


class Layers:
    """An image, grey unless it is in `COLOUR_FORMAT`, and an overlay, rotated together and drawn at any size.

    Attributes:
        grey_levels: the grey levels to draw with.
    """

    def __init__(self, image: QImage) -> None:
        self.grey_levels = GreyLevels()
        self._turns = 0
        self._overlay = QImage()
        self._strength = 1.0
        self._set_image(image if image.isNull() or image.format() == COLOUR_FORMAT else to_indexed(image))

    @property
    def size(self) -> QSize:
        """Size of the rotated image; empty without one."""
        return self._levels[0].size()

    @property
    def turns(self) -> int:
        """Quarter turns clockwise, 0..3."""
        return self._turns

    def set_overlay(self, overlay: QImage, strength: float) -> None:
        """Set the overlay of the unrotated image and its opacity, 0..1. A null image removes it."""
        self._overlay, self._strength = _turned(overlay, self._turns), strength

    def turn(self, quarters: int) -> None:
        """Rotate by quarter turns clockwise."""
        self._turns = (self._turns + quarters) % 4
        self._overlay = _turned(self._overlay, quarters)
        self._set_image(_turned(self._levels[0], quarters))

    def draw(self, painter: QPainter, place: QRectF, zoom: float, *, smooth: bool) -> None:
        """Draw into a rectangle.

        Args:
            painter: draws.
            place: of the whole image.
            zoom: pixels of the screen for one of the image.
            smooth: average every pixel in when shrinking, which is worth its time for a size that stays.
        """
        drawn = self._smooth_image(zoom) if smooth and zoom < 1 else self._level(zoom)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self.grey_levels.applied_to(drawn))
        if not self._overlay.isNull():
            painter.setOpacity(self._strength)
            painter.drawImage(place, self._overlay)
            painter.setOpacity(1.0)

    def render(self) -> QImage:
        """Return the whole image with its overlay, at its own size; null without an image."""
        made = QImage(self.size, QImage.Format.Format_RGB32)
        if not made.isNull():
            painter = QPainter(made)
            self.draw(painter, QRectF(made.rect()), 1.0, smooth=False)
            painter.end()
        return made

    def _set_image(self, image: QImage) -> None:
        self._levels = [image]  # each half as large as the one before
        self._fine = QImage()

    def _level(self, zoom: float) -> QImage:
        """Return the image at 1, 1/2, 1/4 … of its size, the smallest that is no smaller than what is drawn.

        Drawing is bilinear and would leave out pixels where it shrinks to less than a half.
        """
        place = 0
        while zoom <= 0.5 and min(self._levels[place].width(), self._levels[place].height()) > 1:
            zoom, place = 2 * zoom, place + 1
            if place == len(self._levels):
                self._levels.append(_resized(self._levels[-1], self._levels[-1].size() / 2))
        return self._levels[place]

    def _smooth_image(self, zoom: float) -> QImage:
        size = (QRectF(self._levels[0].rect()).size() * zoom).toSize()
        if self._fine.size() != size:
            self._fine = _resized(self._level(zoom), size)
        return self._fine


def _resized(image: QImage, size: QSize) -> QImage:
    """Return an image at a smaller size, every pixel averaged in: by Pillow, in half the time that Qt takes."""
    width, height = max(size.width(), 1), max(size.height(), 1)
    is_coloured = image.format() == COLOUR_FORMAT
    mode, of_qt = ("RGB", COLOUR_FORMAT) if is_coloured else ("L", QImage.Format.Format_Grayscale8)
    whole = Image.frombuffer(
        mode, (image.width(), image.height()), bytes(image.constBits()), "raw", mode, image.bytesPerLine(), 1
    )
    small = whole.resize((width, height), Image.Resampling.BILINEAR).tobytes()
    made = QImage(small, width, height, len(mode) * width, of_qt).copy()  # it borrows the memory of `small`
    return made if is_coloured else to_indexed(made)


def _turned(image: QImage, quarters: int) -> QImage:
    return image.transformed(QTransform().rotate(90 * quarters)) if quarters else image
