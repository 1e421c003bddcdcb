"""Find the files to screen in a list of files and folders."""

from __future__ import annotations

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
        files: each as the argument joined with its path below it; a folder that may not be entered is among them, so
            that it gets a row and is not skipped in silence.
        skipped: number of files below the folders that are no images, neither by name nor by content.
    """

    files: tuple[str, ...]
    skipped: int


def discover(arguments: Sequence[str], *, recursive: bool, cancel: threading.Event | None = None) -> Discovery:
    """Find the files to screen, in the order of the arguments, sorted within a folder.

    A file named as an argument is always among them; one below a folder is when its suffix or its first bytes are
    those of an image. When `cancel` is set, the search ends with the files found so far.
    """
    files: list[str] = []
    skipped = 0
    for argument in arguments:
        if not os.path.isdir(argument):
            files.append(argument)
            continue
        for file in _files_below(argument, recursive):
            if cancel is not None and cancel.is_set():
                return Discovery(tuple(files), skipped)
            if os.path.isdir(file) or _is_image(file):
                files.append(file)
            else:
                skipped += 1
    return Discovery(tuple(files), skipped)


def _files_below(folder: str, recursive: bool) -> Iterator[str]:
    """Yield every file below a folder but hidden ones, and every folder there that may not be entered."""
    blocked: list[str] = []
    for here, folders, names in os.walk(folder, onerror=lambda error: blocked.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(here, name) for name in sorted(names) if not name.startswith("."))
        if not recursive:
            break
    yield from blocked


def _is_image(file: str) -> bool:
    path = Path(file)
    if path.suffix.lower() in SUFFIXES or not os.access(path, os.R_OK):
        return path.suffix.lower() in SUFFIXES
    if not path.is_file():  # a pipe or a socket would block
        return False
    try:
        with path.open("rb") as stream:
            return format_of(stream.read(HEAD_BYTES)) is not None
    except OSError:
        return False
