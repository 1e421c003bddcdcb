"""Every screening in a local SQLite file, as it happens: what was done survives a crash or a power cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from app.core.errors import OutputError, Reason
from app.core.records import COLUMNS, Cell, ScreeningRecord
from app.core.results.history_rows import Stored, StoredCell, cells_of, record_of, row_of, without_name
from app.core.results.history_search import EVERYTHING, Search, folded_cell

Row = Mapping[str, StoredCell]
"""A row as it lies in the file: its id and its columns, by name."""

_COLUMN_NAMES = tuple(column.name for column in COLUMNS)
_NAMES = ", ".join(f'"{name}"' for name in _COLUMN_NAMES)
_CREATE = f"CREATE TABLE IF NOT EXISTS screenings (id INTEGER PRIMARY KEY, {_NAMES})"
_INDEXES = tuple(f"CREATE INDEX IF NOT EXISTS by_{name} ON screenings ({name})" for name in ("verdict", "screened_at"))
_INSERT = f"INSERT INTO screenings ({_NAMES}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_OF = "WHERE screened_at = ? AND sha256 = ? AND file = ?"
_ERASE_NAME = f"UPDATE screenings SET patient_name = '' {_OF} AND patient_name <> ''"  # noqa: S608
_BEFORE = "WHERE screened_at < ? AND CAST(strftime('%s', screened_at) AS INTEGER) < ?"
_BUSY_TIMEOUT_S = 10.0  # another window may be writing
_WIDEST_OFFSET = timedelta(hours=15)
"""No clock on earth is further from UTC."""
_AT_ONCE = 500
_CENTURY_DAYS = 36_525


class History:
    """The history file; serves the thread that opened it. Use it in a `with` block.

    Each record is committed on its own, in write-ahead mode without a sync for each: a crash of the program loses
    nothing, a power cut at most the last moments. What is deleted is overwritten in the file, for it is private.
    Every method raises `OutputError`, `history_failed`, when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, making it and its folder when they are absent, and giving it the columns that it lacks.

        Raises:
            OutputError: `history_failed`.
        """
        self._path = path
        with self._failing(), ExitStack() as on_failure:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
            on_failure.callback(self._connection.close)
            for setting in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
                self._connection.execute(f"PRAGMA {setting}")
            self._connection.create_function("folded", 1, folded_cell, deterministic=True)
            self._set_up()
            on_failure.pop_all()

    def add(self, record: ScreeningRecord) -> int:
        """Store one record and return the id of its row."""
        with self._failing():
            return self._connection.execute(_INSERT, tuple(cells_of(record).values())).lastrowid or 0

    def update(self, record: ScreeningRecord, *, store_name: bool = True) -> bool:
        """Store what was changed of a record; return whether its row, by time, digest and file, is still there.

        Without `store_name` the patient's name in the row stays as it was stored; a record without a name has it
        deleted for good.
        """
        cells = cells_of(record)
        key = cells["screened_at"], cells["sha256"], cells["file"]
        changed = {name: cell for name, cell in cells.items() if store_name or name != "patient_name"}
        changes = ", ".join(f'"{name}" = ?' for name in changed)
        with self._failing():
            erased = 0 if record.patient.name else self._connection.execute(_ERASE_NAME, key).rowcount
            found = self._connection.execute(f"UPDATE screenings SET {changes} {_OF}", (*changed.values(), *key))  # noqa: S608
        if erased:
            self._forget()
        return found.rowcount > 0

    def latest(self, count: int) -> Iterator[dict[str, Cell]]:
        """Yield the newest rows, newest first, keyed by column."""
        statement = f"SELECT {_NAMES} FROM screenings ORDER BY id DESC LIMIT ?"  # noqa: S608
        for row in self._connection.execute(statement, (count,)):
            yield row_of(row)

    def find(self, search: Search, count: int, before: int | None = None) -> list[Stored]:
        """Return what is looked for, newest first: at most `count`, and only rows older than the row `before`."""
        condition, values = search.where()
        if before is not None:
            condition = f"id < {before:d} AND {condition}"
        statement = f"SELECT id, {_NAMES} FROM screenings WHERE {condition} ORDER BY id DESC LIMIT ?"  # noqa: S608
        with self._failing():
            rows = self._connection.execute(statement, (*values, count))
            return [Stored(row[0], record_of(row_of(row[1:]))) for row in rows]

    def count(self, search: Search = EVERYTHING) -> int:
        """Return how many screenings are found."""
        condition, values = search.where()
        with self._failing():
            statement = f"SELECT COUNT(*) FROM screenings WHERE {condition}"  # noqa: S608
            return int(self._connection.execute(statement, values).fetchone()[0])

    def delete(self, row_ids: Iterable[int]) -> list[Row]:
        """Delete rows and return them as they were, for `restore`."""
        deleted: list[Row] = []
        with self._failing(), self._transaction():
            for row_id in row_ids:
                found = self._connection.execute("SELECT * FROM screenings WHERE id = ?", (row_id,))
                names = [description[0] for description in found.description]
                deleted += [dict(zip(names, row, strict=True)) for row in found]
                self._connection.execute("DELETE FROM screenings WHERE id = ?", (row_id,))
        if deleted:
            self._forget()
        return deleted

    def restore(self, rows: Sequence[Row]) -> None:
        """Put deleted rows back where they were; one whose id was given away meanwhile becomes the newest."""
        with self._failing(), self._transaction():
            for row in rows:
                taken = self._connection.execute("SELECT 1 FROM screenings WHERE id = ?", (row["id"],)).fetchone()
                kept = {name: value for name, value in row.items() if not (taken and name == "id")}
                names = ", ".join(f'"{name}"' for name in kept)
                statement = f"INSERT INTO screenings ({names}) VALUES ({', '.join('?' * len(kept))})"  # noqa: S608
                self._connection.execute(statement, list(kept.values()))

    def delete_all(self) -> None:
        """Delete every screening, for good."""
        with self._failing():
            self._connection.execute("DELETE FROM screenings")
        self._forget()

    def delete_before(self, moment: datetime) -> int:
        """Delete the screenings before a moment, for good, and return how many they were.

        Args:
            moment: with its offset from UTC.
        """
        with self._failing():
            count = self._connection.execute(f"DELETE FROM screenings {_BEFORE}", _values(moment)).rowcount  # noqa: S608
        if count:
            self._forget()
        return count

    def keep_for(self, days: int) -> int:
        """Delete the screenings of more than so many days ago, for good, and return how many they were."""
        return self.delete_before(_days_ago(days))

    def count_older(self, days: int) -> int:
        """Return how many screenings `keep_for` would delete now."""
        with self._failing():
            statement = f"SELECT COUNT(*) FROM screenings {_BEFORE}"  # noqa: S608
            return int(self._connection.execute(statement, _values(_days_ago(days))).fetchone()[0])

    def __enter__(self) -> History:
        """Return the open history."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._connection.close()

    def _set_up(self) -> None:
        """Make the table, the columns and the indexes that are absent."""
        self._connection.execute(_CREATE)
        if self._missing():
            with self._transaction():  # another window may be doing the same
                for name in self._missing():
                    self._connection.execute(f'ALTER TABLE screenings ADD COLUMN "{name}"')
        for statement in _INDEXES:
            self._connection.execute(statement)

    def _missing(self) -> list[str]:
        present = {row[1] for row in self._connection.execute("PRAGMA table_info(screenings)")}
        return [name for name in _COLUMN_NAMES if name not in present]

    def _forget(self) -> None:
        """Leave nothing of deleted rows in the file nor in the log beside it; old pages lie there until then."""
        with self._failing():
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Do all of a block's changes, or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            said = getattr(error, "strerror", None) or error
            raise OutputError("history_failed", path=self._path, error=said) from error


def _days_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=min(days, _CENTURY_DAYS))


def _values(moment: datetime) -> tuple[str, float]:
    """Return the values of `_BEFORE`; the first lets the index find the rows quickly."""
    return (moment.astimezone(UTC) + _WIDEST_OFFSET).isoformat(), moment.timestamp()


def stored_records(path: Path, search: Search) -> Iterator[ScreeningRecord]:
    """Yield what is looked for, newest first, a part at a time: memory stays flat, and the file is not held open.

    Raises:
        OutputError: `history_failed`.
    """
    before = None
    while True:
        with History(path) as history:
            found = history.find(search, _AT_ONCE, before)
        for stored in found:
            yield stored.record
        if len(found) < _AT_ONCE:
            return
        before = found[-1].id


class HistoryKeeper:
    """Keeps records for as long as the history can be opened and written; tells once when it cannot.

    A screening is worth more than its history, so it goes on without. Serves the thread that entered it.
    """

    def __init__(self, path: Path, tell: Callable[[Reason], None], *, store_names: bool = False) -> None:
        """Prepare to keep records.

        Args:
            path: of the history file.
            tell: is called with the reason why no further record is kept.
            store_names: whether patients' names are kept too.
        """
        self._path = path
        self._tell = tell
        self._store_names = store_names
        self._history: History | None = None

    def __enter__(self) -> HistoryKeeper:
        """Open the history, or tell why not."""
        try:
            self._history = History(self._path)
        except OutputError as error:
            self._give_up(error)
        return self

    def keep(self, record: ScreeningRecord) -> None:
        """Store a record, or tell why from here on none is stored."""
        if self._history is None:
            return
        try:
            self._history.add(record if self._store_names else without_name(record))
        except OutputError as error:
            self._give_up(error)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the history."""
        self._close()

    def _give_up(self, error: OutputError) -> None:
        self._close()
        self._tell(error.reason)

    def _close(self) -> None:
        if self._history is not None:
            self._history.__exit__(None, None, None)
            self._history = None
