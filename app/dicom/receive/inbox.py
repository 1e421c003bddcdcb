"""The folder of received X-rays: each is on the disk before it is acknowledged, and waits there to be screened.

    received/STUDY/INSTANCE.dcm         the X-ray, as it was sent
    received/STUDY/INSTANCE.dcm.new     an empty file beside it until its screening is kept

The mark is made before the X-ray gets its name, so that no X-ray is forgotten when the program is killed.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from app.core.atomic_file import (
    lock_if_possible,
    make_private_folder,
    open_temporary,
    put_in_place,
    remove_stale_files,
    sync_folder,
)
from app.core.errors import OutputError
from app.core.imaging.source_file import digest
from app.core.records import ScreeningRecord

_MARK = ".new"
_LOCK_FILE = "lock"
_UID = re.compile(r"\d+(\.\d+)*")
_LONGEST_UID = 64  # PS3.5 section 9.1
_DIGEST_CHARACTERS = 16


class OutOfRoomError(OSError):
    """The folder holds as much as it may, or the disk has too little left."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much received X-rays may take.

    Attributes:
        most_bytes: that they may have together.
        least_free_bytes: that stay free on the disk.
    """

    most_bytes: int = 20 * 2**30
    least_free_bytes: int = 2**30


class Inbox:
    """Keeps received X-rays, as many as there is room for. One process has it at a time, in any of its threads."""

    def __init__(self, folder: Path, room: Room | None = None) -> None:
        """Prepare; nothing is made or read before it is entered.

        Args:
            folder: that the X-rays lie in; it is made where there is none, for its owner alone.
            room: how much they may take; None for the usual.
        """
        self.folder = folder
        self._room = room or Room()
        self._changing = threading.Lock()
        self._kept_bytes = self._arriving_bytes = 0
        self._lock_file: BinaryIO | None = None

    def __enter__(self) -> Inbox:
        """Make the folder, lock it, and remove what a killed process left half received.

        Raises:
            OutputError: `receive_folder_failed`, `receive_folder_in_use`.
        """
        try:
            make_private_folder(self.folder)
            self._lock_file = _open_private(self.folder / _LOCK_FILE)
        except OSError as error:
            raise OutputError("receive_folder_failed", path=self.folder, error=error.strerror or error) from error
        if not lock_if_possible(self._lock_file):
            self._lock_file.close()
            raise OutputError("receive_folder_in_use", path=self.folder)
        remove_stale_files(self.folder)
        self._kept_bytes = self._measure()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Unlock the folder."""
        if self._lock_file:
            self._lock_file.close()

    def open_file(self) -> tuple[BinaryIO, Path]:
        """Make a file for an X-ray that arrives, and return it with its path.

        Raises:
            OSError: it cannot be made.
        """
        return open_temporary(self.folder)

    def claim(self, size: int) -> None:
        """Take room for so many more bytes; what the user has deleted meanwhile is seen when there seems to be none.

        Raises:
            OutOfRoomError: there is too little.
            OSError: the disk cannot be asked.
        """
        with self._changing:
            left = self._room.most_bytes - self._arriving_bytes - size
            if self._kept_bytes > left:
                self._kept_bytes = self._measure()
            if self._kept_bytes > left:
                raise OutOfRoomError("the limit for received X-rays is reached")
            if shutil.disk_usage(self.folder).free - size < self._room.least_free_bytes:
                raise OutOfRoomError("the disk is almost full")
            self._arriving_bytes += size

    def release(self, size: int) -> None:
        """Give room back that was claimed for what arrives no longer: it is kept, or it is not."""
        with self._changing:
            self._arriving_bytes -= size

    def keep(self, stream: BinaryIO, partial: Path, study: str, instance: str) -> Path | None:
        """Put a received X-ray into its place, so that it outlives a power cut; it waits for its screening then.

        One that is there already is not kept twice. Where there are other bytes of the same name, both are kept.

        Args:
            stream: its file, flushed.
            partial: path of the file; what is not kept stays there, for the caller to remove.
            study: UID of its study.
            instance: UID of itself.

        Returns:
            Its path; None where it was there already.

        Raises:
            OSError: it cannot be kept.
        """
        os.fsync(stream.fileno())  # while others may be put into their places
        sent = digest(partial)
        with self._changing:
            folder = self.folder / _safe_name(study)
            if not folder.is_dir():
                make_private_folder(folder)
                sync_folder(self.folder)
            target = folder / f"{_safe_name(instance)}.dcm"
            if target.exists() and digest(target) != sent:
                target = target.with_name(f"{target.stem}-{sent[:_DIGEST_CHARACTERS]}.dcm")
            if target.exists() and digest(target) == sent:
                return None
            _open_private(_mark_of(target)).close()
            put_in_place(stream, partial, target, keep_mode=False)
            self._kept_bytes += target.stat().st_size
            return target

    def waiting(self) -> list[Path]:
        """Return the X-rays that wait for their screening, in no certain order."""
        found = []
        for mark in self.folder.glob(f"*/*{_MARK}"):
            if mark.with_suffix("").is_file():
                found.append(mark.with_suffix(""))
            else:
                _remove(mark)
        return found

    def mark_screened(self, path: Path) -> None:
        """Note that the screening of an X-ray is kept. Where that cannot be noted, it is screened again some day."""
        _remove(_mark_of(path))

    def _measure(self) -> int:
        size = 0
        for file in self.folder.glob("*/*.dcm"):
            with suppress(OSError):  # it is gone again
                size += file.stat().st_size
        return size


def mark_kept(paths: Iterable[Path], newest: Callable[[str, str], ScreeningRecord | None]) -> list[Path]:
    """Note of received X-rays that their screening is kept, and return those of which none is.

    Args:
        paths: of the X-rays.
        newest: returns the newest screening that the history holds of a digest, of this file where there is one.
    """
    unkept = []
    for path in paths:
        sha256 = digest(path)
        kept = newest(sha256, str(path)) if sha256 else None
        if kept and kept.file == str(path):
            _remove(_mark_of(path))
        else:
            unkept.append(path)
    return unkept


def _safe_name(uid: str) -> str:
    """Return a UID that is written as the standard says, or else a digest, which is a name for a file everywhere."""
    if _UID.fullmatch(uid) and uid.isascii() and len(uid) <= _LONGEST_UID:
        return uid
    return sha256(uid.encode("utf-8", "surrogatepass")).hexdigest()


def _open_private(path: Path) -> BinaryIO:
    """Open a file that its owner alone can read; it is made where there is none."""
    return open(path, "ab", opener=lambda name, flags: os.open(name, flags, 0o600))


def _mark_of(path: Path) -> Path:
    return path.with_name(path.name + _MARK)


def _remove(mark: Path) -> None:
    with suppress(OSError):
        mark.unlink(missing_ok=True)
