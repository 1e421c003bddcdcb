"""Makes a small copy of ICU's data library: Qt sorts and compares with it, and has 30 MB of it for everything else.

Qt asks ICU for collation, for names of time zones and for old encodings; Kifua uses the first alone. What is kept is
the collation of every language and the tables that are of no language.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

_MAGIC = b"CmnD"
_MAGIC_OFFSET = 12  # after the sizes and versions of ICU's UDataInfo
_ALIGNMENT = 16
_KEPT = re.compile(
    r"coll/.*|(root|res_index|pool|icuver|icustd|keyTypeData|likelySubtags|metadata|numberingSystems|supplementalData)\.res"
    r"|(cnvalias|ulayout|uemoji)\.icu|\w+\.nrm"
)
_ASSEMBLY = """
.section .rodata
.balign {alignment}
.globl {symbol}
.type {symbol}, %object
{symbol}: .incbin "{data}"
.size {symbol}, . - {symbol}
.section .note.GNU-stack, "", %progbits
"""


def trimmed_library(library: Path, folder: Path) -> Path:
    """Write a library of the same name that holds only what is needed, by the assembler and linker of binutils.

    Args:
        library: `libicudata.so.N`.
        folder: where to write; it is made.

    Raises:
        ValueError: the file is not what it seems.
    """
    folder.mkdir(parents=True, exist_ok=True)
    header, items = read_items(library.read_bytes())
    kept = {name: item for name, item in items.items() if _KEPT.fullmatch(name.partition("/")[2])}
    version = library.name.rpartition(".")[2]
    data, source, compiled, made = (folder / f"icudata.{ending}" for ending in ("dat", "s", "o", "so"))
    data.write_bytes(packed(header, kept))
    symbol = f"icudt{version}_dat"
    source.write_text(_ASSEMBLY.format(symbol=symbol, data=data, alignment=_ALIGNMENT), encoding="utf-8")
    subprocess.run(["as", "-o", str(compiled), str(source)], check=True)
    subprocess.run(["ld", "-shared", "-s", "-soname", library.name, "-o", str(made), str(compiled)], check=True)
    return made


def read_items(content: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return the header of ICU's common data within a file, and its items by name.

    Raises:
        ValueError: there is none.
    """
    start = content.index(_MAGIC) - _MAGIC_OFFSET
    (header_size,) = struct.unpack_from("<H", content, start)
    base = start + header_size
    (count,) = struct.unpack_from("<I", content, base)
    entries = [struct.unpack_from("<II", content, base + 4 + 8 * number) for number in range(count)]
    names = [content[base + name : content.index(b"\0", base + name)].decode() for name, _ in entries]
    ends = [offset for _, offset in entries[1:]]
    # The last item has no end of its own: what follows it in the file does no harm.
    items = zip(names, entries, [*ends, len(content) - base], strict=True)
    return content[start:base], {name: content[base + entry[1] : base + end] for name, entry, end in items}


def packed(header: bytes, items: dict[str, bytes]) -> bytes:
    """Return common data of a header and some items."""
    names = sorted(items)
    position = 4 + 8 * len(names)
    table, texts, contents = b"", b"", b""
    texts_size = sum(len(name) + 1 for name in names)
    first = -(-(position + texts_size) // _ALIGNMENT) * _ALIGNMENT
    for name in names:
        table += struct.pack("<II", position + len(texts), first + len(contents))
        texts += name.encode() + b"\0"
        contents += items[name] + bytes(-len(items[name]) % _ALIGNMENT)
    body = struct.pack("<I", len(names)) + table + texts
    return header + body + bytes(first - len(body)) + contents
