"""X-rays pasted from the clipboard or received: files beside the history, which go with the rows that refer to them."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from app.core.atomic_file import make_private_folder, write_bytes

RECEIVED = "received"
"""Name of the folder of received X-rays, which has a folder for each study."""

_PASTED = r"pasted-\d{8}-\d{6}(?:-\d+)?\.png"
_NAME = re.compile(rf"(?:^|[\\/])({_PASTED}|{RECEIVED}[\\/][^\\/]+[\\/][^\\/]+\.dcm)$")
_STRAY_AFTER_S = 600
"""A younger image may be at work: it has no row before it is screened."""


def pasted_folder(history: Path) -> Path:
    """Return the folder of the pasted images that belong to a history file; it may not exist yet."""
    return history.parent / "pasted"


def store_pasted(history: Path, png: bytes) -> Path:
    """Write a pasted image to a new file that its owner alone may read.

    Raises:
        OSError: it cannot be written.
    """
    folder = pasted_folder(history)
    make_private_folder(folder)
    stem = f"pasted-{datetime.now():%Y%m%d-%H%M%S}"
    names = (f"{stem}.png" if number == 1 else f"{stem}-{number}.png" for number in count(1))
    path = next(folder / name for name in names if not (folder / name).exists())
    write_bytes(path, png, private=True)
    return path


def own_names(files: Iterable[str]) -> set[str]:
    """Return the names of those files that may be pasted or received X-rays; of a received one, with its folders.

    Only names are compared: the folder may have moved, with a USB stick that has another letter today.
    """
    return {found[1].replace("\\", "/") for found in map(_NAME.search, files) if found}


def remove_images(history: Path, names: Iterable[str], used: Collection[str]) -> None:
    """Remove the pasted and received X-rays of these names but for those in use; one that is held open stays."""
    for name in names:
        if name not in used:
            is_received = name.startswith(f"{RECEIVED}/")
            path = (history.parent if is_received else pasted_folder(history)) / name
            with suppress(OSError):
                path.unlink(missing_ok=True)
                if is_received:
                    path.parent.rmdir()  # of its study, unless there are others in it


def stray_candidates(history: Path) -> set[str]:
    """Return the names of the pasted images that are old enough to have a row."""
    before = time.time() - _STRAY_AFTER_S
    found = set()
    for path in pasted_folder(history).glob("pasted-*.png"):
        with suppress(OSError):  # it was removed meanwhile
            if path.stat().st_mtime < before:
                found.add(path.name)
    return own_names(found)
