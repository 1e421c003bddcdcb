"""Files that arrive in a folder: which are new there, and which of them are whole."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

import msgspec

from app.core.atomic_file import make_private_folder, write_text
from app.core.errors import InputError
from app.core.imaging.decode import decode_preview
from app.core.imaging.discovery import files_below, is_dicomdir, is_image

STILL_S = 3.0
"""A file that is being written has not had the same size and time for so long."""

GIVE_UP_S = 60.0
"""One that does not seem whole after so long is no X-ray, or a damaged one: its row will say so."""

MOST_AT_ONCE = 20
"""So that the screening of the first begins before the last is decoded."""

_UNFINISHED = frozenset((".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload"))
"""Endings that programs give to a file until it is whole."""

UNFILLED_S = 20.0
"""One that ends in zeros may not be filled yet, as some systems give it its whole length first; or it ends in black."""

_ZEROS = 65_536

_MOST_MARKS = 200_000
_PREVIEW_PX = 64
_HOUR_S, _FAT_STEP_S = 3600, 2

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the folder has found.

    Attributes:
        is_there: whether the folder can be read: a stick or a share may be away.
        files: that have arrived whole.
        waiting: how many have arrived that may not be whole yet.
        left_alone: how many were there at the first look at this folder; they are not new.
        listing_s: seconds that it took to list the folder; None where it was not listed.
    """

    is_there: bool
    files: tuple[str, ...] = ()
    waiting: int = 0
    left_alone: int = 0
    listing_s: float | None = field(default=None, compare=False)


class _Memory(msgspec.Struct):
    """What is remembered of a folder: of each of its files a mark, which tells nobody the name of it."""

    folder: str
    marks: list[str]


class Arrivals:
    """Watches one folder. A file is new where none of its name, size and time was there before."""

    def __init__(self, folder: str, memory: Path) -> None:
        """Prepare.

        Args:
            folder: with everything below it.
            memory: file that remembers what was there, after Kifua is closed too.
        """
        self._folder = folder
        self._memory = memory
        remembered = _read(memory)
        self._is_known = remembered is not None and remembered.folder == folder
        self._marks = dict.fromkeys(remembered.marks if remembered and self._is_known else ())
        self._waiting: dict[str, tuple[str, float]] = {}

    def look(self, now_s: float, cancel: threading.Event) -> Look:
        """Look at the folder; what is found whole is found again until `keep` is told of it.

        Args:
            now_s: of a clock that only goes forward.
            cancel: ends the look early, with nothing found.
        """
        began_s = time.monotonic()
        marks = self._listed(cancel)
        if marks is None:
            return Look(is_there=False, listing_s=0.0)
        if cancel.is_set():
            return Look(is_there=True)
        listing_s = time.monotonic() - began_s
        if not self._is_known:
            self._is_known = True
            self._remember(marks.values())
            return Look(is_there=True, left_alone=len(marks), listing_s=listing_s)
        new = {file: mark for file, mark in marks.items() if mark not in self._marks}
        return replace(self._look_at(new, now_s, cancel), listing_s=listing_s)

    def look_again(self, now_s: float, cancel: threading.Event) -> Look:
        """Look only at what has arrived and may not be whole yet: a folder of many files takes long to list."""
        marks = {file: self._mark_of(file) for file in self._waiting}
        return self._look_at({file: mark for file, mark in marks.items() if mark}, now_s, cancel)

    def keep(self, files: Sequence[str]) -> None:
        """Take files for known, and write that down."""
        self._remember([self._waiting.pop(file)[0] for file in files if file in self._waiting])

    def _listed(self, cancel: threading.Event) -> dict[str, str] | None:
        """Return each file below the folder with its mark; None where the folder is away, or goes away meanwhile."""
        marks = {}
        for file, is_blocked in files_below(self._folder, recursive=True):
            if cancel.is_set():
                break
            if is_blocked and file == self._folder:
                return None
            mark = None if is_blocked else self._mark_of(file)
            if mark:
                marks[file] = mark
        return marks if os.path.isdir(self._folder) else None

    def _mark_of(self, file: str) -> str | None:
        """Return the mark of a file; None where it is gone."""
        try:
            seen = os.stat(file)
        except OSError:
            return None
        return _mark(os.path.relpath(file, self._folder), seen.st_size, int(seen.st_mtime))

    def _look_at(self, new: Mapping[str, str], now_s: float, cancel: threading.Event) -> Look:
        before = self._waiting
        self._waiting = {
            file: before[file] if file in before and before[file][0] == mark else (mark, now_s)
            for file, mark in new.items()
        }
        return Look(is_there=True, files=tuple(self._whole(now_s, cancel)), waiting=len(self._waiting))

    def _whole(self, now_s: float, cancel: threading.Event) -> Iterator[str]:
        """Yield the X-rays that have stood still and seem whole; what is no image is taken for known."""
        found, other = 0, []
        for file, (_, since_s) in self._waiting.items():
            if found == MOST_AT_ONCE or cancel.is_set():
                break
            if now_s - since_s < STILL_S:
                continue
            if is_dicomdir(file) or not is_image(file):
                other.append(file)
            elif now_s - since_s >= GIVE_UP_S or _seems_whole(file, now_s - since_s):
                found += 1
                yield file
        if other:
            self.keep(other)

    def _remember(self, marks: Iterable[str]) -> None:
        self._marks.update(dict.fromkeys(marks))
        kept = list(self._marks)[-_MOST_MARKS:]
        try:
            make_private_folder(self._memory.parent)
            write_text(self._memory, json.dumps({"folder": self._folder, "marks": kept}), private=True)
        except OSError as error:
            _log.warning("What is known of the watched folder cannot be written: %s", error.strerror)


def _mark(name: str, size: int, mtime_s: int) -> str:
    """Return what tells a file from every other, and from an older one of its name.

    Of the time, what a FAT drive keeps is used: steps of two seconds, by a clock that summer time moves by an hour.
    """
    told = f"{size} {mtime_s % _HOUR_S // _FAT_STEP_S} ".encode() + os.fsencode(name)
    return blake2b(told, digest_size=8).hexdigest()


def _seems_whole(file: str, still_s: float) -> bool:
    """Tell whether a file that has stood still for so long can be decoded, and is not about to be filled or renamed."""
    if os.path.splitext(file)[1].lower() in _UNFINISHED:
        return False
    try:
        decode_preview(Path(file), _PREVIEW_PX)
        with open(file, "rb") as stream:
            stream.seek(-min(_ZEROS, os.fstat(stream.fileno()).st_size), os.SEEK_END)
            return still_s >= UNFILLED_S or any(stream.read(_ZEROS))
    except (InputError, OSError):
        return False


def _read(memory: Path) -> _Memory | None:
    """Return what is remembered; None where nothing is, or nothing that can be understood."""
    try:
        # Read by `json`: a folder's name may hold lone surrogates, which msgspec's own reader refuses.
        return msgspec.convert(json.loads(memory.read_text(encoding="utf-8")), _Memory)
    except (OSError, ValueError, RecursionError):
        return None
