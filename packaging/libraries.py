"""Which shared libraries an ELF file needs, and which of them every Linux desktop has."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

FROM_THE_SYSTEM = (
    # The C and C++ runtime and zlib: older than the system's, they would break its graphics drivers.
    *("ld-linux-*", "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1"),
    *("libgcc_s.so.1", "libstdc++.so.6", "libz.so.1"),
    # Drawing: it has to fit the driver, the display server and the fonts that are installed.
    *("libGL.so.1", "libEGL.so.1", "libGLX.so.0", "libOpenGL.so.0"),
    *("libX11.so.6", "libX11-xcb.so.1", "libxcb.so.1"),
    *("libfontconfig.so.1", "libfreetype.so.6"),
    # What Qt speaks to the desktop and to printers with: both ends are of one version.
    *("libglib-2.0.so.0", "libgthread-2.0.so.0", "libdbus-1.so.3", "libcups.so.2"),
)
"""Patterns of the names that are left to the system; whatever else is needed lies in the bundle."""

_DYNAMIC, _LOADED = 2, 1
_NEEDED, _NAMES = 1, 5
_SEARCH_PATHS = (15, 29)
_Segment = tuple[int, int, int, int, int]
_HEADER, _SEGMENT, _ENTRY = struct.Struct("<16xHHIQQQIHHHHHH"), struct.Struct("<IIQQQQQQ"), struct.Struct("<qQ")


def is_from_the_system(name: str) -> bool:
    """Tell whether a library is one that every Linux desktop has."""
    return any(fnmatchcase(name, pattern) for pattern in FROM_THE_SYSTEM)


def needed_by(path: Path) -> frozenset[str] | None:
    """Return the names of the libraries that a file is linked with; None where it is no 64-bit ELF file."""
    with path.open("rb") as stream:
        if stream.read(6) != b"\x7fELF\x02\x01":  # 64 bits, little-endian
            return None
    content = path.read_bytes()
    segments = list(_segments(content))
    entries = [
        entry
        for kind, offset, _, size, _ in segments
        if kind == _DYNAMIC
        for entry in _ENTRY.iter_unpack(content[offset : offset + size])
    ]
    names = next((_offset_of(value, segments) for tag, value in entries if tag == _NAMES), 0)
    return frozenset(_text(content, names + value) for tag, value in entries if tag == _NEEDED)


def is_loadable(path: Path) -> bool:
    """Tell whether the system can map a 64-bit ELF file: its segments lie as their alignment asks."""
    content = path.read_bytes()
    return all(
        (offset - address) % alignment == 0
        for kind, offset, address, _, alignment in _segments(content)
        if kind == _LOADED
    )


def without_foreign_paths(content: bytes) -> bytes:
    """Return a 64-bit ELF file that is not told to look for libraries in folders of the computer it was made on.

    Paths that begin at the file itself stay.
    """
    segments = list(_segments(content))
    for kind, offset, _, size, _ in segments:
        if kind == _DYNAMIC:
            entries = list(_ENTRY.iter_unpack(content[offset : offset + size]))
            names = next((_offset_of(value, segments) for tag, value in entries if tag == _NAMES), 0)
            kept = [
                (tag, value)
                for tag, value in entries
                if tag not in _SEARCH_PATHS or not _text(content, names + value).startswith("/")
            ]
            packed = b"".join(_ENTRY.pack(*entry) for entry in kept)
            content = content[:offset] + packed.ljust(size, b"\0") + content[offset + size :]
    return content


def reachable(needs: Mapping[str, Iterable[str]], roots: Iterable[str]) -> set[str]:
    """Return the names that some roots need, directly or through others, the roots among them.

    Args:
        needs: what each name needs; a name that is absent needs nothing.
        roots: where to begin.
    """
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs.get(name, ()))
    return found


def _segments(content: bytes) -> Iterator[_Segment]:
    """Yield kind, offset, address, size and alignment of each."""
    header = _HEADER.unpack_from(content)
    start, size, count = header[4], header[8], header[9]
    for number in range(count):
        kind, _, offset, address, _, length, _, alignment = _SEGMENT.unpack_from(content, start + number * size)
        yield kind, offset, address, length, alignment


def _offset_of(address: int, segments: Iterable[_Segment]) -> int:
    """Return where in the file lies what is loaded at an address."""
    return next(
        address - start + offset
        for kind, offset, start, size, _ in segments
        if kind == _LOADED and start <= address < start + size
    )


def _text(content: bytes, offset: int) -> str:
    return content[offset : content.index(b"\0", offset)].decode()
