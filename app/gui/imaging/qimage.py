"""Radiographs as images for the screen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.core.errors import InputError
from app.core.imaging.decode import decode
from app.core.records import Radiograph

DISPLAY_PX = 2560
"""Longest side of an image on the screen: finer than most screens, and quick to scale when the window changes."""


def load_image(file: str) -> QImage | None:
    """Decode a file for the screen; None when it cannot be decoded: the screening of the same file says why."""
    try:
        return to_qimage(decode(Path(file)))
    except InputError:
        return None


def to_qimage(radiograph: Radiograph) -> QImage:
    """Return a radiograph as an 8-bit grey image, no side longer than `DISPLAY_PX`."""
    grey = np.ascontiguousarray(_eight_bits(radiograph))
    height, width = grey.shape
    view = QImage(grey.data, width, height, width, QImage.Format.Format_Grayscale8)
    if max(width, height) > DISPLAY_PX:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        return view.scaled(DISPLAY_PX, DISPLAY_PX, keep, smooth)
    return view.copy()  # `view` borrows the array's memory, which ends with this function


def _eight_bits(radiograph: Radiograph) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    if radiograph.pixels.dtype == np.uint8 and radiograph.full_scale == 255:
        return radiograph.pixels.astype(np.uint8, copy=False)
    greys = np.arange(radiograph.full_scale + 1) * 255 // radiograph.full_scale
    return greys.astype(np.uint8).take(radiograph.pixels, mode="clip")
