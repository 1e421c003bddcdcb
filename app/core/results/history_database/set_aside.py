"""All screenings of a history, set aside in a table of their own until their deletion cannot be undone any more."""

from __future__ import annotations

import sqlite3

from app.core.results.history_database.schema import column_names, drop_indexes, migrate
from app.core.results.history_rows import StoredCell

_TABLE = "set_aside"
_EXISTS = f"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{_TABLE}'"  # noqa: S608


def is_set_aside(connection: sqlite3.Connection) -> bool:
    """Tell whether there are screenings that were set aside.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    return connection.execute(_EXISTS).fetchone() is not None


def set_aside(connection: sqlite3.Connection) -> None:
    """Set all screenings aside, and begin with none; to be called in a transaction while none are set aside.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    connection.execute(f"ALTER TABLE screenings RENAME TO {_TABLE}")
    _begin_anew(connection)


def bring_back(connection: sqlite3.Connection) -> None:
    """Bring the screenings back that were set aside, before those of since then; to be called in a transaction.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    names = ", ".join(f'"{name}"' for name in column_names(connection) if name != "id")
    connection.execute(f"INSERT INTO {_TABLE} ({names}) SELECT {names} FROM screenings ORDER BY id")  # noqa: S608
    connection.execute("DROP TABLE screenings")
    connection.execute(f"ALTER TABLE {_TABLE} RENAME TO screenings")
    _begin_anew(connection)


def files_set_aside(connection: sqlite3.Connection) -> list[StoredCell]:
    """Return the cells of the files of the screenings that were set aside.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    return [file for (file,) in connection.execute(f"SELECT file FROM {_TABLE}")]  # noqa: S608


def drop_set_aside(connection: sqlite3.Connection) -> None:
    """Delete what was set aside; to be called in a transaction.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    connection.execute(f"DROP TABLE {_TABLE}")


def _begin_anew(connection: sqlite3.Connection) -> None:
    """Make the table where it is absent, and its indexes, which have the names of those of the other table."""
    drop_indexes(connection)
    migrate(connection)
