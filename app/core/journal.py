"""Which batch is being screened: a file that is there while it runs, and outlives a crash or a power cut."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.core.errors import OutputError
from app.core.records import COLUMNS, Cell
from app.core.stored import as_stored
from app.core.whole_file import write_whole

JOURNAL_FILE = "batch.json"

_NAMES = ", ".join(f'"{column.name}"' for column in COLUMNS)
# The newest row of each file; the time is compared as a moment, as two rows may have different offsets from UTC.
_DONE = f"""
SELECT {_NAMES} FROM screenings WHERE id IN (
    SELECT MAX(id) FROM screenings WHERE CAST(strftime('%s', screened_at) AS INTEGER) >= ? GROUP BY file
) ORDER BY id"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A batch that was begun and did not come to its end.

    Attributes:
        paths: the files and folders, as they were given.
        started_at: when it was begun, as in `ScreeningRecord.screened_at`.
        total: how many files it has.
        done: how many of them the history holds.
    """

    paths: tuple[str, ...]
    started_at: str
    total: int
    done: int = 0


class Journal:
    """Notes in a folder that a batch is at work."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL_FILE

    def begin(self, paths: Sequence[str], started_at: str, total: int) -> None:
        """Note a batch, whole or not at all, in place of an older one.

        Raises:
            OutputError: `output_failed`.
        """
        noted = {"paths": list(paths), "started_at": started_at, "total": total}
        try:
            write_whole(self._path, json.dumps(noted))
        except OSError as error:
            raise OutputError("output_failed", path=self._path, error=error.strerror or error) from error

    def end(self) -> None:
        """Forget the batch.

        Raises:
            OutputError: `output_failed`; the batch will be offered again.
        """
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError("output_failed", path=self._path, error=error.strerror or error) from error


def unfinished(folder: Path, history: Path) -> Unfinished | None:
    """Return the batch that a folder's journal notes, or None.

    There is none when the journal cannot be understood, or when every file is done and only the journal was left.
    """
    try:
        noted: Any = json.loads((folder / JOURNAL_FILE).read_text(encoding="utf-8"))
        paths, started_at, total = noted["paths"], noted["started_at"], noted["total"]
        datetime.fromisoformat(started_at)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (isinstance(paths, list) and paths and all(isinstance(path, str) for path in paths)):
        return None
    if not isinstance(total, int):
        return None
    done = sum(1 for _ in done_rows(history, paths, started_at))
    return Unfinished(tuple(paths), started_at, total, done) if done < total else None


def done_rows(history: Path, paths: Sequence[str], started_at: str) -> Iterator[dict[str, Cell]]:
    """Yield a history's rows of the files at or below some paths since a time, the newest of each file, oldest first.

    A history that is absent or cannot be read has none: the files are screened again.
    """
    if not history.is_file():
        return
    since = int(datetime.fromisoformat(started_at).timestamp())
    files = {as_stored(path) for path in paths}
    folders = tuple(as_stored(os.path.join(path, "")) for path in paths)
    try:
        with closing(sqlite3.connect(history)) as connection:
            for row in connection.execute(_DONE, (since,)):
                file = str(row[0])
                if file in files or file.startswith(folders):
                    yield dict(zip((column.name for column in COLUMNS), row, strict=True))
    except sqlite3.Error:
        return
