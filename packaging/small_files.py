"""Small files for the smoke test, made by the standard library alone."""

from __future__ import annotations

import struct

_SIDE_PX = 8


def small_dicom() -> bytes:
    """Return a DICOM data set, implicit little endian and without preamble, of a grey image of 8 × 8 pixels."""
    short = struct.Struct("<H").pack
    elements = {
        (0x0008, 0x0060): b"DX",
        (0x0028, 0x0002): short(1),
        (0x0028, 0x0004): b"MONOCHROME2 ",
        (0x0028, 0x0010): short(_SIDE_PX),
        (0x0028, 0x0011): short(_SIDE_PX),
        (0x0028, 0x0100): short(8),
        (0x0028, 0x0101): short(8),
        (0x0028, 0x0102): short(7),
        (0x0028, 0x0103): short(0),
        (0x7FE0, 0x0010): bytes(range(_SIDE_PX**2)),
    }
    return b"".join(struct.pack("<HHI", *tag, len(value)) + value for tag, value in elements.items())
