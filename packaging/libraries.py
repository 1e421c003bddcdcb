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

_DYNAMIC, _LOADED, _WITHOUT_CONTENT = 2, 1, 8
_PAGE = 0x10000  # no system's is larger
_NEEDED, _NAMES = 1, 5
_SEARCH_PATHS = (15, 29)
_Segment = tuple[int, int, int, int, int]
_HEADER, _SEGMENT, _ENTRY = struct.Struct("<16xHHIQQQIHHHHHH"), struct.Struct("<IIQQQQQQ"), struct.Struct("<qQ")
_SECTION = struct.Struct("<IIQQQQIIQQ")
_SECTIONS_AT = 40
"""Where in the header the place of the sections stands."""


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


def without_holes(content: bytes) -> bytes:
    """Return a 64-bit ELF file without the zeros between its segments that only fill pages of 2 MB.

    Tools that make wheels of libraries leave them. What is cut out is whole pages, so that the segments lie as before.
    """
    header = _HEADER.unpack_from(content)
    sections = [_SECTION.unpack_from(content, header[5] + each * header[10]) for each in range(header[11])]
    segments = [_SEGMENT.unpack_from(content, header[4] + each * header[8]) for each in range(header[9])]
    used = sorted(
        [(each[2], each[2] + each[5]) for each in segments if each[0] == _LOADED]
        + [(each[4], each[4] + each[5]) for each in sections if each[1] != _WITHOUT_CONTENT]
        + [(header[5], header[5] + header[10] * header[11])]
    )
    holes: dict[int, int] = {}
    end = 0
    for start, stop in used:
        size = (start - end) // _PAGE * _PAGE
        if size > 0 and not any(content[start - size : start]):
            holes[start] = size
        end = max(end, stop)

    def moved(offset: int) -> int:
        return offset - sum(size for start, size in holes.items() if start <= offset)

    made = bytearray(content)
    if holes:
        struct.pack_into("<Q", made, _SECTIONS_AT, moved(header[5]))
        for number, (kind, flags, offset, *rest, alignment) in enumerate(segments):
            changed = kind, flags, moved(offset), *rest, min(alignment, _PAGE)
            _SEGMENT.pack_into(made, header[4] + number * header[8], *changed)
        for number, section in enumerate(sections):
            _SECTION.pack_into(made, header[5] + number * header[10], *section[:4], moved(section[4]), *section[5:])
    for start, size in sorted(holes.items(), reverse=True):
        del made[start - size : start]
    return bytes(made)


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
