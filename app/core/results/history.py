"""Every screening in a local SQLite file, as it happens: what was done survives a crash or a power cut."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.core.errors import OutputError
from app.core.records import ScreeningRecord
from app.core.results.history_database.backups import remove_kept_files
from app.core.results.history_database.file import transaction
from app.core.results.history_database.schema import BATCH, NAMES
from app.core.results.history_database.set_aside import (
    bring_back,
    drop_set_aside,
    files_set_aside,
    is_set_aside,
    set_aside,
)
from app.core.results.history_database.traces import erase_traces, mark_traces
from app.core.results.history_images import RECEIVED, own_names, remove_images, stray_candidates
from app.core.results.history_order import NEWEST_FIRST, Order
from app.core.results.history_pictures import HistoryPictures
from app.core.results.history_reads import BY_RECORD
from app.core.results.history_rows import (
    NAME_COLUMNS,
    RECORD_ID,
    STORED_NAMES,
    StoredCell,
    cells_of,
    decode_cell,
    encode_text,
)
from app.core.results.history_search import Search

Row = Mapping[str, StoredCell]
"""A row as it lies in the file: its id and its columns, by name."""

_KEPT_SEEN = "COALESCE(NULLIF(seen_at, ''), ?)"
_MARK_SEEN = f"UPDATE screenings SET seen_at = {_KEPT_SEEN} WHERE {RECORD_ID} = ?"  # noqa: S608
_MARK_UNSEEN = f"UPDATE screenings SET seen_at = '' WHERE {RECORD_ID} = ?"  # noqa: S608
_CLAIM = f"UPDATE screenings SET file = ?, {BATCH} = ? WHERE {RECORD_ID} = ?"  # noqa: S608
_VALUES = ", ".join("?" * (len(STORED_NAMES) + 1))
_INSERT = f"INSERT INTO screenings ({NAMES}, {BATCH}) SELECT {_VALUES} WHERE NOT EXISTS ({BY_RECORD})"
_MOMENT = "CAST(strftime('%s', screened_at) AS INTEGER)"
_BEFORE = f"screened_at < ? AND {_MOMENT} < ?"
_LAST = f"SELECT {_MOMENT} FROM screenings WHERE {_BEFORE} ORDER BY screened_at DESC LIMIT 1"  # noqa: S608
_SINCE = f"screened_at > ? AND {_MOMENT} >= ?"
_FIRST = f"SELECT {_MOMENT} FROM screenings WHERE {_SINCE} ORDER BY screened_at LIMIT 1"  # noqa: S608
_MAY_BE_OWN = f"(CAST(file AS TEXT) LIKE '%pasted-%' OR CAST(file AS TEXT) LIKE '%{RECEIVED}%')"
_WIDEST_OFFSET = timedelta(hours=15)
"""No clock on earth is further from UTC."""
_AT_ONCE = 500


class History(HistoryPictures):
    """The history's screenings. Each record is committed on its own; what is deleted is overwritten, for it is private.

    Every method raises `OutputError`: `history_failed`, when the file cannot be read or written, or `history_damaged`,
    when it is damaged. It is closed then, and another one with what could be read is in its place.
    """

    def add(self, record: ScreeningRecord, batch: str = "") -> int:
        """Store one record, unless one of its id is stored: by a batch that was killed, say. Return its row's id.

        Args:
            record: to store.
            batch: id of the batch that it belongs to; empty for none.
        """
        with self._failing():
            added = self._connection.execute(_INSERT, (*_values(record), batch, record.id))
            if added.rowcount:
                return added.lastrowid or 0
            return int(self._connection.execute(BY_RECORD, (record.id,)).fetchone()[0])

    def update(self, record: ScreeningRecord, *, store_name: bool = True) -> bool:
        """Store what was changed of a record; return whether its row, by the record's id, is still there.

        Without `store_name` the patient's name in the row stays as it was stored; where the user gives none any more,
        it is deleted for good, that of the file too. The time when it was first opened stays: the record may have been
        read before it was.
        """
        cells = cells_of(record)
        if not record.patient.name:
            self._delete_name(record.id, "user_patient_name" if store_name else "patient_name")
        changed = {name: cell for name, cell in cells.items() if store_name or name not in NAME_COLUMNS}
        changes = ", ".join(f'"{name}" = {_KEPT_SEEN if name == "seen_at" else "?"}' for name in changed)
        statement = f"UPDATE screenings SET {changes} WHERE {RECORD_ID} = ?"  # noqa: S608
        with self._failing():
            return self._connection.execute(statement, (*changed.values(), record.id)).rowcount > 0

    def claim(self, record_id: str, file: str, batch: str) -> None:
        """Make a stored record one of another batch, under the name that its file has there."""
        with self._failing():
            self._connection.execute(_CLAIM, (encode_text(file), batch, record_id))

    def mark_seen(self, record_ids: Iterable[str], at: str) -> None:
        """Note when records were first opened; one that was opened before keeps its time.

        Args:
            record_ids: of the records.
            at: as `ScreeningRecord.seen_at`.
        """
        with self._failing(), transaction(self._connection):
            self._connection.executemany(_MARK_SEEN, ((at, record_id) for record_id in record_ids))

    def mark_unseen(self, record_ids: Iterable[str]) -> None:
        """Note that records are to be looked at again, as if nobody had opened them."""
        with self._failing(), transaction(self._connection):
            self._connection.executemany(_MARK_UNSEEN, ((record_id,) for record_id in record_ids))

    def row_ids(self, record_ids: Iterable[str]) -> list[int]:
        """Return the row ids of those records that are stored."""
        with self._failing():
            found = (self._connection.execute(BY_RECORD, (record_id,)).fetchone() for record_id in record_ids)
            return [int(row[0]) for row in found if row]

    def delete(self, row_ids: Iterable[int]) -> list[Row]:
        """Delete rows and return them as they were, for `restore`, or for `remove_images_of`: their pictures stay."""
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
        """Remove pasted and received X-rays and small pictures of deleted rows, which cannot be restored any more."""
        rows = list(rows)
        self._delete_pictures_of(str(row[RECORD_ID]) for row in rows)
        self._remove_images(own_names(_file_of(row["file"]) for row in rows))

    def remove_stray_images(self) -> None:
        """Remove the pasted images that no row refers to, as far as none of them can be at work, and small pictures."""
        self._delete_pictures_of(self._stray_pictures())
        self._remove_images(stray_candidates(self._path))

    def set_all_aside(self) -> None:
        """Delete every screening so that `bring_back` can restore them until `erase_set_aside` erases them."""
        self.erase_set_aside()
        with self._failing(), transaction(self._connection):
            set_aside(self._connection)

    def bring_back(self) -> None:
        """Restore the screenings that were set aside, before those of since then."""
        with self._failing(), transaction(self._connection):
            if is_set_aside(self._connection):
                bring_back(self._connection)

    def erase_set_aside(self) -> None:
        """Delete for good what was set aside, with its pictures, every backup and every damaged history."""
        with self._failing():
            if not is_set_aside(self._connection):
                return
            remove_kept_files(self._path)
            images = own_names(_file_of(cell) for cell in files_set_aside(self._connection))
            with transaction(self._connection):
                drop_set_aside(self._connection)
                mark_traces(self._connection)
            erase_traces(self._connection, None)
        with suppress(OutputError):  # the rows are deleted; an image that stays is a stray
            self._remove_images(images)
            if self.count():
                self._delete_pictures_of(self._stray_pictures())
            else:
                self.delete_pictures()

    def delete_before(self, moment: datetime) -> int:
        """Delete the screenings before a moment and their pictures, for good; return how many they were.

        Args:
            moment: with its offset from UTC.
        """
        return self._delete_for_good(_BEFORE, _limits(moment))

    def count_before(self, moment: datetime) -> int:
        """Return how many screenings `delete_before` would delete."""
        return self._count(_BEFORE, _limits(moment))

    def neighbours(self, moment: datetime) -> tuple[datetime | None, datetime | None]:
        """Return the times of the last screening before a moment and of the first one since; None where there is none.

        Args:
            moment: with its offset from UTC.
        """
        earliest = (moment.astimezone(UTC) - _WIDEST_OFFSET).isoformat()
        searches = ((_LAST, _limits(moment)), (_FIRST, (earliest, moment.timestamp())))
        with self._failing():
            found = [self._connection.execute(*search).fetchone() for search in searches]
        before, since = (datetime.fromtimestamp(row[0], UTC) if row else None for row in found)
        return before, since

    def _delete_name(self, record_id: str, column: str) -> None:
        """Delete the patient's name in a row where a column has one."""
        named = f"{RECORD_ID} = ? AND {column} <> ''"
        empty = ", ".join(f"{name} = ''" for name in NAME_COLUMNS)
        with self._deleting(named, (record_id,), NAME_COLUMNS):
            self._connection.execute(f"UPDATE screenings SET {empty} WHERE {named}", (record_id,))  # noqa: S608

    def _delete_for_good(self, condition: str, values: Sequence[object] = ()) -> int:
        with self._deleting(condition, values):
            images = self._own_names(condition, values)
            count = self._connection.execute(f"DELETE FROM screenings WHERE {condition}", values).rowcount  # noqa: S608
        with suppress(OutputError):  # the rows are deleted; an image that stays is a stray
            self._remove_images(images)
        if count:
            with suppress(OutputError):
                self._delete_pictures_of(self._stray_pictures())
        return count

    def _own_names(self, condition: str = "1", values: Sequence[object] = ()) -> set[str]:
        statement = f"SELECT file FROM screenings WHERE {condition} AND {_MAY_BE_OWN}"  # noqa: S608
        return own_names(_file_of(file) for (file,) in self._connection.execute(statement, values))

    def _remove_images(self, names: Collection[str]) -> None:
        if names:
            with self._failing():
                remove_images(self._path, names, self._own_names())


def read_records(path: Path, search: Search, order: Order = NEWEST_FIRST) -> Iterator[ScreeningRecord]:
    """Yield what is looked for, in an order, a part at a time: memory stays flat, and the file is not held open.

    Raises:
        OutputError: `history_failed`.
    """
    last = None
    while True:
        with History(path) as history:
            found = history.find(search, _AT_ONCE, order, last)
        for stored in found:
            yield stored.record
        if len(found) < _AT_ONCE:
            return
        last = found[-1]


def _values(record: ScreeningRecord) -> tuple[StoredCell, ...]:
    cells = cells_of(record)
    return tuple(cells[name] for name in STORED_NAMES)


def _file_of(cell: StoredCell) -> str:
    return str(decode_cell(cell))


def _limits(moment: datetime) -> tuple[str, float]:
    """Return the values of `_BEFORE`; the first lets the index find the rows quickly."""
    return (moment.astimezone(UTC) + _WIDEST_OFFSET).isoformat(), moment.timestamp()
