"""JPEG 2000 code streams without their comments; the picture stays the same, bit by bit."""

from __future__ import annotations

import struct

_COMMENT, _TILE, _TILE_DATA = 0xFF64, 0xFF90, 0xFF93  # ITU-T T.800 table A.2
_END = b"\xff\xd9"
_TEXT_PLACE = 4  # behind the marker and the length
_MOST_MARKERS = 100_000


def clean_jpeg_2000(data: bytes) -> bytes:
    """Return a code stream whose comments are blank; what is around it in boxes and behind its end is left out.

    Raises:
        ValueError: it is damaged.
    """
    start, end = data.find(b"\xff\x4f\xff\x51"), data.rfind(_END)
    if start < 0 or end < 0:
        raise ValueError("no code stream")
    stream = bytearray(data[start : end + 2])
    try:
        place = _blank_comments(stream, 2, _TILE)
        for _ in range(_MOST_MARKERS):
            if stream[place : place + 2] == _END:
                return bytes(stream[: place + 2])
            (length,) = struct.unpack_from(">L", stream, place + 6)
            _blank_comments(stream, place + 12, _TILE_DATA)
            place = place + length if length else len(stream) - 2  # 0: up to the end
    except struct.error as error:
        raise ValueError("the code stream is damaged") from error
    raise ValueError("too many tiles")


def _blank_comments(stream: bytearray, place: int, last: int) -> int:
    """Blank the comments among marker segments, and return where the marker that ends them is."""
    for _ in range(_MOST_MARKERS):
        marker, length = struct.unpack_from(">HH", stream, place)
        if marker == last:
            return place
        if marker == _COMMENT:
            stream[place + _TEXT_PLACE : place + 2 + length] = bytes(length - 2)
        place += 2 + length
    raise ValueError("too many segments")
