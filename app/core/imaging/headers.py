"""What the headers of JPEG, PNG, TIFF and WebP files say, read before a decoder sees them, in bounded time."""

from __future__ import annotations

import struct

from app.core.errors import InputError

MAX_JPEG_SCANS = 100
"""The most scans of a JPEG: progressive encoders write 6 to 12, and libjpeg decodes the whole picture for each one."""

_MAX_JPEG_SEGMENTS, _MAX_PNG_CHUNKS = 1000, 100_000  # a PNG of 256 MB in chunks of 8 kB, as libpng writes, has 32,000
_MAX_TIFF_PAGES = 1000  # counted; further ones are not
_FILL, _SCAN = 0xFF, 0xDA
_END_OF_JPEG, _LOST_SECTOR = b"\xff\xd9", bytes(512)
_HUFFMAN_TABLES, _OF_AC, _END_OF_BLOCK = 0xC4, 0x10, 0
_CODE_LENGTHS = 17  # bytes of a table before its symbols
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a length
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # of ITU-T T.81, table B.1
_PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))


def count_jpeg_scans(data: bytes) -> int:
    """Return the number of scans of a JPEG; 1 where the first one holds all, for libjpeg reads no further then.

    Raises:
        InputError: `image_too_costly`, of too many scans or segments; `image_damaged`, where a part of a scan is
            missing, which a decoder would make up.
    """
    place, components, is_progressive = 2, 0, False
    for _ in range(_MAX_JPEG_SEGMENTS):
        place = data.find(b"\xff", place)
        if place < 0 or place + 10 > len(data):
            return 1  # no picture: Pillow says so
        marker = data[place + 1]
        if marker == _SCAN:
            _check_scans(data, place)
        if marker == _SCAN and not is_progressive and data[place + 4] >= components:
            return 1
        if marker == _SCAN:
            break
        if marker in _FRAMES:
            components, is_progressive = data[place + 9], marker in _PROGRESSIVE
        if marker == _FILL:
            place += 1
        else:
            place += 2 if marker in _ALONE else 2 + int.from_bytes(data[place + 2 : place + 4])
    else:
        raise InputError("image_too_costly")
    scans = data.count(bytes((_FILL, _SCAN)), place)  # cannot occur within a scan
    if scans > MAX_JPEG_SCANS:
        raise InputError("image_too_costly")
    return scans


def _check_scans(data: bytes, start: int) -> None:
    """Refuse a JPEG without the mark of its end, or with zeros where a sector of a disk was lost.

    Args:
        data: the whole file.
        start: of the first scan.
    """
    end = data.rfind(_END_OF_JPEG, start)
    if end < 0 or (data.find(_LOST_SECTOR, start, end) >= 0 and not _codes_flat_as_zeros(data[:start])):
        raise InputError("image_damaged")


def _codes_flat_as_zeros(header: bytes) -> bool:
    """Tell whether zeros may be a flat part of a JPEG: where code 0 of its Huffman tables (T.81 B.2.4.2) ends a block.

    A progressive JPEG, whose tables stand between its scans, may hold such parts too.
    """
    place = 2
    while place + 4 <= len(header):
        end = place + 2 + int.from_bytes(header[place + 2 : place + 4])
        table = place + 4 if header[place + 1] == _HUFFMAN_TABLES else end
        while table + _CODE_LENGTHS < min(end, len(header)):
            if header[table] & _OF_AC and header[table + _CODE_LENGTHS] != _END_OF_BLOCK:
                return False
            table += _CODE_LENGTHS + sum(header[table + 1 : table + _CODE_LENGTHS])
        place = end
    return True


def check_png_chunks(data: bytes) -> None:
    """Refuse a PNG of too many chunks, each of which takes Pillow some microseconds.

    Raises:
        InputError: `image_too_costly`.
    """
    place = 8
    for _ in range(_MAX_PNG_CHUNKS):
        if place + 8 > len(data):
            return
        place += 12 + int.from_bytes(data[place : place + 4])
    raise InputError("image_too_costly")


def webp_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a WebP, for Pillow allocates the canvas as it opens the file."""
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def check_tiff_pages(data: bytes) -> None:
    """Refuse a TIFF of several pages, by its chain of directories: Pillow would parse the tags of each.

    Raises:
        InputError: `several_images`.
    """
    pages = _count_tiff_pages(data)
    if pages > 1:
        raise InputError("several_images", count=pages if pages <= _MAX_TIFF_PAGES else f"> {_MAX_TIFF_PAGES}")


def _count_tiff_pages(data: bytes) -> int:
    """Return the number of directories, at most one more than are counted; one that is met again ends the chain."""
    order = "<" if data[:2] == b"II" else ">"
    big = 43 in data[2:4]
    count, entry, link = (f"{order}Q", 20, f"{order}Q") if big else (f"{order}H", 12, f"{order}L")
    seen: set[int] = set()
    try:
        (place,) = struct.unpack_from(link, data, 8 if big else 4)
        while place and place not in seen and len(seen) <= _MAX_TIFF_PAGES:
            seen.add(place)
            (entries,) = struct.unpack_from(count, data, place)
            (place,) = struct.unpack_from(link, data, place + struct.calcsize(count) + entries * entry)
    except struct.error:  # the chain leads out of the file: Pillow judges what is there
        pass
    return len(seen)
