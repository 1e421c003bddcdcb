"""Find the files to screen in a list of files and folders."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.imaging.formats import HEAD_BYTES, SUFFIXES, format_of


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to screen.

    Attributes:
        files: each as the argument joined with its path below it; a folder that may not be entered is among them, and
            so is what has too long a path, so that it gets a row and is not skipped in silence.
        skipped: number of files below the folders that are no images, neither by name nor by content.
    """

    files: tuple[str, ...]
    skipped: int


def discover(arguments: Sequence[str], *, recursive: bool, cancel: threading.Event | None = None) -> Discovery:
    """Find the files to screen, in the order of the arguments, sorted within a folder.

    A file named as an argument is always among them; one below a folder is when its suffix or its first bytes are
    those of an image. One that is found by two arguments counts once. When `cancel` is set, the search ends with the
    files found so far.
    """
    files: dict[str, str] = {}
    skipped: set[str] = set()
    place_of = _place if len(arguments) > 1 else str  # one argument finds no file twice
    for argument in arguments:
        if not os.path.isdir(argument):
            files.setdefault(place_of(argument), argument)
            continue
        for file, is_blocked in _files_below(argument, recursive):
            if cancel is not None and cancel.is_set():
                return Discovery(tuple(files.values()), len(skipped))
            if is_blocked or _is_image(file):
                files.setdefault(place_of(file), file)
            else:
                skipped.add(place_of(file))
    return Discovery(tuple(files.values()), len(skipped))


def is_too_long(file: str | Path) -> bool:
    """Tell whether a path is longer than the system takes, so that it cannot be known what is there.

    Raises:
        ValueError: the path holds a NUL character.
    """
    try:
        os.stat(file)
    except OSError as error:
        return error.errno == errno.ENAMETOOLONG
    return False


def _place(file: str) -> str:
    """Return what two names of a file at the same place have in common; a link has a place of its own."""
    return os.path.normcase(os.path.abspath(file))


def _files_below(folder: str, recursive: bool) -> Iterator[tuple[str, bool]]:
    """Yield every file below a folder but hidden ones, each with whether it is a folder that could not be entered.

    A folder may lie too deep for a recursion: `os.walk` recurses before Python 3.12.
    """
    waiting, blocked = [folder], []
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                shown = sorted(
                    (entry for entry in entries if not entry.name.startswith(".")), key=lambda each: each.name
                )
        except OSError:
            blocked.append(here)
            continue
        below: list[str] = []
        for entry in shown:
            path = os.path.join(here, entry.name)
            if not _is_folder(entry):
                yield path, False
            elif recursive and not entry.is_symlink():
                below.append(path)
        waiting += reversed(below)
    yield from ((path, True) for path in blocked)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_image(file: str) -> bool:
    path = Path(file)
    if path.suffix.lower() in SUFFIXES:
        return True
    if not os.access(path, os.R_OK):
        return is_too_long(path)
    if not path.is_file():  # a pipe or a socket would block
        return False
    try:
        with path.open("rb") as stream:
            return format_of(stream.read(HEAD_BYTES)) is not None
    except OSError:
        return False
