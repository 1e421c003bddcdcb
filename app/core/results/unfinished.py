"""Which batches came to no end: each has a file that is there while it runs, and outlives a crash or a power cut."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.core.atomic_file import make_private_folder, write_text
from app.core.errors import OutputError
from app.core.records import COLUMNS, Cell
from app.core.results.history_rows import row_of

JOURNAL_FILES = "batch-*.json"

_DAY_S = 86_400

_NAMES = ", ".join(f'"{column.name}"' for column in COLUMNS)
# The newest row of each file that is of the batch: nothing was decided in it by another model, or at another operating
# point, as a file may have been meanwhile that was opened on its own. The time is compared as a moment, as two rows
# may have different offsets from UTC.
_DONE = f"""
SELECT {_NAMES} FROM screenings WHERE id IN (
    SELECT MAX(id) FROM screenings
    WHERE CAST(strftime('%s', screened_at) AS INTEGER) >= ? AND model = ? AND operating_point IN ('', ?) GROUP BY file
) ORDER BY id"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A batch that was begun and did not come to its end.

    Attributes:
        paths: the files and folders, as they were given.
        started_at: when it was begun, as in `ScreeningRecord.screened_at`.
        total: how many files it has; None when it was broken off before they were counted.
        operating_point: name of the one that it is decided at; empty where that was not noted.
        done: how many of its files the history holds.
    """

    paths: tuple[str, ...]
    started_at: str
    total: int | None
    operating_point: str = ""
    done: int = 0


class Journal:
    """Notes in a folder that a batch is at work; every batch has a file of its own there."""

    def __init__(self, folder: Path, paths: Sequence[str], started_at: str) -> None:
        """Prepare to note a batch, which its paths and the moment of its beginning tell from every other."""
        self._noted = {"paths": list(paths), "started_at": started_at}
        name = sha256(json.dumps(self._noted).encode()).hexdigest()[:16]
        self._path = folder / JOURNAL_FILES.replace("*", name)

    def begin(self, total: int | None, operating_point: str) -> None:
        """Note the batch, whole or not at all.

        Args:
            total: how many files it has; None while they are not counted.
            operating_point: name of the one that it is decided at.

        Raises:
            OutputError: `output_failed`.
        """
        noted = {**self._noted, "total": total, "operating_point": operating_point}
        try:
            make_private_folder(self._path.parent)
            write_text(self._path, json.dumps(noted), private=True)
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


def noted(folder: Path) -> list[Unfinished]:
    """Return the batches that the journals of a folder note, the newest first; how much of them is done is not read."""
    batches = [batch for path in folder.glob(JOURNAL_FILES) if (batch := _read(path))]
    return sorted(batches, key=lambda batch: _moment(batch.started_at), reverse=True)


def unfinished(folder: Path, batches: Sequence[Unfinished], history: Path, model: str) -> list[Unfinished]:
    """Return those of a folder's batches that the history has not whole, with how much it has; forget the others.

    Only what the model of this id decided at the batch's operating point is done.
    """
    left = []
    for batch in batches:
        done = sum(1 for _ in done_rows(history, batch, model))
        if batch.total is None or done < batch.total:
            left.append(replace(batch, done=done))
        else:
            with suppress(OutputError):
                Journal(folder, batch.paths, batch.started_at).end()
    return left


def forget_older(folder: Path, days: int) -> None:
    """Forget the batches that were begun more than so many days ago: what they had done is kept no longer either.

    Raises:
        OutputError: `output_failed`.
    """
    for batch in noted(folder):
        if _moment(batch.started_at) < time.time() - days * _DAY_S:
            Journal(folder, batch.paths, batch.started_at).end()


def done_rows(history: Path, batch: Unfinished, model: str) -> Iterator[dict[str, Cell]]:
    """Yield a history's rows of a batch, the newest of each file, oldest first.

    They are those of the files at or below its paths, since its beginning, by the model of this id, and decided at its
    operating point or not assessed: a batch is never of two models or operating points.
    A history that is absent or cannot be read has none: the files are screened again.
    """
    if not history.is_file():
        return
    values = int(_moment(batch.started_at)), model, batch.operating_point
    files = set(batch.paths)
    folders = tuple(os.path.join(path, "") for path in batch.paths)
    try:
        with closing(sqlite3.connect(history)) as connection:
            for row in map(row_of, connection.execute(_DONE, values)):
                file = str(row["file"])
                if file in files or file.startswith(folders):
                    yield row
    except sqlite3.Error:
        return


def _read(path: Path) -> Unfinished | None:
    """Return the batch of a journal; None for one that cannot be understood."""
    try:
        batch: Any = json.loads(path.read_text(encoding="utf-8"))
        paths, started_at, total = batch["paths"], batch["started_at"], batch["total"]
        _moment(started_at)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (isinstance(paths, list) and paths and all(isinstance(path, str) for path in paths)):
        return None
    point = batch.get("operating_point", "")  # earlier versions did not note it
    if not (isinstance(total, int | None) and isinstance(point, str)):
        return None
    return Unfinished(tuple(paths), started_at, total, point)


def _moment(started_at: str) -> float:
    return datetime.fromisoformat(started_at).timestamp()
