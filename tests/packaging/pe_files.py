"""Made programs for Windows, as short as they can be."""

import struct

AMD64, I386 = 0x8664, 0x14C
_ADDRESS, _OFFSET, _SIZE = 0x1000, 0x200, 0x200
_DESCRIPTOR = 20


def pe(*imports, machine=AMD64):
    """Return a program that is linked with DLLs of these names."""
    descriptors, names = b"", b""
    start = _ADDRESS + _DESCRIPTOR * (len(imports) + 1) + 16  # 16: a table of one function
    for name in imports:
        table = _ADDRESS + _DESCRIPTOR * (len(imports) + 1)
        descriptors += struct.pack("<IIIII", table, 0, 0, start + len(names), table)
        names += name.encode() + b"\0"
    section = (descriptors + bytes(_DESCRIPTOR) + struct.pack("<QQ", 1 << 63 | 1, 0) + names).ljust(_SIZE, b"\0")
    dos = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64)
    header = b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, 240, 0x2022)
    sizes = struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, _SIZE, 0, 0, 0)
    memory = struct.pack("<QIIHHHHHHIIIIHH", 0x180000000, 0x1000, 0x200, 6, 0, 0, 0, 6, 0, 0, 0x2000, 0x200, 0, 2, 0)
    stacks = struct.pack("<QQQQII", 0, 0, 0, 0, 0, 16)
    directories = bytes(8) + struct.pack("<II", _ADDRESS if imports else 0, _SIZE if imports else 0) + bytes(14 * 8)
    table = struct.pack("<8sIIIIIIHHI", b".idata", _SIZE, _ADDRESS, _SIZE, _OFFSET, 0, 0, 0, 0, 0x40000040)
    return (dos + header + sizes + memory + stacks + directories + table).ljust(_OFFSET, b"\0") + section
