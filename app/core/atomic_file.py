"""Files that appear whole or not at all and outlive a power cut, and the folder of the user's private data."""

from __future__ import annotations

import errno
import os
import re
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
_HELD_BY_OTHERS = (errno.EAGAIN, errno.EACCES, errno.EDEADLK, 0)  # 0: Wine says no more
_LOCKED_BYTE = 2**31 - 2
"""Windows lets nobody read what another has locked, so the byte that is locked lies far behind what is read."""
_TEMPORARY = re.compile(r"\.kifua-[0-9a-f]{16}")


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
    if is_stream(path):
        with _open_stream(path) as stream:
            yield stream
        return
    target = resolve_link(path)
    old = _status(target)
    mode = _OWNER_ONLY if private or old is not None else _BY_UMASK
    stream, temporary = open_temporary(target.parent, mode)
    try:
        with stream:
            yield stream
            stream.flush()
            put_in_place(stream, temporary, target, keep_mode=not private)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def put_in_place(stream: BinaryIO, partial: Path, target: Path, *, keep_mode: bool = True) -> None:
    """Sync a file that is written to the disk, close it and give it its name, and sync the folder.

    Args:
        stream: the file, flushed.
        partial: its name now, in the folder of the target.
        target: its name from now on; no link.
        keep_mode: whether it takes the permissions of the file that it replaces.

    Raises:
        OSError: it cannot be written.
    """
    old = _status(target) if keep_mode else None
    os.fsync(stream.fileno())
    if old is not None:
        with suppress(OSError):  # a drive that has no such permissions
            partial.chmod(stat.S_IMODE(old.st_mode))
    if sys.platform == "win32":  # where an open file cannot be renamed; elsewhere it stays locked until it is in place
        stream.close()
    os.replace(partial, target)
    sync_folder(target.parent)


def lock(stream: BinaryIO) -> bool:
    """Lock an open file until it is closed or the process ends; return False where another process has it locked.

    Raises:
        OSError: the drive keeps no locks.
    """
    try:
        if sys.platform == "win32":
            import msvcrt  # Windows' own

            place = stream.tell()
            stream.seek(_LOCKED_BYTE)
            try:
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            finally:
                stream.seek(place)
        else:
            import fcntl  # the others' own

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD_BY_OTHERS:
            return False
        raise
    return True


def lock_if_possible(stream: BinaryIO) -> bool:
    """Lock an open file as `lock` does; where the drive keeps no locks, every process may have it."""
    try:
        return lock(stream)
    except OSError:
        return True


def remove_stale_files(folder: Path) -> None:
    """Remove the temporary files that processes which were killed left in a folder; those in use stay.

    Only files of the user whose name is as `atomic_file` makes it, and that no process has locked, are removed; none
    where the drive keeps no locks.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_unless_used(entry)


def is_stream(path: Path) -> bool:
    """Tell whether what is at a path is no regular file, or is standard output, so that it is never replaced.

    Raises:
        OSError: it cannot be asked.
    """
    status = _status(path)
    return status is not None and (not stat.S_ISREG(status.st_mode) or is_standard_output(path))


def resolve_link(path: Path) -> Path:
    """Return the path of the file that a symbolic link names, whether it exists; any other path as it is.

    Raises:
        OSError: the link leads to itself.
    """
    return path.resolve() if path.is_symlink() else path


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


def _open_stream(path: Path) -> BinaryIO:
    """Open a device or a pipe, or standard output whatever it is, at its present place.

    Raises:
        OSError: it cannot be opened, or is a folder, a disk or a socket.
    """
    if is_standard_output(path):  # opened anew by its name, a file would be written from its beginning
        return open(os.dup(_STDOUT), "wb")
    mode = path.stat().st_mode
    if stat.S_ISCHR(mode) or stat.S_ISFIFO(mode):
        return open(path, "wb")
    raise FileExistsError("there is something else of this name")


def open_temporary(folder: Path, mode: int = _OWNER_ONLY) -> tuple[BinaryIO, Path]:
    """Make a temporary file that is locked, and return it with its path: for `put_in_place`, or to be removed.

    Args:
        folder: that it is made in.
        mode: its permissions; by default its owner alone may read it.

    Raises:
        OSError: it cannot be made.
    """
    while True:
        path = folder / f".kifua-{os.urandom(8).hex()}"
        stream = open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode))  # noqa: SIM115 (the caller)
        if lock_if_possible(stream) and os.fstat(stream.fileno()).st_nlink:
            return stream, path
        stream.close()  # before it was locked, another process took it for a stale one, and removes it


def _remove_unless_used(entry: os.DirEntry[str]) -> None:
    """Remove a temporary file, unless it is another user's or a process has it locked.

    Raises:
        OSError: it cannot be removed.
    """
    if sys.platform == "win32":
        os.unlink(entry.path)  # refused while it is open
        return
    if entry.stat(follow_symlinks=False).st_uid != os.getuid():
        return
    with open(entry.path, "rb") as stream:
        if lock(stream):
            os.unlink(entry.path)


def sync_folder(folder: Path) -> None:
    """Sync a folder's list of files, where the system can: Windows has no such call, some network drives refuse it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
