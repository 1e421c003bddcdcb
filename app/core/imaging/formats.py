"""The image formats that are read: one table for decoding, for folders, for dialogs and for the packages."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD_BYTES = 132
"""Number of leading bytes that `format_of` needs: DICOM's preamble of 128 bytes and its prefix of 4 (PS3.10 7.1)."""


@dataclass(frozen=True, slots=True)
class Format:
    """One image format.

    Attributes:
        name: as in `SourceFacts.format`.
        label: for users.
        suffixes: of file names, in lower case, with the dot.
        signature: matches the first `HEAD_BYTES` bytes of a file.
        mime_type: for Linux.
        uniform_type: for macOS.
        pillow_names: Pillow's names of the decoders; empty where Pillow does not decode it.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    signature: re.Pattern[bytes]
    mime_type: str
    uniform_type: str
    pillow_names: tuple[str, ...]


def _signature(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL)


# An MPO is a JPEG with more images after the first, as phones write it. A BMP's mark is two letters only, so that the
# size of its second header counts too. A DICOM data set may lack the preamble: it then begins with an element of group
# 0002 or 0008, which has a value representation of two letters or, without one, a length of at most 64 bytes. Its
# preamble may hold a TIFF's header (PS3.10 7.1): read as a TIFF, it would not tell what it says of the patient.
FORMATS = (
    Format(
        "JPEG", "JPEG", (".jpg", ".jpeg"), _signature(rb"\xff\xd8\xff"), "image/jpeg", "public.jpeg", ("JPEG", "MPO")
    ),
    Format("PNG", "PNG", (".png",), _signature(rb"\x89PNG\r\n\x1a\n"), "image/png", "public.png", ("PNG",)),
    Format(
        "TIFF",
        "TIFF",
        (".tif", ".tiff"),
        _signature(rb"(?!.{128}DICM)(II[*+]\x00|MM\x00[*+])"),
        "image/tiff",
        "public.tiff",
        ("TIFF",),
    ),
    Format(
        "BMP",
        "BMP",
        (".bmp",),
        _signature(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00"),
        "image/bmp",
        "com.microsoft.bmp",
        ("BMP",),
    ),
    Format("WEBP", "WebP", (".webp",), _signature(rb"RIFF.{4}WEBP"), "image/webp", "org.webmproject.webp", ("WEBP",)),
    Format(
        "DICOM",
        "DICOM",
        (".dcm", ".dicom"),
        _signature(rb".{128}DICM|[\x02\x08]\x00.\x00([A-Z]{2}..|[\x00-\x40]\x00\x00\x00)"),
        "application/dicom",
        "org.nema.dicom",
        (),
    ),
)

SUFFIXES = frozenset(suffix for each in FORMATS for suffix in each.suffixes)
"""Suffixes of image files: such a file gets a row in a folder's result even when it holds no image."""
DICOM_SUFFIXES = frozenset(next(each.suffixes for each in FORMATS if each.name == "DICOM"))


def format_of(head: bytes) -> Format | None:
    """Return the format of a file by its first `HEAD_BYTES` bytes, or None when it is not one that is read."""
    return next((each for each in FORMATS if each.signature.match(head)), None)
