"""Makes ELF files that are linked with what a test says."""

from __future__ import annotations

import struct


def elf(*needed: str, skew: int = 0, search_path: str = "") -> bytes:
    """Return a 64-bit little-endian file that needs some libraries; `skew` moves it away from its alignment."""
    names = b"\0" + b"".join(name.encode() + b"\0" for name in (*needed, search_path))
    address = 0x10000 + skew
    start = 64 + 2 * 56
    offsets = [names.index(name.encode() + b"\0") for name in needed]
    dynamic = b"".join(struct.pack("<qQ", 1, offset) for offset in offsets)
    if search_path:
        dynamic += struct.pack("<qQ", 29, names.index(search_path.encode() + b"\0"))
    names_at = start + len(dynamic) + 32
    dynamic += struct.pack("<qQqQ", 5, address + names_at, 0, 0)
    size = names_at + len(names)
    header = b"\x7fELF\x02\x01\x01" + bytes(9)
    header += struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0)
    loaded = struct.pack("<IIQQQQQQ", 1, 4, 0, address, address, size, size, 0x1000)
    linked = struct.pack("<IIQQQQQQ", 2, 4, start, address + start, address + start, len(dynamic), len(dynamic), 8)
    return header + loaded + linked + dynamic + names
