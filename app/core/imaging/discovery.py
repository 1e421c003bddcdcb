"""Find the files to screen in a list of files and folders."""

from __future__ import annotations

import errno
import os
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from app.core.imaging.formats import DICOM_SUFFIXES, HEAD_BYTES, SUFFIXES, format_of

_DICOMDIR = "DICOMDIR"
"""Name of the file that lists the images of a CD or stick (PS3.10 section 8.6); some systems show small letters."""


BESIDE_DIRECTORY = "beside"
"""Stands among kinds for a picture that is no DICOM file, in a folder with a DICOMDIR: a viewer's, or a copy."""

_NO_IMAGE = "none"
_KIND_BYTES = 8192  # of a file: the modality of a DICOM file stands within the first hundreds of bytes


class _Wish(Enum):
    """Whether a file is to be screened."""

    YES = "whatever it is"
    IF_IMAGE = "when it is an image"
    IF_DICOM = "when it is a DICOM image"


class _Found(NamedTuple):
    """A file, and what it is known to hold: as `other_kind` says."""

    file: str
    wish: _Wish
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to screen.

    Attributes:
        files: each as the argument joined with its path below it; a folder that may not be entered is among them, and
            so is what has too long a path, so that it gets a row and is not skipped in silence.
        skipped: number of files below the folders that are no images, neither by name nor by content.
        others: number of DICOM files below the folders that hold another examination than a plain radiograph, such as
            the slices of a CT, by modality; and of pictures `BESIDE_DIRECTORY`. The most frequent comes first.
    """

    files: tuple[str, ...]
    skipped: int
    others: Mapping[str, int] = field(default_factory=dict)


def discover(arguments: Sequence[str], *, recursive: bool, cancel: threading.Event | None = None) -> Discovery:
    """Find the files to screen, in the order of the arguments, sorted within a folder.

    A file named as an argument is always among them; one below a folder is when its suffix or its first bytes are
    those of an image, but for DICOM files whose header says that they hold no plain radiograph: one CT would bury the
    X-rays. One that is found by two arguments counts once. When `cancel` is set, the search ends with the files found
    so far.

    A DICOMDIR stands for the images that it lists, in its order of patient, study and series. In a folder that has one
    they come first; DICOM files that it does not list follow, for they may have been added since.
    """
    files: list[str] = []
    places: set[str] = set()
    left_out: dict[str, str] = {}
    may_repeat = len(arguments) > 1
    for found in _files_of(arguments, recursive):
        if found.wish is not _Wish.YES and cancel is not None and cancel.is_set():
            break
        place = _place(found.file) if may_repeat else found.file
        if place in places:
            continue
        if kind := _left_out_as(found):
            left_out[place] = kind
            continue
        files.append(found.file)
        if may_repeat:
            places.add(place)
            left_out.pop(place, None)
    kinds = Counter(left_out.values())
    skipped = kinds.pop(_NO_IMAGE, 0)
    return Discovery(tuple(files), skipped, dict(kinds.most_common()))


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


def _left_out_as(found: _Found) -> str:
    """Return as what a file is left out; empty where it is to be screened."""
    if found.wish is _Wish.YES:
        return found.kind
    suffix = os.path.splitext(found.file)[1].lower()
    if suffix in SUFFIXES - DICOM_SUFFIXES:
        return "" if found.wish is _Wish.IF_IMAGE else BESIDE_DIRECTORY
    head = _head(found.file)
    known = format_of(head[:HEAD_BYTES]) if head else None
    if known is None:
        is_promised = suffix in SUFFIXES or (head is None and is_too_long(found.file))
        return "" if is_promised else _NO_IMAGE
    if known.name != "DICOM":
        return "" if found.wish is _Wish.IF_IMAGE else BESIDE_DIRECTORY
    # pydicom takes 0.1 s to import.
    from app.core.imaging.dicom.kind import other_kind

    return other_kind(head or b"")


def _head(file: str) -> bytes | None:
    """Return the first bytes of a file; None where it cannot be read."""
    if not os.access(file, os.R_OK) or not os.path.isfile(file):  # a pipe or a socket would block
        return None
    try:
        with open(file, "rb") as stream:
            return stream.read(_KIND_BYTES)
    except OSError:
        return None


def _files_of(arguments: Sequence[str], recursive: bool) -> Iterator[_Found]:
    """Yield the files that are named, listed or below a folder."""
    for argument in arguments:
        if os.path.isdir(argument):
            yield from _files_of_folder(argument, recursive)
        else:
            yield from (_Found(file, _Wish.YES, kind) for file, kind in (_listed(argument) or {argument: ""}).items())


def _files_of_folder(folder: str, recursive: bool) -> Iterator[_Found]:
    """Yield the files below a folder; where a DICOMDIR is, first those that it lists."""
    here, root, listed = "", "\0", frozenset[str]()  # no path begins with a NUL
    for file, is_blocked in files_below(folder, recursive):
        if os.path.dirname(file) != here and not is_blocked:
            here = os.path.dirname(file)
            images = {} if file.startswith(root) else _listed_in(here)
            if images:
                root, listed = os.path.join(here, ""), frozenset(images)
                yield from (_Found(image, _Wish.YES, kind) for image, kind in images.items())
        if is_blocked:
            yield _Found(file, _Wish.YES)
        elif not file.startswith(root):
            yield _Found(file, _Wish.IF_IMAGE)
        elif file not in listed and not is_dicomdir(file):
            yield _Found(file, _Wish.IF_DICOM)


def _listed_in(folder: str) -> dict[str, str]:
    """Return what the DICOMDIR in a folder lists; nothing where there is none."""
    return next(filter(None, (_listed(os.path.join(folder, name)) for name in (_DICOMDIR, _DICOMDIR.lower()))), {})


def _listed(file: str) -> dict[str, str]:
    """Return the images that a file lists, and their kinds; nothing where it is no DICOMDIR."""
    if not (is_dicomdir(file) and os.path.isfile(file)):
        return {}
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
    head = _head(file)
    return is_too_long(file) if head is None else format_of(head[:HEAD_BYTES]) is not None
