"""Radiographs as images for the screen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.core.errors import InputError
from app.core.imaging.decode import decode_preview
from app.core.records import Radiograph

DISPLAY_PX = 2560
"""Longest side of an image on the screen: finer than most screens, and quick to scale when the window changes."""


def load_image(file: str) -> QImage | None:
    """Decode a file for the screen; None when it cannot be decoded: the screening of the same file says why."""
    try:
        return to_qimage(decode_preview(Path(file), DISPLAY_PX))
    except InputError:
        return None


def to_qimage(radiograph: Radiograph) -> QImage:
    """Return a radiograph as `decode_preview` gives it as a grey image, no side longer than `DISPLAY_PX`."""
    grey = np.ascontiguousarray(radiograph.pixels, np.uint8)
    height, width = grey.shape
    view = QImage(grey.data, width, height, width, QImage.Format.Format_Grayscale8)
    if max(width, height) > DISPLAY_PX:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        return view.scaled(DISPLAY_PX, DISPLAY_PX, keep, smooth)
    return view.copy()  # `view` borrows the array's memory, which ends with this function
