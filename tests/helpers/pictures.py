"""Small picture files whose right pixel values are known."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SAMPLE = Path(__file__).parents[2] / "assets" / "samples" / "person1004_virus_1686.jpeg"
CROWD = 1000
"""How many files the folder of the fixture `crowd` has."""
"""The smallest of the sample X-rays; shows pneumonia."""


def gradient(height: int = 40, width: int = 64, top: int = 255, dtype: Any = np.uint8) -> NDArray[Any]:
    """Return grey that rises from 0 at the upper left to `top` at the lower right, no two corners alike."""
    ramp = np.linspace(0.0, 0.75, width)[None] + np.linspace(0.0, 0.25, height)[:, None]
    return np.rint(ramp * top).astype(dtype)


def encoded(picture: Image.Image | NDArray[Any], file_format: str, **options: Any) -> bytes:
    """Return a picture as the bytes of a file."""
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    stream = BytesIO()
    image.save(stream, file_format, **options)
    return stream.getvalue()


def saved(path: Path, picture: Image.Image | NDArray[Any], file_format: str, **options: Any) -> Path:
    """Write a picture to a file and return its path."""
    path.write_bytes(encoded(picture, file_format, **options))
    return path


def colours(height: int = 256, width: int = 256) -> Image.Image:
    """Return a colourful picture, as a phone might take one."""
    red, green = gradient(height, width), gradient(height, width)[::-1]
    return Image.fromarray(np.dstack([red, green, np.full_like(red, 30)]))


def raw_png(size: tuple[int, int], bit_depth: int, colour_type: int, scanlines: bytes) -> bytes:
    """Return a PNG of this width and height, which Pillow may not write; the scanlines need not fill it."""
    header = struct.pack(">IIBBBBB", *size, bit_depth, colour_type, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(scanlines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def png_header(width: int, height: int) -> bytes:
    """Return a grey 8-bit PNG that promises a size and holds next to nothing."""
    return raw_png((width, height), 8, 0, bytes(1000))


def min_is_white_tiff(stored: NDArray[Any]) -> bytes:
    """Return a TIFF that holds these values and says that its zero is white (photometric interpretation 0)."""
    data = bytearray(encoded(stored, "TIFF"))
    entry = data.index(struct.pack("<HHIH", 262, 3, 1, 1))  # tag, SHORT, one value, BlackIsZero
    data[entry + 8] = 0
    return bytes(data)
