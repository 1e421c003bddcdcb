"""A history from a backup, or from what can still be read of a damaged file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from app.core.atomic_file import atomic_file
from app.core.errors import OutputError, Reason
from app.core.results.history_database.backups import DAMAGED, back_up, copy_database, new_file
from app.core.results.history_database.file import decode_text, transaction
from app.core.results.history_database.schema import (
    DATABASE_ERRORS,
    DamagedHistoryError,
    check_not_newer,
    column_names,
    migrate,
)

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY_CODE = 0xFF
_UNKNOWN_FORMAT = "unsupported file format"
"""What SQLite says of a damaged number in the header, with the code of any error."""
_MOST_FAILURES = 1000
"""Of reading a part: with more, it is the root of the table that is damaged."""
_HIGHEST_ID = 2**32


def is_damage(error: Exception) -> bool:
    """Tell whether an error says that the file is damaged, and not only that it is in use or cannot be written."""
    if isinstance(error, DamagedHistoryError | UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", None) or 0
    return (code & _PRIMARY_CODE) in _DAMAGE or str(error) == _UNKNOWN_FORMAT


def repair(path: Path) -> Reason:
    """Set a damaged history aside under a name that says so, and begin a new one with the rows that can be read.

    Nothing else may have the file open.

    Returns:
        `history_damaged`.

    Raises:
        OSError: the copy or the new file cannot be written.
        sqlite3.Error: so it is.
    """
    aside = new_file(path, DAMAGED)
    for suffix in ("", "-wal"):
        with suppress(FileNotFoundError):
            _copy(Path(f"{path}{suffix}"), Path(f"{aside}{suffix}"))
    with atomic_file(path, private=True) as stream:
        with closing(sqlite3.connect(stream.name, isolation_level=None)) as new, transaction(new):
            migrate(new)
            count = _copy_readable_rows(aside, new)
        for suffix in ("-wal", "-shm"):  # they belong to the old file, and SQLite would take them for the new one's
            Path(f"{path}{suffix}").unlink(missing_ok=True)
            with suppress(OSError):
                Path(f"{aside}{suffix}").unlink()
    return Reason.of("history_damaged", count=count, path=aside)


def restore_backup(history: Path, backup: Path) -> None:
    """Put a backup in the place of a history, whole or not at all; the history of now becomes a backup itself.

    Raises:
        OutputError: `history_failed`; `history_newer` for a backup of a later version.
    """
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as source:
            check_not_newer(source, backup)
            if not column_names(source):
                raise DamagedHistoryError("it holds no screenings")
            with closing(sqlite3.connect(history, isolation_level=None)) as target:
                back_up(target, history, spared=backup)
                copy_database(source, target)
                with transaction(target):
                    migrate(target)
    except DATABASE_ERRORS as error:
        said = getattr(error, "strerror", None) or error
        raise OutputError("history_failed", path=backup, error=said) from error


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, atomic_file(target, private=True) as new:
        shutil.copyfileobj(old, new)


def _copy_readable_rows(damaged: Path, new: sqlite3.Connection) -> int:
    """Copy the rows that can be read, and return how many they are."""
    with suppress(*DATABASE_ERRORS), closing(sqlite3.connect(damaged, isolation_level=None)) as old:
        old.text_factory = decode_text
        known = column_names(new)
        names = ", ".join(f'"{name}"' for name in column_names(old) if name in known)
        marks = ", ".join("?" * len(names.split(", ")))
        statement = f"INSERT OR IGNORE INTO screenings ({names}) VALUES ({marks})"  # noqa: S608
        if names:
            new.executemany(statement, _readable_rows(old, names))
    migrate(new)  # the ids that rows of an older version lack
    return int(new.execute("SELECT COUNT(*) FROM screenings").fetchone()[0])


def _readable_rows(connection: sqlite3.Connection, names: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of every part of the table that can be read; what cannot is halved until single ids are left."""
    statement = f"SELECT {names} FROM screenings WHERE rowid BETWEEN ? AND ? ORDER BY rowid"  # noqa: S608
    parts, failures = [(0, _HIGHEST_ID)], 0
    while parts and failures < _MOST_FAILURES:
        low, high = parts.pop()
        try:
            for row in connection.execute(statement, (low, high)):
                yield row
                low = max(low, row[0] + 1) if isinstance(row[0], int) else low
        except DATABASE_ERRORS:
            failures += 1
            if low < high:
                middle = (low + high) // 2
                parts += [(middle + 1, high), (low, middle)]
