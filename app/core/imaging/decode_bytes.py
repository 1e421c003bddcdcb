"""Decode the bytes of a file of any supported format, within the memory that is granted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.core.errors import InputError
from app.core.imaging.formats import HEAD_BYTES, format_of
from app.core.imaging.raster import decode_raster
from app.core.records import Pixels, SourceFacts


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a radiograph is wanted; as large as it is stored by default.

    Attributes:
        at_least_px: when given, a JPEG may be decoded at 1/2, 1/4 or 1/8 of its size, as long as neither side falls
            under this many pixels.
        preview_px: when given, the radiograph is for the screen: of 8 bits, and shrunk by a whole factor as long as its
            longer side does not fall under this many pixels.
    """

    at_least_px: int | None = None
    preview_px: int | None = None


def decode_bytes(data: bytes, scale: Scale, granted_bytes: int) -> tuple[Pixels, int, SourceFacts]:
    """Decode a file.

    Args:
        data: the whole file.
        scale: how large it is wanted.
        granted_bytes: see `app.core.imaging.budget.check_cost`.

    Returns:
        Pixels (H, W), uint8 or uint16; the value of white; the facts.

    Raises:
        InputError: see `app.core.imaging.decode.decode`.
        OverBudget: decoding takes more than is granted.
    """
    try:
        pixels, full_scale, facts = _decode(data, scale.at_least_px or scale.preview_px, granted_bytes)
        if scale.preview_px:
            pixels, full_scale = _shrink(eight_bits(pixels, full_scale), scale.preview_px), 255
    except (MemoryError, RecursionError) as error:
        raise InputError("image_too_costly") from error
    return pixels, full_scale, facts


def _decode(data: bytes, at_least_px: int | None, granted_bytes: int) -> tuple[Pixels, int, SourceFacts]:
    source_format = format_of(data[:HEAD_BYTES])
    if source_format is None:
        raise InputError("not_an_image")
    if not source_format.pillow_names:
        # pydicom takes 0.1 s to import, and most clinics' files are JPEG.
        from app.core.imaging.dicom.decode import decode_dicom

        return decode_dicom(data, granted_bytes)
    return decode_raster(data, source_format, at_least_px, granted_bytes)


def eight_bits(pixels: Pixels, full_scale: int) -> NDArray[np.uint8]:
    """Return grey values (H, W) of any depth as 0 black to 255 white.

    Args:
        pixels: uint8 or uint16, shape (H, W).
        full_scale: the value that stands for white.
    """
    if pixels.dtype == np.uint8 and full_scale == 255:
        return pixels.astype(np.uint8, copy=False)
    greys = np.arange(full_scale + 1) * 255 // full_scale
    return greys.astype(np.uint8).take(pixels, mode="clip")


def _shrink(grey: NDArray[np.uint8], longer_px: int) -> NDArray[np.uint8]:
    factor = max(grey.shape) // longer_px
    return grey if factor < 2 else np.asarray(Image.fromarray(grey).reduce(factor))
