"""A file of any supported format in, one upright grey `Radiograph` out. The content decides, not the name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.core.errors import InputError
from app.core.imaging.raster import decode_raster
from app.core.records import Pixels, Radiograph, SourceFacts

SNIFF_BYTES = 132
"""How many leading bytes `sniff` needs: the DICOM preamble of 128 bytes and its mark of 4 (PS3.10 section 7.1)."""

MAX_FILE_BYTES = 512 * 2**20
"""The largest file that is opened: four times an uncompressed 16-bit RGB picture of the largest allowed size."""

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".dcm", ".dicom"})
"""File names that promise a picture: such a file gets a row in a folder's result even when it holds none."""

_SIGNATURES = (
    ("JPEG", b"\xff\xd8\xff"),
    ("PNG", b"\x89PNG\r\n\x1a\n"),
    ("TIFF", b"II*\x00"),
    ("TIFF", b"MM\x00*"),
    ("TIFF", b"II+\x00"),
    ("TIFF", b"MM\x00+"),
)
_BMP_HEADER_SIZES = frozenset({12, 40, 52, 56, 64, 108, 124})


def sniff(head: bytes) -> str | None:
    """Return the format that the first `SNIFF_BYTES` bytes of a file show, or None for none that is supported."""
    for name, signature in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADER_SIZES:
        return "BMP"
    if head[128:132] == b"DICM" or _looks_like_bare_dicom(head):
        return "DICOM"
    return None


def _looks_like_bare_dicom(head: bytes) -> bool:
    """Tell whether a data set without preamble begins here: group 0002 or 0008, then a VR or a short length."""
    if head[:2] not in (b"\x02\x00", b"\x08\x00") or len(head) < 8 or head[3] != 0:
        return False
    explicit_vr = head[4:6].isalpha() and head[4:6].isupper()
    return explicit_vr or int.from_bytes(head[4:8], "little") <= 64


def decode(path: Path, *, at_least_px: int | None = None) -> Radiograph:
    """Decode one file.

    Args:
        path: the file, of any name.
        at_least_px: when given, a JPEG may be decoded at 1/2, 1/4 or 1/8 of its size, as long as neither side falls
            under this many pixels. The trainer and the app both ask for what the model's input needs.

    Returns:
        The radiograph: upright by its EXIF orientation, grey, high values bright.

    Raises:
        InputError: `file_missing`, `file_unreadable`, `file_empty`, `file_too_large`, `not_an_image`,
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
    source_format = sniff(data[:SNIFF_BYTES])
    if source_format is None:
        raise InputError("not_an_image")
    if source_format == "DICOM":
        # pydicom takes 0.1 s to import, and most clinics' files are JPEG.
        from app.core.imaging.dicom import decode_dicom

        return decode_dicom(data)
    return decode_raster(data, source_format, at_least_px)


def _read(path: Path) -> bytes:
    try:
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
