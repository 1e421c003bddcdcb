"""A picture file (JPEG, PNG, TIFF, BMP, WebP) without anything but the picture."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps

from app.core.errors import InputError
from app.core.imaging.formats import HEAD_BYTES, format_of
from app.core.records import Radiograph
from app.dicom.deidentify.jpeg import clean_jpeg
from app.dicom.deidentify.png import clean_png
from app.dicom.deidentify.regions import Region

_ORIENTATION, _UPRIGHT, _LAST_ORIENTATION = 0x0112, 1, 8
_DECODE_ERRORS = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError)
_CLEANERS = {"JPEG": (clean_jpeg, ".jpg"), "PNG": (clean_png, ".png")}
_SUFFIX = ".png"


def deidentified_picture(data: bytes, radiograph: Radiograph, regions: Sequence[Region]) -> tuple[bytes, str]:
    """Return the new file of a picture file that was decoded, and the suffix of its name.

    A JPEG or PNG keeps its pixels, bit by bit. Where something is blacked, and for all other formats, the upright
    picture is saved as a PNG: to save a JPEG again would change all of it a little.

    Args:
        data: the file.
        radiograph: the same, decoded at its full size.
        regions: to be blacked.

    Raises:
        InputError: `image_damaged`.
    """
    found = format_of(data[:HEAD_BYTES])
    if found is None or not found.pillow_names:
        raise InputError("not_an_image")
    try:
        with Image.open(BytesIO(data), formats=found.pillow_names) as image:
            if not regions and found.name in _CLEANERS:
                cleaner, suffix = _CLEANERS[found.name]
                return cleaner(data, _orientation(image)), suffix
            return _as_png(_blacked(image, radiograph, regions)), _SUFFIX
    except _DECODE_ERRORS as error:
        raise InputError("image_damaged") from error


def _orientation(image: Image.Image) -> int:
    orientation = image.getexif().get(_ORIENTATION, _UPRIGHT)
    return orientation if orientation in range(_UPRIGHT, _LAST_ORIENTATION + 1) else _UPRIGHT


def _blacked(image: Image.Image, radiograph: Radiograph, regions: Sequence[Region]) -> Image.Image:
    """Return the upright picture, in colours where it has some, with regions black."""
    if radiograph.facts.colourfulness:
        upright = Image.fromarray(np.asarray(ImageOps.exif_transpose(image).convert("RGB")))  # its pixels alone
    else:
        upright = Image.fromarray(radiograph.pixels)
    for region in regions:
        upright.paste(0, (region.left, region.top, region.columns.stop, region.rows.stop))
    return upright


def _as_png(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()
