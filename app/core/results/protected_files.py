"""Files that no output may replace: X-rays, and the files of Kifua itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from app.core.errors import OutputError
from app.core.imaging.formats import HEAD_BYTES, format_of
from app.core.results.history_database.backups import BACKUP, DAMAGED, files_beside
from app.core.results.history_database.pictures import picture_files
from app.core.results.unfinished import JOURNAL_FILES

_DATABASE_SIGNATURE = b"SQLite format 3\0"
_DATABASE_SUFFIXES = ("", "-wal", "-shm", "-journal")


def own_files(history: Path, bundle: Path) -> Iterator[Path]:
    """Yield the files of a history, its small pictures, its backups, its journals of batches, and a model bundle."""
    yield from (Path(f"{history}{suffix}") for suffix in _DATABASE_SUFFIXES)
    yield from picture_files(history)
    yield from (path for kind in (BACKUP, DAMAGED) for path in files_beside(history, kind))
    yield from history.parent.glob(JOURNAL_FILES)
    yield from bundle.rglob("*")


def check_output(path: Path, protected: Iterable[str | Path]) -> None:
    """Refuse to write an output over a file that must not be lost.

    These are the protected ones, under whatever name or link, and any image or database.

    Args:
        path: of the output; nothing is refused where no regular file is there yet.
        protected: files to keep; one that is absent is passed over.

    Raises:
        OutputError: `output_is_input`.
    """
    with suppress(OSError, ValueError):  # nothing is there, or writing will say what is wrong
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and (_is_kept_by_content(path) or _is_among(status, protected)):
            raise OutputError("output_is_input", path=path)


def _is_among(status: os.stat_result, files: Iterable[str | Path]) -> bool:
    """Tell whether a file of this status is one of these, under whatever name or link; absent ones are passed over."""
    for file in files:
        with suppress(OSError, ValueError):
            if os.path.samestat(status, os.stat(file)):
                return True
    return False


def _is_kept_by_content(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        return format_of(head) is not None or head.startswith(_DATABASE_SIGNATURE)
    return False
