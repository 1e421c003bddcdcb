"""Checks what a frozen folder holds: nothing that it should not, what it needs, and not too much.

It also checks that the folder declares what it holds, with the licences.

    python packaging/check_bundle.py dist/kifua

It prints each fault, and the size; the exit status is 1 where there is a fault. It needs PyInstaller, to read its
archives.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from contents import is_forbidden_file, is_forbidden_module
from declared import undeclared
from dlls import NotForThisWindowsError, imported_by, is_part_of_windows
from libraries import is_from_the_system, needed_by

MOST_MB = 130
"""Millions of bytes that may be installed."""

NEEDED = ("assets/translations/kifua_en.qm", "assets/guide/en/welcome.md")
"""Without the first, the window says `1 file(s)`; without the other, F1 finds no guide."""

PROGRAMS = ("kifua", "kifua.exe", "kifua-window.exe")


def faults_of(folder: Path) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with a frozen folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    programs = [folder / name for name in PROGRAMS if (folder / name).is_file()]
    if not programs:
        yield f"there is no program in {folder}"
    yield from (f"missing: {name}" for name in NEEDED if not (folder / "_internal" / name).is_file())
    yield from forbidden_files(folder, files)
    yield from missing_libraries(folder, files)
    yield from undeclared(folder, files)
    for program in programs:
        yield from forbidden_modules(program.name, modules_of(program))
    size = size_mb(files)
    if size > MOST_MB:
        yield f"too large: {size:.1f} MB, {MOST_MB} MB are allowed"


def forbidden_files(folder: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield a sentence for each file that must not be there, and each link, but on Macs: USB sticks know none."""
    for file in files:
        place = file.relative_to(folder).as_posix()
        if is_forbidden_file(place):
            yield f"must not be there: {place}"
        if file.is_symlink() and sys.platform != "darwin":
            yield f"is a link: {place}"


def forbidden_modules(program: str, modules: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each Python module that must not be in a program."""
    for module in modules:
        if is_forbidden_module(module):
            yield f"must not be in {program}: the module {module}"


def missing_libraries(folder: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield a sentence for each library that a file needs, and neither the bundle nor every such system has."""
    files = [file for file in files if file.exists()]
    bundled = {name for file in files for name in (file.name, file.name.lower())}  # Windows minds no capitals
    for file in files:
        place = file.relative_to(folder).as_posix()
        try:
            needed = needed_by(file) or imported_by(file)
        except NotForThisWindowsError:
            yield f"is not for 64-bit Windows: {place}"
            continue
        for name in sorted(needed - bundled):
            if not is_from_the_system(name) and not is_part_of_windows(name):
                yield f"missing: {name}, needed by {place}"


def modules_of(program: Path) -> list[str]:
    """Return the names of the Python modules in a program."""
    from PyInstaller.archive.readers import CArchiveReader  # only where programs are frozen

    return sorted(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)


def size_mb(files: Iterable[Path]) -> float:
    """Return the size of files, in millions of bytes; a link counts nothing."""
    return sum(file.stat().st_size for file in files if not file.is_symlink()) / 1e6


def main(arguments: list[str]) -> int:
    """Check the folder that is named, and return the exit status."""
    (folder,) = map(Path, arguments)
    faults = list(faults_of(folder))
    for fault in faults:
        print(fault)
    size = size_mb(path for path in folder.rglob("*") if path.is_file())
    print(f"{folder}: {size:.1f} MB of {MOST_MB} MB; {len(faults) or 'no'} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
