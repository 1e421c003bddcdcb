"""Every screening in a local SQLite file, as it happens: what was done survives a crash or a power cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from app.core.errors import OutputError
from app.core.records import ScreeningRecord
from app.core.results.history_file import NAMES, open_history_file, transaction
from app.core.results.history_images import pasted_names, remove_images, stray_candidates
from app.core.results.history_rows import (
    RECORD_ID,
    STORED_NAMES,
    StoredCell,
    StoredRecord,
    cells_of,
    decode_cell,
    record_of,
    row_of,
)
from app.core.results.history_search import EVERYTHING, Search
from app.core.results.history_traces import PRIVATE, erase_traces, mark_traces, private_texts

Row = Mapping[str, StoredCell]
"""A row as it lies in the file: its id and its columns, by name."""

BUSY_TIMEOUT_S = 10.0
"""How long to wait for another program that is writing."""

_BY_RECORD = f"SELECT id FROM screenings WHERE {RECORD_ID} = ?"  # noqa: S608
_VALUES = ", ".join("?" * len(STORED_NAMES))
_INSERT = f"INSERT INTO screenings ({NAMES}) SELECT {_VALUES} WHERE NOT EXISTS ({_BY_RECORD})"
_BEFORE = "screened_at < ? AND CAST(strftime('%s', screened_at) AS INTEGER) < ?"
# The newest row of each file since a moment that one model decided at one operating point: a file may have been opened
# on its own meanwhile. The time is compared as a moment, as two rows may have different offsets from UTC.
_NEWEST = f"""
SELECT {NAMES} FROM screenings WHERE id IN (
    SELECT MAX(id) FROM screenings
    WHERE CAST(strftime('%s', screened_at) AS INTEGER) >= ? AND model = ? AND operating_point IN ('', ?) GROUP BY file
) ORDER BY id"""  # noqa: S608
_WIDEST_OFFSET = timedelta(hours=15)
"""No clock on earth is further from UTC."""
_AT_ONCE = 500
_CENTURY_DAYS = 36_525


class History:
    """The history file; serves the thread that opened it. Use it in a `with` block.

    Each record is committed on its own. What is deleted is overwritten in the file, for it is private.
    Every method raises `OutputError`, `history_failed`, when the file cannot be read or written.
    """

    def __init__(self, path: Path, busy_timeout_s: float | None = None) -> None:
        """Open the file, making it and its folder when they are absent, and bringing its table up to date.

        Args:
            path: of the file.
            busy_timeout_s: how long to wait for another program that is writing; `BUSY_TIMEOUT_S` without it.

        Raises:
            OutputError: `history_failed`.
        """
        self._path = path
        with self._failing():
            wait_s = BUSY_TIMEOUT_S if busy_timeout_s is None else busy_timeout_s
            self._connection = open_history_file(path, wait_s)

    def add(self, record: ScreeningRecord) -> int:
        """Store one record, unless one of its id is stored: by a batch that was killed, say. Return its row's id."""
        with self._failing():
            added = self._connection.execute(_INSERT, (*_values(record), record.id))
            if added.rowcount:
                return added.lastrowid or 0
            return int(self._connection.execute(_BY_RECORD, (record.id,)).fetchone()[0])

    def holds(self, record_id: str) -> bool:
        """Tell whether a record of this id is stored."""
        with self._failing():
            return self._connection.execute(_BY_RECORD, (record_id,)).fetchone() is not None

    def update(self, record: ScreeningRecord, *, store_name: bool = True) -> bool:
        """Store what was changed of a record; return whether its row, by the record's id, is still there.

        Without `store_name` the patient's name in the row stays as it was stored; a record without a name has it
        deleted for good.
        """
        cells = cells_of(record)
        if not record.patient.name:
            named = f"{RECORD_ID} = ? AND patient_name <> ''"
            with self._deleting(named, (record.id,), ("patient_name",)):
                self._connection.execute(f"UPDATE screenings SET patient_name = '' WHERE {named}", (record.id,))  # noqa: S608
        changed = {name: cell for name, cell in cells.items() if store_name or name != "patient_name"}
        changes = ", ".join(f'"{name}" = ?' for name in changed)
        statement = f"UPDATE screenings SET {changes} WHERE {RECORD_ID} = ?"  # noqa: S608
        with self._failing():
            return self._connection.execute(statement, (*changed.values(), record.id)).rowcount > 0

    def find(self, search: Search, count: int, before: int | None = None) -> list[StoredRecord]:
        """Return what is looked for, newest first: at most `count`, and only rows older than the row `before`."""
        condition, values = search.where()
        if before is not None:
            condition = f"id < {before:d} AND {condition}"
        statement = f"SELECT id, {NAMES} FROM screenings WHERE {condition} ORDER BY id DESC LIMIT ?"  # noqa: S608
        with self._failing():
            rows = self._connection.execute(statement, (*values, count))
            return [StoredRecord(row[0], record_of(row_of(row[1:]))) for row in rows]

    def count(self, search: Search = EVERYTHING) -> int:
        """Return how many screenings are found."""
        return self._count(*search.where())

    def newest_of_each_file(self, since: datetime, model: str, operating_point: str) -> list[ScreeningRecord]:
        """Return the newest record of each file since a moment, oldest first.

        Args:
            since: with its offset from UTC.
            model: id of the model that decided.
            operating_point: name of the one that it was decided at; what was not assessed is found at any.
        """
        with self._failing():
            rows = self._connection.execute(_NEWEST, (int(since.timestamp()), model, operating_point))
            return [record_of(row_of(row)) for row in rows]

    def delete(self, row_ids: Iterable[int]) -> list[Row]:
        """Delete rows and return them as they were, for `restore`, or for `remove_images_of`."""
        condition = f"id IN ({', '.join(f'{row_id:d}' for row_id in row_ids)})"
        with self._deleting(condition):
            found = self._connection.execute(f"SELECT * FROM screenings WHERE {condition}")  # noqa: S608
            names = [description[0] for description in found.description]
            deleted: list[Row] = [dict(zip(names, row, strict=True)) for row in found]
            self._connection.execute(f"DELETE FROM screenings WHERE {condition}")  # noqa: S608
        return deleted

    def restore(self, rows: Sequence[Row]) -> None:
        """Put deleted rows back where they were; one whose id was given away meanwhile becomes the newest."""
        with self._failing(), transaction(self._connection):
            for row in rows:
                taken = self._connection.execute("SELECT 1 FROM screenings WHERE id = ?", (row["id"],)).fetchone()
                kept = {name: value for name, value in row.items() if not (taken and name == "id")}
                names = ", ".join(f'"{name}"' for name in kept)
                statement = f"INSERT INTO screenings ({names}) VALUES ({', '.join('?' * len(kept))})"  # noqa: S608
                self._connection.execute(statement, list(kept.values()))

    def remove_images_of(self, rows: Iterable[Row]) -> None:
        """Remove the pasted images of deleted rows, which cannot be restored any more."""
        self._remove_images(pasted_names(_file_of(row["file"]) for row in rows))

    def remove_stray_images(self) -> None:
        """Remove the pasted images that no row refers to, as far as none of them can be at work."""
        self._remove_images(stray_candidates(self._path))

    def delete_all(self) -> None:
        """Delete every screening and every pasted image of them, for good."""
        self._delete_for_good("1")

    def delete_before(self, moment: datetime) -> int:
        """Delete the screenings before a moment and their pasted images, for good; return how many they were.

        Args:
            moment: with its offset from UTC.
        """
        return self._delete_for_good(_BEFORE, _limits(moment))

    def keep_for(self, days: int) -> int:
        """Delete the screenings of more than so many days ago, for good, and return how many they were."""
        return self.delete_before(_days_ago(days))

    def count_older(self, days: int) -> int:
        """Return how many screenings `keep_for` would delete now."""
        return self._count(_BEFORE, _limits(_days_ago(days)))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> History:
        """Return the open history."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def _count(self, condition: str, values: Sequence[object]) -> int:
        with self._failing():
            found = self._connection.execute(f"SELECT COUNT(*) FROM screenings WHERE {condition}", values)  # noqa: S608
            return int(found.fetchone()[0])

    def _delete_for_good(self, condition: str, values: Sequence[object] = ()) -> int:
        with self._deleting(condition, values):
            images = self._pasted_names(condition, values)
            count = self._connection.execute(f"DELETE FROM screenings WHERE {condition}", values).rowcount  # noqa: S608
        with suppress(OutputError):  # the rows are deleted; an image that stays is a stray
            self._remove_images(images)
        return count

    def _pasted_names(self, condition: str = "1", values: Sequence[object] = ()) -> set[str]:
        statement = f"SELECT file FROM screenings WHERE {condition} AND CAST(file AS TEXT) LIKE '%pasted-%'"  # noqa: S608
        return pasted_names(_file_of(file) for (file,) in self._connection.execute(statement, values))

    def _remove_images(self, names: Collection[str]) -> None:
        if names:
            with self._failing():
                remove_images(self._path, names, self._pasted_names())

    @contextmanager
    def _deleting(
        self, condition: str, values: Sequence[object] = (), columns: Collection[str] = PRIVATE
    ) -> Iterator[None]:
        """Do a block that deletes rows, or columns of them, whole or not at all; leave no trace of their texts."""
        with self._failing():
            changes = self._connection.total_changes
            with transaction(self._connection):
                texts = private_texts(self._connection, condition, values, columns)
                yield
                is_changed = self._connection.total_changes != changes
                if is_changed:
                    mark_traces(self._connection)
            if is_changed:
                erase_traces(self._connection, texts)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            said = getattr(error, "strerror", None) or error
            raise OutputError("history_failed", path=self._path, error=said) from error


def read_records(path: Path, search: Search) -> Iterator[ScreeningRecord]:
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
        before = found[-1].row_id


def _values(record: ScreeningRecord) -> tuple[StoredCell, ...]:
    cells = cells_of(record)
    return tuple(cells[name] for name in STORED_NAMES)


def _file_of(cell: StoredCell) -> str:
    return str(decode_cell(cell))


def _days_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=min(days, _CENTURY_DAYS))


def _limits(moment: datetime) -> tuple[str, float]:
    """Return the values of `_BEFORE`; the first lets the index find the rows quickly."""
    return (moment.astimezone(UTC) + _WIDEST_OFFSET).isoformat(), moment.timestamp()
