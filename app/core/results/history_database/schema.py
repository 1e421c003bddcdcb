"""Schema of the history: its version in the file's header, and the migration of older files."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from app.core.errors import OutputError
from app.core.results.history_rows import RECORD_ID, STORED_NAMES

SCHEMA = 5
"""Files of before had 0; or 1, which said that traces of deleted texts were left; or 2, without reviews; or 3, without
adjustments of pictures and an index of the pictures; or 4, without the study and the device, and with name and sex as
the user said them alone."""

BATCH = "batch"
"""Column of the id of the batch that a row belongs to; empty or NULL for none."""

NAMES = ", ".join(f'"{name}"' for name in STORED_NAMES)
_COLUMNS = (*STORED_NAMES, BATCH)
_CREATE = f"CREATE TABLE IF NOT EXISTS screenings (id INTEGER PRIMARY KEY, {NAMES}, {BATCH})"
_TRACES_COLUMN = "is_rewritten"
_HAS_ROW_IDS = "SELECT 1 FROM pragma_table_info('screenings') WHERE name = 'id' AND type = 'INTEGER' AND pk = 1"
_CREATE_TRACES = f"CREATE TABLE IF NOT EXISTS traces ({_TRACES_COLUMN} INTEGER)"
_SEEN = "seen_at"
_INDEXED = ("verdict", "screened_at", RECORD_ID, BATCH, _SEEN, "sha256")
_LACKS_ID = "SELECT 1 FROM screenings WHERE record_id IS NULL LIMIT 1"
# Older versions stored what the patient's id and age are, whoever said so: it counts as the user's, who can change it.
_COMPLETE = (
    "UPDATE screenings SET record_id = lower(hex(randomblob(16))), user_patient_id = patient_id, user_age = age, "
    "screened_at = COALESCE(screened_at, '') "
    "WHERE record_id IS NULL"
)
# Older versions did not note who had opened what. That all of it is new would bury what is.
_CALL_SEEN = f"UPDATE screenings SET {_SEEN} = screened_at WHERE {_SEEN} IS NULL"  # noqa: S608
_TAKE_FOR_USERS = "UPDATE screenings SET user_patient_name = patient_name, user_sex = sex WHERE user_sex IS NULL"

DATABASE_ERRORS = (OSError, sqlite3.Error, UnicodeDecodeError)
"""What use of a history can raise; Python fails to decode what SQLite says of some damaged schemas."""


class DamagedHistoryError(sqlite3.DatabaseError):
    """The file is a database, but no whole history."""


def check_not_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file of a later version, which this one could not keep whole.

    Raises:
        OutputError: `history_newer`.
        sqlite3.Error: the file cannot be read.
    """
    if _version(connection) > SCHEMA:
        raise OutputError("history_newer", path=path)


def is_older(connection: sqlite3.Connection) -> bool:
    """Tell whether a file has to be migrated, as a new one has.

    Raises:
        sqlite3.Error: the file cannot be read; `DamagedHistoryError`, when it lacks what its version has.
    """
    if _version(connection) < SCHEMA:
        return True
    if _missing(connection) or _TRACES_COLUMN not in _columns_of(connection, "traces"):
        raise DamagedHistoryError("a part of the tables is missing")
    if not connection.execute(_HAS_ROW_IDS).fetchone():
        raise DamagedHistoryError("its rows have no ids")
    return False


def migrate(connection: sqlite3.Connection) -> None:
    """Make the tables, the columns and the indexes that are absent; to be called in a transaction.

    Raises:
        sqlite3.Error: the file cannot be read or written.
    """
    connection.execute(_CREATE)
    connection.execute(_CREATE_TRACES)
    for name in _missing(connection):
        connection.execute(f'ALTER TABLE screenings ADD COLUMN "{name}"')
    for name in _INDEXED:
        connection.execute(f"CREATE INDEX IF NOT EXISTS by_{name} ON screenings ({name})")
    complete_rows(connection)
    connection.execute(_CALL_SEEN)
    connection.execute(_TAKE_FOR_USERS)
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Remove the indexes, which `migrate` makes again; to be called in a transaction.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    for name in _INDEXED:
        connection.execute(f"DROP INDEX IF EXISTS by_{name}")


def complete_rows(connection: sqlite3.Connection) -> None:
    """Complete the rows of an older version of the program, which may write into a newer file again.

    Raises:
        sqlite3.Error: the file cannot be read or written.
    """
    if connection.execute(_LACKS_ID).fetchone():
        connection.execute(_COMPLETE)


def column_names(connection: sqlite3.Connection) -> list[str]:
    """Return the columns that the table of a history of any version has; none without a table.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    return _columns_of(connection, "screenings")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _missing(connection: sqlite3.Connection) -> list[str]:
    present = column_names(connection)
    return [name for name in _COLUMNS if name not in present]
