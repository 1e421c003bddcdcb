"""The colours of a picture, for the screen alone: an X-ray is grey, and as grey it is screened."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from app.core.errors import InputError
from app.core.imaging.formats import HEAD_BYTES, format_of
from app.core.imaging.raster import DECODE_ERRORS, to_rgb
from app.core.imaging.source_file import read_file

_FORMATS = frozenset(("JPEG", "PNG"))
_MOST_PX = 50_000_000
"""A picture of more pixels takes more memory in colour than its worth."""


def decode_colours(path: Path, sha256: str, longer_px: int) -> NDArray[np.uint8] | None:
    """Return red, green and blue of a JPEG or PNG that was decoded as grey before, which has judged what it costs.

    Args:
        path: of the file.
        sha256: digest of the file that was decoded.
        longer_px: no side is longer than that.

    Returns:
        Shape (H, W, 3), upright, transparent parts black; None of a file of another format, of a very large one, and of
        one that is not the same any more.
    """
    try:
        data = read_file(path)
        source_format = format_of(data[:HEAD_BYTES])
        if source_format is None or source_format.name not in _FORMATS or hashlib.sha256(data).hexdigest() != sha256:
            return None
        with Image.open(BytesIO(data), formats=source_format.pillow_names) as image:
            image.draft("RGB", (longer_px, longer_px))
            if image.width * image.height > _MOST_PX:
                return None
            colours = to_rgb(ImageOps.exif_transpose(image))
    except (InputError, *DECODE_ERRORS):
        return None
    colours.thumbnail((longer_px, longer_px), Image.Resampling.BILINEAR)
    return np.asarray(colours)
