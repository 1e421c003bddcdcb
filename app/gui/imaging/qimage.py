"""Radiographs as images for the screen."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from app.core.adjustment import Adjustments, is_inverted, quarter_turns
from app.core.records import Radiograph
from app.gui.imaging.grey_levels import COLOUR_FORMAT

DISPLAY_PX = 2560
"""Longest side of an image on the screen: finer than most screens, and quick to scale when the window changes."""


def to_qimage(radiograph: Radiograph) -> QImage:
    """Return a radiograph as `decode_preview` gives it as a grey image, no side longer than `DISPLAY_PX`."""
    grey = np.ascontiguousarray(radiograph.pixels, np.uint8)
    height, width = grey.shape
    view = QImage(grey.data, width, height, width, QImage.Format.Format_Grayscale8)
    if max(width, height) > DISPLAY_PX:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        return view.scaled(DISPLAY_PX, DISPLAY_PX, keep, smooth)
    return view.copy()  # `view` borrows the array's memory, which ends with this function


def colour_image(colours: NDArray[np.uint8]) -> QImage:
    """Return red, green and blue, shape (H, W, 3), as an image in `COLOUR_FORMAT`."""
    height, width, _ = colours.shape
    return QImage(np.ascontiguousarray(colours).data, width, height, 3 * width, COLOUR_FORMAT).copy()


def adjusted_image(image: QImage, adjustments: Adjustments) -> QImage:
    """Return a grey image turned and inverted; the same one without adjustments."""
    if turns := quarter_turns(adjustments):
        image = image.transformed(QTransform().rotate(90 * turns))
    if is_inverted(adjustments):
        image = image.copy()
        image.invertPixels()
    return image


def jpeg_image(jpeg: bytes | None) -> QImage:
    """Return a small copy as the history keeps it; null for None, and for what is no picture."""
    try:
        picture = Image.open(BytesIO(jpeg or b""), formats=("JPEG",)).convert("L")
    except OSError:
        return QImage()
    view = QImage(picture.tobytes(), *picture.size, picture.width, QImage.Format.Format_Grayscale8)
    return view.copy()
