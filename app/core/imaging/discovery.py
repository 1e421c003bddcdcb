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
    files: list[str] = []
    places: set[str] = set()
    skipped: set[str] = set()
    may_repeat = len(arguments) > 1
    for file, is_meant in _files_of(arguments, recursive):
        if not is_meant and cancel is not None and cancel.is_set():
            break
        place = _place(file) if may_repeat else file
        if place in places:
            continue
        if not (is_meant or is_image(file)):
            skipped.add(place)
            continue
        files.append(file)
        if may_repeat:
            places.add(place)
    return Discovery(tuple(files), len(skipped))


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


def _files_of(arguments: Sequence[str], recursive: bool) -> Iterator[tuple[str, bool]]:
    """Yield the files that are named or below a folder, each with whether it is to be screened whatever it is."""
    for argument in arguments:
        if os.path.isdir(argument):
            yield from files_below(argument, recursive)
        else:
            yield argument, True


def files_below(folder: str, recursive: bool) -> Iterator[tuple[str, bool]]:
    """Yield every file below a folder but hidden ones, each with whether it is a folder that could not be entered.

    A folder may lie too deep for a recursion: `os.walk` recurses before Python 3.12. Of a folder, its names alone are
    held: entries take six times as much memory.
    """
    waiting, blocked = [folder], []
    while waiting:
        here = waiting.pop()
        files, folders = [], []
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if not _is_folder(entry):
                        files.append(entry.name)
                    elif recursive and not entry.is_symlink():
                        folders.append(entry.name)
        except OSError:
            blocked.append(here)
            continue
        yield from ((os.path.join(here, name), False) for name in sorted(files))
        waiting += (os.path.join(here, name) for name in sorted(folders, reverse=True))
    yield from ((path, True) for path in blocked)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_image(file: str) -> bool:
    """Tell whether a file is an image by its suffix or by its first bytes."""
    if os.path.splitext(file)[1].lower() in SUFFIXES:
        return True
    if not os.access(file, os.R_OK):
        return is_too_long(file)
    if not os.path.isfile(file):  # a pipe or a socket would block
        return False
    try:
        with open(file, "rb") as stream:
            return format_of(stream.read(HEAD_BYTES)) is not None
    except OSError:
        return False
