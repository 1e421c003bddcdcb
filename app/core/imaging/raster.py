"""Decode raster formats by Pillow: any bit depth, palette, colour or alpha to upright grey."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from app.core.errors import InputError
from app.core.imaging.budget import check_cost, check_size
from app.core.imaging.formats import Format
from app.core.imaging.headers import check_png_chunks, check_tiff_pages, count_jpeg_scans, webp_size
from app.core.records import Pixels, SourceFacts

Image.MAX_IMAGE_PIXELS = None  # `check_size` checks the header's size, and before any pixel is read

DECODE_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    struct.error,
    OverflowError,
)
"""Exceptions that Pillow's decoders raise on damaged files."""

_ORIENTATION, _PHOTOMETRIC, _ROWS_PER_STRIP = 0x0112, 0x0106, 0x0116  # EXIF and TIFF tags
_WHITE_IS_ZERO = 0
_MISSING_GREY = 128  # of a JPEG's block without coefficients
_COLOUR_SAMPLE_PX = 128
_BAND_PX = 2**20  # pixels that are worked on at a time, which fit into a processor's cache

_STORED_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
"""Bytes that Pillow stores for a pixel of a mode; 4 for all others."""

_WORKING_BYTES = {"1": 3, "L": 2, "P": 7, "I;16": 4, "I;16L": 4, "I;16B": 4, "I;16N": 4, "I": 6, "F": 6, "RGB": 6}
"""Bytes that decoding and conversion take at their peak for a pixel of a mode."""

_WORKING_BYTES_OTHERS = 18  # transparency is composed over black

_WEBP_BYTES = 16  # beside the above, of its decoder: two canvases, the frame and its copy


def decode_raster(
    data: bytes, source_format: Format, at_least_px: int | None, granted_bytes: int
) -> tuple[Pixels, int, SourceFacts]:
    """Decode the bytes of an image file.

    Args:
        data: the whole file.
        source_format: one that Pillow decodes.
        at_least_px: see `app.core.imaging.decode.decode`.
        granted_bytes: see `app.core.imaging.budget.check_cost`.

    Returns:
        Pixels (H, W), uint8 or uint16; the value of white; the facts.

    Raises:
        InputError: `image_damaged`, `image_too_large`, `image_too_costly`, `several_images`.
        OverBudget: decoding takes more than is granted.
    """
    try:
        has_scans = _check_headers(data, source_format, granted_bytes)
        with Image.open(BytesIO(data), formats=source_format.pillow_names) as image:
            width, height = image.size
            check_size(width, height)
            if source_format.name != "TIFF" and image.format != "MPO":  # an MPO holds the image, then its previews
                _check_frames(image)
            needed = _buffered_bytes(image, source_format, has_scans)
            if at_least_px:
                image.draft(None, (at_least_px, at_least_px))
            needed += _working_bytes(image)
            check_cost(needed, granted_bytes, width, height)
            orientation = image.getexif().get(_ORIENTATION, 1)
            if orientation != 1:
                check_cost(needed + _stored_bytes(image), granted_bytes, width, height)
            if orientation in (5, 6, 7, 8) and source_format.name != "TIFF":  # on its side; a TIFF's size is upright
                width, height = height, width
            if source_format.name == "JPEG":
                _check_last_row(image)
            upright = image if orientation == 1 else ImageOps.exif_transpose(image)
            pixels, full_scale, colour = _pixels(upright, _is_inverted(image))
    except DECODE_ERRORS as error:
        raise InputError("image_damaged") from error
    return pixels, full_scale, SourceFacts(source_format.name, width, height, colour)


def _check_headers(data: bytes, source_format: Format, granted_bytes: int) -> bool:
    """Refuse what costs Pillow too much to open; tell whether libjpeg collects several scans before it decodes."""
    if source_format.name == "JPEG":
        return count_jpeg_scans(data) > 1
    if source_format.name == "PNG":
        check_png_chunks(data)
    elif source_format.name == "TIFF":
        check_tiff_pages(data)
    elif source_format.name == "WEBP":
        width, height = webp_size(data)
        check_size(width, height)
        check_cost(width * height * _WEBP_BYTES, granted_bytes, width, height)
    return False


def _check_last_row(image: Image.Image) -> None:
    """Refuse a JPEG whose last rows are missing: libjpeg fills them with the grey of the middle, without an error.

    Of 1,620 chest X-rays as a hospital stored them, none had a last row of this grey alone.

    Raises:
        InputError: `image_damaged`.
    """
    last = image.crop((0, image.height - 1, image.width, image.height)).convert("L")
    if last.getextrema() == (_MISSING_GREY, _MISSING_GREY):
        raise InputError("image_damaged")


def _check_frames(image: Image.Image) -> None:
    frames = getattr(image, "n_frames", 1)
    if frames > 1:
        raise InputError("several_images", count=frames)


def _stored_bytes(image: Image.Image) -> int:
    return image.width * image.height * _STORED_BYTES.get(image.mode, 4)


def _working_bytes(image: Image.Image) -> int:
    has_alpha = "transparency" in image.info
    others = _WORKING_BYTES_OTHERS
    return image.width * image.height * (others if has_alpha else _WORKING_BYTES.get(image.mode, others))


def _buffered_bytes(image: Image.Image, source_format: Format, buffered_scans: bool) -> int:
    """Return what a decoder itself holds of an image at its full size, beside Pillow's image."""
    if source_format.name == "WEBP":
        return image.width * image.height * _WEBP_BYTES
    if source_format.name == "TIFF" and image.info.get("compression", "raw") != "raw":
        rows: int = min(image.height, getattr(image, "tag_v2", {}).get(_ROWS_PER_STRIP, image.height))
        return _stored_bytes(image) * rows // image.height
    if buffered_scans:
        return image.width * image.height * 2 * len(image.getbands())  # libjpeg's coefficients, of 16 bits
    return 0


def _bands(image: Image.Image) -> Iterator[tuple[slice, NDArray[Any]]]:
    """Yield the rows of an image, some at a time: Pillow hands over all of it in three times its size."""
    rows = max(1, _BAND_PX // image.width)
    if rows >= image.height:
        yield slice(0, image.height), np.asarray(image)
        return
    for top in range(0, image.height, rows):
        bottom = min(top + rows, image.height)
        yield slice(top, bottom), np.asarray(image.crop((0, top, image.width, bottom)))


def _pixels(image: Image.Image, inverted: bool) -> tuple[Pixels, int, float]:
    """Return the pixels of an upright image, the value of white, and its colourfulness."""
    if image.mode == "F" or image.mode.startswith("I"):
        return *_deep_grey(image, inverted), 0.0
    grey, colour = _grey(image)
    return _array(grey), 255, colour


def _array(image: Image.Image) -> NDArray[np.uint8]:
    """Return an 8-bit grey image as an array."""
    pixels = np.empty((image.height, image.width), np.uint8)
    for rows, band in _bands(image):
        pixels[rows] = band
    return pixels


def _is_inverted(image: Image.Image) -> bool:
    """Tell whether a TIFF of more than 8 bits says that zero is white; Pillow inverts only the others."""
    tags = getattr(image, "tag_v2", {})
    return cast(bool, tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO)


def _deep_grey(image: Image.Image, inverted: bool) -> tuple[NDArray[np.uint16], int]:
    """Convert 16-bit, 32-bit and floating-point grey to uint16; return it with the value of white.

    Files seldom say how many of 16 bits are used (12 is common), so white is taken to be the smallest 2ⁿ − 1,
    n = 8..16, that no pixel exceeds. Floats, negative and larger values are spread over the full range instead.
    """
    low, high, is_float = math.inf, -math.inf, False
    for _, band in _bands(image):
        if not np.all(np.isfinite(band)):
            raise ValueError("the image holds values that are no numbers")
        low, high = min(low, float(np.min(band))), max(high, float(np.max(band)))
        is_float = band.dtype.kind == "f"
    is_spread = is_float or low < 0 or high > 65535
    full_scale = 65535 if is_spread else max(255, 2 ** int(high).bit_length() - 1)
    span = (high - low) or 1.0
    grey = np.empty((image.height, image.width), np.uint16)
    for rows, band in _bands(image):
        values = np.rint((band.astype(np.float64) - low) * (65535 / span)) if is_spread else band
        grey[rows] = full_scale - values if inverted else values
    return grey, full_scale


def _grey(image: Image.Image) -> tuple[Image.Image, float]:
    """Return the image as 8-bit grey (ITU-R 601 luma), transparent parts black, and its colourfulness."""
    if image.mode in ("L", "1"):
        return (image if image.mode == "L" else image.convert("L")), 0.0
    rgb = to_rgb(image)
    return rgb.convert("L"), colourfulness(rgb)


def to_rgb(image: Image.Image) -> Image.Image:
    """Return an image in colours, transparent parts black."""
    if image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        rgba = image if image.mode == "RGBA" else image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", rgba.size, (0, 0, 0, 255)), rgba)
    return image if image.mode == "RGB" else image.convert("RGB")


def colourfulness(rgb: Image.Image) -> float:
    """Return the mean of (largest − smallest channel) / 255 over an RGB image, 0..1.

    The image is shrunk by it: a copy of a large one would take as much memory again.
    """
    rgb.thumbnail((_COLOUR_SAMPLE_PX, _COLOUR_SAMPLE_PX), Image.Resampling.BOX)
    channels = np.asarray(rgb, np.float32)
    return float(np.mean(channels.max(axis=2) - channels.min(axis=2)) / 255)
