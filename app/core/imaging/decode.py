"""Decode a file of any supported format to one upright grey `Radiograph`; the format is told by the content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.core.errors import InputError
from app.core.imaging.discovery import is_too_long
from app.core.imaging.formats import HEAD_BYTES, format_of
from app.core.imaging.raster import decode_raster
from app.core.records import Pixels, Radiograph, SourceFacts

MAX_FILE_BYTES = 512 * 2**20
"""The largest file that is read: four times an uncompressed 16-bit RGB image of the largest allowed size."""


def decode(path: Path, *, at_least_px: int | None = None) -> Radiograph:
    """Decode one file.

    Args:
        path: the file, of any name.
        at_least_px: when given, a JPEG may be decoded at 1/2, 1/4 or 1/8 of its size, as long as neither side falls
            under this many pixels. The trainer and the app both ask for what the model's input needs.

    Returns:
        The radiograph: upright by its EXIF orientation, grey, high values bright.

    Raises:
        InputError: `file_missing`, `file_unreadable`, `path_too_long`, `file_empty`, `file_too_large`, `not_an_image`,
            `image_damaged`, `image_too_large`, `several_images`, `dicom_compressed`, `dicom_no_image`.
    """
    data = _read(path)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        pixels, full_scale, facts = _decode(data, at_least_px)
    except InputError as error:
        error.sha256 = sha256
        raise
    return Radiograph(pixels, full_scale, facts, sha256)


def _decode(data: bytes, at_least_px: int | None) -> tuple[Pixels, int, SourceFacts]:
    source_format = format_of(data[:HEAD_BYTES])
    if source_format is None:
        raise InputError("not_an_image")
    if not source_format.pillow_names:
        # pydicom takes 0.1 s to import, and most clinics' files are JPEG.
        from app.core.imaging.dicom import decode_dicom

        return decode_dicom(data)
    return decode_raster(data, source_format, at_least_px)


def _read(path: Path) -> bytes:
    try:
        if is_too_long(path):
            raise InputError("path_too_long")
        if not path.is_file():
            raise InputError("file_unreadable" if path.exists() else "file_missing")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise InputError("file_too_large", size_mb=size / 2**20, limit_mb=MAX_FILE_BYTES / 2**20)
        data = path.read_bytes()
    except OSError as error:
        raise InputError("file_unreadable") from error
    except ValueError as error:  # a name with a NUL character
        raise InputError("file_missing") from error
    if not data:
        raise InputError("file_empty")
    return data
