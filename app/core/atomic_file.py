"""Files that appear whole or not at all and outlive a power cut, and the folder of the user's private data."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_OWNER_ONLY = 0o600
_BY_UMASK = 0o666


@contextmanager
def atomic_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Open a file beside its place for writing, and put it there when the block ends well.

    The file and its folder are synced to the disk. When the block ends by an exception, nothing is left of what was
    written, and an old file is as it was. A reader never sees a part of the file.

    Args:
        path: of the file; its folder must exist.
        private: whether its owner alone may read it; else the user's umask decides.

    Raises:
        OSError: it cannot be written, or there is a folder or a device of this name.
    """
    if path.exists() and not path.is_file():
        raise FileExistsError("there is something else of this name")
    partial = path.with_name(f".kifua-{os.urandom(8).hex()}")
    permissions = _OWNER_ONLY if private else _BY_UMASK
    try:
        with open(partial, "xb", opener=lambda name, flags: os.open(name, flags, permissions)) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(partial, path)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    _sync_folder(path.parent)


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


def _sync_folder(folder: Path) -> None:
    """Sync a folder's list of files, where the system can: Windows has no such call, some network drives refuse it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
