"""Which files a list of files and folders means."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.imaging.decode import PICTURE_SUFFIXES, SNIFF_BYTES, sniff


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found.

    Attributes:
        files: to screen, each as the argument joined with what lies below it; a folder that may not be entered is
            among them, so that it gets a row and is not passed over in silence.
        skipped: how many files below the folders are no pictures, neither by name nor by content.
    """

    files: tuple[str, ...]
    skipped: int


def discover(arguments: Sequence[str], *, recursive: bool, cancel: threading.Event | None = None) -> Discovery:
    """Return the files that the arguments mean, in the order of the arguments, sorted within a folder.

    A file named as an argument is always meant. Below a folder, a file is meant when its name promises a picture or
    its first bytes show one. When `cancel` is set, the search ends with what it has found.
    """
    files: list[str] = []
    skipped = 0
    for argument in arguments:
        if not os.path.isdir(argument):
            files.append(argument)
            continue
        for file in _below(argument, recursive):
            if cancel is not None and cancel.is_set():
                return Discovery(tuple(files), skipped)
            if os.path.isdir(file) or _is_picture(file):
                files.append(file)
            else:
                skipped += 1
    return Discovery(tuple(files), skipped)


def _below(folder: str, recursive: bool) -> Iterator[str]:
    """Yield every file below a folder but hidden ones, and every folder there that may not be entered."""
    blocked: list[str] = []
    for here, folders, names in os.walk(folder, onerror=lambda error: blocked.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(here, name) for name in sorted(names) if not name.startswith("."))
        if not recursive:
            break
    yield from blocked


def _is_picture(file: str) -> bool:
    path = Path(file)
    if path.suffix.lower() in PICTURE_SUFFIXES or not os.access(path, os.R_OK):
        return path.suffix.lower() in PICTURE_SUFFIXES
    if not path.is_file():  # a pipe or a socket would block
        return False
    try:
        with path.open("rb") as stream:
            return sniff(stream.read(SNIFF_BYTES)) is not None
    except OSError:
        return False
