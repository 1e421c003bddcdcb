"""Files that appear whole or not at all and outlive a power cut, and the folder of the user's private data."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_OWNER_ONLY = 0o600
_BY_UMASK = 0o666
_STDOUT = 1


@contextmanager
def atomic_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Open a file beside its place for writing, and put it there when the block ends well.

    The file and its folder are synced to the disk. When the block ends by an exception, nothing is left of what was
    written, and an old file is as it was. A reader never sees a part of the file. A symbolic link is followed: the file
    that it names is written. A terminal, a pipe or another character device is written to as the bytes come.

    Args:
        path: of the file; its folder must exist.
        private: whether its owner alone may read it; else an old file's permissions are kept, and for a new one the
            user's umask decides.

    Raises:
        OSError: it cannot be written, or there is a folder, a disk or a socket of this name.
    """
    old = _status(path)
    if old is not None and (is_standard_output(path) or not stat.S_ISREG(old.st_mode)):
        with _open_stream(path, old) as stream:
            yield stream
        return
    target = path.resolve() if path.is_symlink() else path
    kept_mode = None if private or old is None else stat.S_IMODE(old.st_mode)
    partial = target.with_name(f".kifua-{os.urandom(8).hex()}")
    mode = _OWNER_ONLY if private or kept_mode is not None else _BY_UMASK
    try:
        with open(partial, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if kept_mode is not None:
            with suppress(OSError):  # a drive that has no such permissions
                partial.chmod(kept_mode)
        os.replace(partial, target)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    _sync_folder(target.parent)


def is_standard_output(path: Path) -> bool:
    """Tell whether a path, such as `/dev/stdout`, leads to where this process prints; never for a new file."""
    if sys.__stdout__ is None:  # then another file may have its number
        return False
    try:
        printed, named = os.fstat(_STDOUT), path.stat()
    except (OSError, ValueError):
        return False
    return bool(named.st_ino) and os.path.samestat(printed, named)


def write_bytes(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file as `atomic_file` does.

    Raises:
        OSError: see `atomic_file`.
    """
    with atomic_file(path, private=private) as stream:
        stream.write(content)


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write a text as UTF-8, its line ends as they are, as `atomic_file` does.

    Raises:
        OSError: see `atomic_file`.
        UnicodeEncodeError: the text holds a lone surrogate.
    """
    write_bytes(path, text.encode("utf-8"), private=private)


def make_private_folder(folder: Path) -> None:
    """Make a folder that its owner alone may open, where there is none; an existing one keeps its permissions.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def takes_files(folder: Path) -> bool:
    """Tell whether a file can be written into a folder: by trying, for Windows' answer is of a folder's flags alone."""
    try:
        with tempfile.TemporaryFile(prefix=".kifua-", dir=folder):
            return True
    except OSError:
        return False


def _status(path: Path) -> os.stat_result | None:
    """Return the status of what a path leads to; None where there is nothing."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _open_stream(path: Path, status: os.stat_result) -> BinaryIO:
    """Open a device or a pipe, or standard output whatever it is, at its present place.

    Raises:
        OSError: it cannot be opened, or is a folder, a disk or a socket.
    """
    if is_standard_output(path):  # opened anew by its name, a file would be written from its beginning
        return open(os.dup(_STDOUT), "wb")
    if stat.S_ISCHR(status.st_mode) or stat.S_ISFIFO(status.st_mode):
        return open(path, "wb")
    raise FileExistsError("there is something else of this name")


def _sync_folder(folder: Path) -> None:
    """Sync a folder's list of files, where the system can: Windows has no such call, some network drives refuse it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
