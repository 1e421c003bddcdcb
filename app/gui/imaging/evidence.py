"""Evidence map of a screening as an image."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from app.core.errors import BundleError, InputError
from app.core.model.evidence_map import map_colours, pneumonia_map, resize_map
from app.core.records import ScreeningRecord
from app.core.screening import Screener

_MAP_PX = 256  # of the map's side: many for each of its few places, so that the colours flow


def evidence_image(record: ScreeningRecord, screener: Screener) -> QImage:
    """Return the evidence map of a record, to be stretched over its image.

    Returns:
        With alpha; null when the file cannot be read any more, is not the one that was screened, the model is gone, or
        it was not made for a patient of this age.
    """
    if record.verdict.is_for_other_age:
        return QImage()
    try:
        radiograph = screener.adjusting(record.adjustments).load(record.file)
        if radiograph.sha256 != record.sha256:
            return QImage()
        return map_image(resize_map(pneumonia_map(screener.score(radiograph)), _MAP_PX))
    except (InputError, BundleError):
        return QImage()


def map_image(margins: NDArray[np.float64]) -> QImage:
    """Return margins, shape (h, w), as an image of colours with alpha, one pixel each."""
    colours = map_colours(margins)
    height, width = margins.shape
    view = QImage(colours.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return view.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
