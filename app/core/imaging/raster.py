"""Decode raster formats by Pillow: any bit depth, palette, colour or alpha to upright grey."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from app.core.errors import InputError
from app.core.imaging.formats import Format
from app.core.records import Pixels, SourceFacts

MAX_PIXELS = 100_000_000
"""The largest image that is decoded: a 35 × 43 cm film scanned at 600 dpi has 84 million pixels."""

Image.MAX_IMAGE_PIXELS = None  # `_open` checks the header's size itself, by MAX_PIXELS, and before any pixel is read

_DECODE_ERRORS = (
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

_ORIENTATION, _PHOTOMETRIC = 0x0112, 0x0106  # EXIF and TIFF tags
_WHITE_IS_ZERO = 0
_COLOUR_SAMPLE_PX = 128


def decode_raster(data: bytes, source_format: Format, at_least_px: int | None) -> tuple[Pixels, int, SourceFacts]:
    """Decode the bytes of an image file.

    Args:
        data: the whole file.
        source_format: one that Pillow decodes.
        at_least_px: see `app.core.imaging.decode.decode`.

    Returns:
        Pixels (H, W), uint8 or uint16; the value of white; the facts.

    Raises:
        InputError: `image_damaged`, `image_too_large`, `several_images`.
    """
    try:
        with _open(data, source_format) as image:
            width, height = image.size
            orientation = image.getexif().get(_ORIENTATION, 1)
            if orientation in (5, 6, 7, 8) and source_format.name != "TIFF":  # on its side; a TIFF's size is upright
                width, height = height, width
            if at_least_px:
                image.draft(None, (at_least_px, at_least_px))
            upright = image if orientation == 1 else ImageOps.exif_transpose(image)
            if upright.mode == "F" or upright.mode.startswith("I"):
                pixels, full_scale = _deep_grey(np.asarray(upright), _is_inverted(image))
                colourfulness = 0.0
            else:
                grey, colourfulness = _grey(upright)
                pixels, full_scale = np.asarray(grey), 255
    except _DECODE_ERRORS as error:
        raise InputError("image_damaged") from error
    return pixels, full_scale, SourceFacts(source_format.name, width, height, colourfulness)


def _open(data: bytes, source_format: Format) -> Image.Image:
    image = Image.open(BytesIO(data), formats=source_format.pillow_names)
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise InputError("image_too_large", width=width, height=height)
    frames = getattr(image, "n_frames", 1)
    if frames > 1 and image.format != "MPO":  # a phone's MPO holds the image first, then its previews
        raise InputError("several_images", count=frames)
    return image


def _is_inverted(image: Image.Image) -> bool:
    """Tell whether a TIFF of more than 8 bits says that zero is white; Pillow inverts only the others."""
    tags = getattr(image, "tag_v2", {})
    return cast(bool, tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO)


def _deep_grey(values: NDArray[np.number], inverted: bool) -> tuple[NDArray[np.uint16], int]:
    """Convert 16-bit, 32-bit and floating-point grey to uint16; return it with the value of white.

    Files seldom say how many of 16 bits are used (12 is common), so white is taken to be the smallest 2ⁿ − 1,
    n = 8..16, that no pixel exceeds. Floats, negative and larger values are spread over the full range instead.
    """
    if not np.all(np.isfinite(values)):
        raise ValueError("the image holds values that are no numbers")
    low, high = float(np.min(values)), float(np.max(values))
    if values.dtype.kind == "f" or low < 0 or high > 65535:
        span = (high - low) or 1.0
        grey = np.rint((values.astype(np.float64) - low) * (65535 / span)).astype(np.uint16)
        full_scale = 65535
    else:
        grey = values.astype(np.uint16)
        full_scale = max(255, 2 ** int(high).bit_length() - 1)
    return (np.asarray(full_scale - grey, np.uint16) if inverted else grey), full_scale


def _grey(image: Image.Image) -> tuple[Image.Image, float]:
    """Return the image as 8-bit grey (ITU-R 601 luma), transparent parts black, and its colourfulness."""
    if image.mode in ("L", "1"):
        return image.convert("L"), 0.0
    if image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", rgba.size, (0, 0, 0, 255)), rgba)
    rgb = image.convert("RGB")
    return rgb.convert("L"), colourfulness(rgb)


def colourfulness(rgb: Image.Image) -> float:
    """Return the mean of (largest − smallest channel) / 255 over an RGB image, 0..1."""
    sample = rgb.copy()
    sample.thumbnail((_COLOUR_SAMPLE_PX, _COLOUR_SAMPLE_PX), Image.Resampling.BOX)
    channels = np.asarray(sample, np.float32)
    return float(np.mean(channels.max(axis=2) - channels.min(axis=2)) / 255)
