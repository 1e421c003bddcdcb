"""PNG files without what is not the picture: texts, EXIF, times, colour profiles, what comes after the end."""

from __future__ import annotations

import struct
import zlib

from app.dicom.deidentify.jpeg import exif_orientation

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PALETTE, _MOST_COLOURS = 3, 256
_TRANSPARENT_BYTES = {0: 2, 2: 6, _PALETTE: _MOST_COLOURS}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""First column and row, and steps, of the passes of an interlaced picture (PNG, section 8.2)."""

_UPRIGHT = 1


def clean_png(data: bytes, orientation: int = _UPRIGHT) -> bytes:
    """Return a PNG of the same pixels with nothing beside them: they are inflated and deflated again.

    Args:
        data: a PNG, which may go on after its end.
        orientation: of EXIF, told by a new chunk unless it is the usual one: how the picture is to be turned.

    Raises:
        ValueError: it is damaged.
    """
    header, palette, transparent, deflated = b"", b"", b"", []
    for kind, content in _chunks(data):
        if kind == b"IHDR":
            header = content[:13]
        elif kind == b"PLTE":
            palette = content[: 3 * _MOST_COLOURS]
        elif kind == b"tRNS":
            transparent = content
        elif kind == b"IDAT":
            deflated.append(content)
    if len(header) < 13 or header[9] not in _CHANNELS:
        raise ValueError("no header")
    kept = [(b"IHDR", header)]
    if palette and header[9] in (_PALETTE, 2, 6):
        kept.append((b"PLTE", palette))
    if transparent and header[9] in _TRANSPARENT_BYTES:
        kept.append((b"tRNS", transparent[: _TRANSPARENT_BYTES[header[9]]]))
    if orientation != _UPRIGHT:
        kept.append((b"eXIf", exif_orientation(orientation)))
    kept += [(b"IDAT", zlib.compress(_inflated(b"".join(deflated), _size(header)), 6)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in kept)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    chunks: list[tuple[bytes, bytes]] = []
    place = len(_SIGNATURE)
    while place + 12 <= len(data):
        length, kind = struct.unpack_from(">L4s", data, place)
        if kind == b"IEND":
            return chunks
        chunks.append((kind, data[place + 8 : place + 8 + length]))
        place += 12 + length
    raise ValueError("no end")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def _size(header: bytes) -> int:
    """Return the bytes of the pixels, inflated: of each row with the byte that names its filter."""
    width, height, bits, colour, _, _, interlaced = struct.unpack(">LL5B", header)
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    size = 0
    for left, top, right, down in passes:
        columns, rows = -(-max(width - left, 0) // right), -(-max(height - top, 0) // down)
        size += rows * (1 + -(-columns * bits * _CHANNELS[colour] // 8)) if columns else 0
    return size


def _inflated(deflated: bytes, size: int) -> bytes:
    try:
        pixels = zlib.decompressobj().decompress(deflated, size)
    except zlib.error as error:
        raise ValueError("the pixels are damaged") from error
    if len(pixels) != size:
        raise ValueError("the pixels are cut")
    return pixels
