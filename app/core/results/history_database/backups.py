"""Backups of the history: copies beside it from before a migration or a restore, its owner's alone, the newest few.

What is deleted from the history is deleted from its backups too.
"""

from __future__ import annotations

import logging
import re
import sqlite3
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.core.atomic_file import atomic_file
from app.core.results.history_database.schema import column_names

KEPT = 3
"""Number of backups that are kept."""

BACKUP, DAMAGED = "backup", "damaged"
"""Kinds of files that are kept beside the history."""

_WAIT_S = 10
_TIME_FORMAT = "%Y%m%dT%H%M%SZ"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that can be restored.

    Attributes:
        path: of the file.
        made_at: in UTC.
        count: how many screenings it holds.
    """

    path: Path
    made_at: datetime
    count: int


def new_file(history: Path, kind: str) -> Path:
    """Return the name of the next file of a kind beside a history: its number orders it, whatever the clock says."""
    number = max((_number(path) for path in files_beside(history, kind)), default=0) + 1
    return history.with_name(f"{history.stem}-{kind}-{number:04}-{datetime.now(UTC):{_TIME_FORMAT}}{history.suffix}")


def files_beside(history: Path, kind: str) -> list[Path]:
    """Return the files of a kind beside a history, the newest first."""
    name = re.compile(rf"{re.escape(history.stem)}-{kind}-\d{{4,}}-\d{{8}}T\d{{6}}Z{re.escape(history.suffix)}")
    with suppress(OSError):
        found = [path for path in history.parent.iterdir() if name.fullmatch(path.name)]
        return sorted(found, key=_number, reverse=True)
    return []


def back_up(connection: sqlite3.Connection, history: Path, spared: Path | None = None) -> None:
    """Copy an open history into a new backup, whole or not at all, and remove the oldest ones.

    Args:
        connection: to the history, and not in a transaction.
        history: its file.
        spared: a backup that is not removed, however old.

    Raises:
        OSError: the backup cannot be written.
        sqlite3.Error: so it is, or the history cannot be read.
    """
    _write_copy(connection, new_file(history, BACKUP))
    for old in files_beside(history, BACKUP)[KEPT:]:
        if old != spared:
            with suppress(OSError):
                old.unlink()


def copy_file(source: Path, target: Path) -> None:
    """Copy a database that others may use into a new file, whole or not at all.

    Raises:
        OSError: the copy cannot be written.
        sqlite3.Error: so it is, or the database cannot be read.
    """
    with _opened(source) as connection:
        _write_copy(connection, target)


def copy_database(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a whole database into another, whose content is lost.

    Raises:
        sqlite3.Error: one cannot be read or written, or is held by another program for too long.
    """
    deadline = time.monotonic() + _WAIT_S

    def check_time(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise sqlite3.OperationalError("database is locked")  # Python itself would wait for ever

    source.backup(target, progress=check_time)


def read_backups(history: Path) -> list[Backup]:
    """Return the backups of a history that can be read, the newest first."""
    found = []
    for path in files_beside(history, BACKUP):
        with suppress(sqlite3.Error), _opened(path) as connection:
            count = connection.execute("SELECT COUNT(*) FROM screenings").fetchone()[0]
            found.append(Backup(path, _made_at(path), count))
    return found


def erase_in_backups(history: Path, rows: Sequence[tuple[object, object]], columns: Collection[str] = ()) -> None:
    """Delete rows in every backup; a backup in which that fails is removed.

    Args:
        history: the file.
        rows: id and time of each; ids alone may have been given away since.
        columns: whose texts to delete, instead of the rows.
    """
    for path in files_beside(history, BACKUP):
        try:
            with _opened(path) as connection:
                _erase(connection, rows, columns)
        except sqlite3.Error as error:
            _log.warning("A backup of the history is removed, as nothing can be deleted in it: %s", error)
            with suppress(OSError):
                path.unlink()


def remove_kept_files(history: Path) -> None:
    """Remove every backup, and every damaged history that was set aside.

    Raises:
        OSError: one cannot be removed.
    """
    for kind in (BACKUP, DAMAGED):
        for path in files_beside(history, kind):
            path.unlink(missing_ok=True)


def _write_copy(connection: sqlite3.Connection, target: Path) -> None:
    with atomic_file(target, private=True) as stream, _opened(Path(stream.name)) as copy:
        copy_database(connection, copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _erase(connection: sqlite3.Connection, rows: Sequence[tuple[object, object]], columns: Collection[str]) -> None:
    present = [name for name in columns if name in column_names(connection)]
    if columns and not present:
        return
    empty = ", ".join(f"{name} = ''" for name in present)
    change = f"UPDATE screenings SET {empty}" if present else "DELETE FROM screenings"  # noqa: S608
    connection.execute("BEGIN")
    connection.executemany(f"{change} WHERE id = ? AND screened_at IS ?", rows)
    connection.execute("COMMIT")
    if connection.total_changes:
        connection.execute("VACUUM")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA temp_store=MEMORY")
        yield connection


def _number(path: Path) -> int:
    return int(path.stem.split("-")[-2])


def _made_at(path: Path) -> datetime:
    return datetime.strptime(path.stem.rpartition("-")[2], _TIME_FORMAT).replace(tzinfo=UTC)
