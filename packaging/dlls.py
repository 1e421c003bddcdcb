"""Which DLLs a Windows program is linked with, and which of them every Windows that Kifua runs on has."""

from __future__ import annotations

from pathlib import Path

SUFFIXES = frozenset({".exe", ".dll", ".pyd"})

PART_OF_WINDOWS = frozenset(
    f"{name}.dll"
    for name in (
        *("advapi32", "authz", "bcrypt", "comctl32", "comdlg32", "crypt32", "d3d11", "d3d12", "d3d9", "dbghelp"),
        *("advapi32", "authz", "bcrypt", "bcryptprimitives", "comctl32", "comdlg32", "crypt32", "d3d11", "d3d12"),
        *("d3d9", "dbghelp", "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc", "imm32", "iphlpapi", "kernel32", "mpr"),
        *("msvcrt", "netapi32", "ntdll", "ole32", "oleaut32", "rpcrt4", "setupapi", "shell32", "shlwapi"),
        *("uiautomationcore", "user32", "userenv", "uxtheme", "version", "winmm", "ws2_32", "wtsapi32"),
        *(f"api-ms-win-core-{name}" for name in ("path-l1-1-0", "synch-l1-2-0")),
        *(f"api-ms-win-core-winrt-{name}l1-1-{last}" for name, last in (("", 0), ("error-", 1), ("string-", 0))),
        "api-ms-win-shcore-scaling-l1-1-1",
    )
) | {"winspool.drv"}
"""What a plain Windows 10 of version 1809 has, of what is asked for. The C runtime is a part of Windows 10 too (see
`is_part_of_windows`); the C++ runtime is none: each program brings its own.
Source: Microsoft, "Windows API sets" and "Universal C Runtime deployment"; icuuc is there since version 1703.
"""

_C_RUNTIME = "api-ms-win-crt-"
_AMD64 = 0x8664


class NotForThisWindowsError(Exception):
    """A file that a 64-bit Windows on Intel's and AMD's processors does not load."""


def is_part_of_windows(name: str) -> bool:
    """Tell whether a DLL, by its name in lower case, is a part of Windows."""
    return name in PART_OF_WINDOWS or name.startswith(_C_RUNTIME)


def imported_by(path: Path) -> frozenset[str]:
    """Return the names, in lower case, of the DLLs that a file imports, at its start or later; none where it is none.

    Raises:
        NotForThisWindowsError: it is a program for another machine, or damaged.
    """
    if path.suffix.lower() not in SUFFIXES:
        return frozenset()
    import pefile  # only where programs for Windows are checked

    try:
        binary = pefile.PE(str(path), fast_load=True)
    except pefile.PEFormatError as error:
        raise NotForThisWindowsError(path.name) from error
    if binary.FILE_HEADER.Machine != _AMD64:
        raise NotForThisWindowsError(path.name)
    names = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
    binary.parse_data_directories([pefile.DIRECTORY_ENTRY[name] for name in names])
    entries = [*getattr(binary, "DIRECTORY_ENTRY_IMPORT", ()), *getattr(binary, "DIRECTORY_ENTRY_DELAY_IMPORT", ())]
    return frozenset(entry.dll.decode("ascii").lower() for entry in entries)
