"""Find the files to screen in a list of files and folders."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from app.core.imaging.formats import HEAD_BYTES, SUFFIXES, format_of

_DICOMDIR = "DICOMDIR"
"""Name of the file that lists the images of a CD or stick (PS3.10 section 8.6); some systems show small letters."""


class _Wish(Enum):
    """Whether a file is to be screened."""

    YES = "whatever it is"
    IF_IMAGE = "when it is an image"
    NO = "not at all"


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to screen.

    Attributes:
        files: each as the argument joined with its path below it; a folder that may not be entered is among them, and
            so is what has too long a path, so that it gets a row and is not skipped in silence.
        skipped: number of files below the folders that are no images, neither by name nor by content, or that are not
            listed by the DICOMDIR of their folder or of one above.
    """

    files: tuple[str, ...]
    skipped: int


def discover(arguments: Sequence[str], *, recursive: bool, cancel: threading.Event | None = None) -> Discovery:
    """Find the files to screen, in the order of the arguments, sorted within a folder.

    A file named as an argument is always among them; one below a folder is when its suffix or its first bytes are
    those of an image. One that is found by two arguments counts once. When `cancel` is set, the search ends with the
    files found so far.

    A DICOMDIR stands for the images that it lists, in its order of patient, study and series: so does a folder that has
    one, where what else is there is a viewer and pictures of the same images.
    """
    files: list[str] = []
    places: set[str] = set()
    skipped: set[str] = set()
    may_repeat = len(arguments) > 1
    for file, wish in _files_of(arguments, recursive):
        if wish is not _Wish.YES and cancel is not None and cancel.is_set():
            break
        place = _place(file) if may_repeat else file
        if place in places:
            continue
        if wish is _Wish.NO or (wish is _Wish.IF_IMAGE and not is_image(file)):
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


def _files_of(arguments: Sequence[str], recursive: bool) -> Iterator[tuple[str, _Wish]]:
    """Yield the files that are named, listed or below a folder."""
    for argument in arguments:
        if os.path.isdir(argument):
            yield from _files_of_folder(argument, recursive)
        else:
            yield from ((file, _Wish.YES) for file in _listed(argument) or (argument,))


def _files_of_folder(folder: str, recursive: bool) -> Iterator[tuple[str, _Wish]]:
    """Yield the files below a folder; where a DICOMDIR is, those that it lists are wanted, and no others."""
    here, root, listed = "", "\0", frozenset[str]()  # no path begins with a NUL
    for file, is_blocked in files_below(folder, recursive):
        if os.path.dirname(file) != here and not is_blocked:
            here = os.path.dirname(file)
            images = () if file.startswith(root) else _listed_in(here)
            if images:
                root, listed = os.path.join(here, ""), frozenset(images)
                yield from ((image, _Wish.YES) for image in images)
        if not file.startswith(root):
            yield file, _Wish.YES if is_blocked else _Wish.IF_IMAGE
        elif file not in listed and not is_dicomdir(file):
            yield file, _Wish.NO


def _listed_in(folder: str) -> tuple[str, ...]:
    """Return what the DICOMDIR in a folder lists; nothing where there is none."""
    return next(filter(None, (_listed(os.path.join(folder, name)) for name in (_DICOMDIR, _DICOMDIR.lower()))), ())


def _listed(file: str) -> tuple[str, ...]:
    """Return the images that a file lists; nothing where it is no DICOMDIR."""
    if not (is_dicomdir(file) and os.path.isfile(file)):
        return ()
    # pydicom takes 0.1 s to import.
    from app.core.imaging.dicom.directory import listed_images

    return listed_images(file)


def is_dicomdir(file: str) -> bool:
    """Tell whether a file lists the images of a CD or stick, by its name."""
    return os.path.basename(file).upper() == _DICOMDIR


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
