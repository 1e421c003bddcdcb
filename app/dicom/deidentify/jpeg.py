"""JPEG and JPEG-LS code streams without what is not the picture: comments, EXIF, thumbnails, what comes after the end.

Segments are kept or left out as a whole, so that the picture stays the same, bit by bit.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_END, _SCAN, _FILL, _STUFFED = 0xD9, 0xDA, 0xFF, 0x00
_RESTARTS = frozenset(range(0xD0, 0xD8))
_LARGEST_OF_JPEG_LS = 0x7F  # after FF, a byte of its data has its highest bit clear (ITU-T T.87 A.1)
_FRAME_OF_JPEG_LS = 0xF7
_KEPT = frozenset((*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, _SCAN, _FRAME_OF_JPEG_LS, 0xF8)) - {0xC8}
"""Frames, tables, restarts, number of lines and scans (ITU-T T.81 table B.1), parameters of JPEG-LS (T.87 C.2.4)."""

_JFIF, _EXIF, _COLOUR_OF_JPEG_LS, _ADOBE = 0xE0, 0xE1, 0xE8, 0xEE
_PLAIN_JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
_ADOBE_BYTES, _MOST_SEGMENTS = 12, 100_000
_UPRIGHT = 1


def clean_jpeg(data: bytes, orientation: int = _UPRIGHT) -> bytes:
    """Return a JPEG or JPEG-LS of the same picture with nothing beside it.

    Of the segments of applications, what tells a decoder the meaning of the colours stays, written anew.

    Args:
        data: a code stream, which may go on after its end.
        orientation: of EXIF, told by a new segment unless it is the usual one: how the picture is to be turned.

    Raises:
        ValueError: it is damaged.
    """
    kept = [b"\xff\xd8"]
    is_told = orientation == _UPRIGHT
    for marker, content, entropy in _segments(data):
        plain = _plain(marker, content)
        if plain is None:
            continue
        if not is_told and marker != _JFIF:  # which comes first
            kept.append(_segment(_EXIF, b"Exif\0\0" + exif_orientation(orientation)))
            is_told = True
        kept += (_segment(marker, plain), entropy)
    return b"".join((*kept, b"\xff\xd9"))


def exif_orientation(orientation: int) -> bytes:
    """Return an EXIF block that holds an orientation and nothing else, as a TIFF."""
    return b"MM\0*" + struct.pack(">LHHHLHHL", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _plain(marker: int, content: bytes) -> bytes | None:
    """Return what of a segment stays; None for nothing of it."""
    if marker in _KEPT:
        return content
    if marker == _JFIF and content.startswith(b"JFIF\0"):
        return _PLAIN_JFIF  # it says that colours are luma and chroma
    if marker == _ADOBE and content.startswith(b"Adobe") and len(content) >= _ADOBE_BYTES:
        return b"Adobe\0\x64\0\0\0\0" + content[11:12]  # the last byte names the colours
    if marker == _COLOUR_OF_JPEG_LS and content.startswith(b"mrfx"):
        return content[:5]
    return None


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield marker and content of each segment up to the end of the picture, and the data of a scan behind it."""
    place, is_jpeg_ls = 2, False
    for _ in range(_MOST_SEGMENTS):
        place = _marker_at(data, place)
        marker = data[place + 1]
        if marker == _END:
            return
        (length,) = struct.unpack_from(">H", data, place + 2) if place + 4 <= len(data) else (0,)
        content = data[place + 4 : place + 2 + length]
        if length < 2 or len(content) != length - 2:
            break
        is_jpeg_ls |= marker == _FRAME_OF_JPEG_LS
        place += 2 + length
        end = _end_of_scan(data, place, is_jpeg_ls) if marker == _SCAN else place
        yield marker, content, data[place:end]
        place = end
    raise ValueError("the code stream is damaged")


def _marker_at(data: bytes, place: int) -> int:
    """Return where the marker at a place begins, behind bytes that fill."""
    while data[place : place + 2] == b"\xff\xff":
        place += 1
    if place + 2 > len(data) or data[place] != _FILL:
        raise ValueError("no marker")
    return place


def _end_of_scan(data: bytes, place: int, is_jpeg_ls: bool) -> int:
    """Return where the data of a scan ends: at the next marker that is no restart."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 2 > len(data):
            raise ValueError("no end of image")
        following = data[place + 1]
        is_data = following <= _LARGEST_OF_JPEG_LS if is_jpeg_ls else following == _STUFFED
        if not (is_data or following in _RESTARTS or following == _FILL):
            return place
        place += 1 if following == _FILL else 2
