"""A small file that appears whole or not at all, and outlives a power cut; and whether a folder takes files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text as UTF-8 beside its place, then put it there; make the folder when it is absent.

    Raises:
        OSError: it cannot be written; an old file is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(partial, path)
    except OSError:
        Path(partial).unlink(missing_ok=True)
        raise


def takes_files(folder: Path) -> bool:
    """Tell whether a file can be written into a folder: by trying, for Windows' answer is of a folder's flags alone."""
    try:
        with tempfile.TemporaryFile(prefix=".kifua-", dir=folder):
            return True
    except OSError:
        return False
