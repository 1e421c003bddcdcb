"""Small copies of the pictures of screenings, in a file of their own beside the history.

A few pictures are as large as a thousand screenings: in the history itself they would be in every backup, and whatever
rewrites or searches the file would take as much longer.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from app.core.results.history_database.file import open_database, transaction
from app.core.results.history_database.recovery import is_damage
from app.core.results.history_database.traces import empty_log

_PAGE_BYTES = 1024
_PADDING = bytes(_PAGE_BYTES)
"""Before each picture. SQLite overwrites what has pages of its own, but seldom leaves a copy of what lies beside other
rows, at most a page's length of each: of 6,000 deleted pictures, a part of 1. With this, it is none of the picture."""
_CREATE = "CREATE TABLE IF NOT EXISTS pictures (record_id TEXT PRIMARY KEY, jpeg BLOB)"
_PUT = "INSERT OR REPLACE INTO pictures VALUES (?, ?)"
_AT_ONCE = 200
_DATABASE_SUFFIXES = ("", "-wal", "-shm", "-journal")

T = TypeVar("T")

_log = logging.getLogger(__name__)


def picture_files(history: Path) -> list[Path]:
    """Return the file of the pictures of a history, and those that SQLite keeps beside it; they may be absent."""
    path = history.with_name(f"{history.stem}-pictures{history.suffix}")
    return [Path(f"{path}{suffix}") for suffix in _DATABASE_SUFFIXES]


class PictureFile:
    """The pictures of one history, by the records' ids; it is opened when it is first used, by the thread that uses it.

    Each method raises `OSError` or `sqlite3.Error` when the file cannot be read or written. A damaged one is removed
    with all its pictures, as a screening is worth more than they are.
    """

    def __init__(self, history: Path, busy_timeout_s: float) -> None:
        self._files = picture_files(history)
        self._busy_timeout_s = busy_timeout_s
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file, if it is open."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, record_id: str) -> bytes | None:
        """Return the picture of a record; None where there is none."""

        def read(connection: sqlite3.Connection) -> bytes | None:
            found = connection.execute("SELECT jpeg FROM pictures WHERE record_id = ?", (record_id,)).fetchone()
            return bytes(found[0][len(_PADDING) :]) if found else None

        return self._use(read, None)

    def put(self, record_id: str, jpeg: bytes) -> None:
        """Store the picture of a record, in the place of an older one."""
        self._use(lambda connection: connection.execute(_PUT, (record_id, _PADDING + jpeg)), None, make=True)

    def ids(self) -> set[str]:
        """Return the ids of the records that have a picture."""
        return self._use(_ids, set())

    def delete(self, record_ids: Iterable[str]) -> None:
        """Delete the pictures of records for good, a part at a time, so that the log beside the file stays small."""
        waiting = iter(record_ids)
        while part := [(record_id,) for record_id in islice(waiting, _AT_ONCE)]:
            self._use(partial(_delete, part), None)

    def delete_all(self) -> None:
        """Delete every picture for good, and give their room back."""
        self.delete(self.ids())
        self._use(_give_room_back, None)

    def _use(self, work: Callable[[sqlite3.Connection], T], without: T, *, make: bool = False) -> T:
        """Do work on the open file; return `without` where it is absent and not to be made, or is damaged."""
        if not make and not self._files[0].exists():
            return without
        try:
            if self._connection is None:
                self._connection = open_database(self._files[0], self._busy_timeout_s, _PAGE_BYTES)
                self._connection.execute(_CREATE)
            return work(self._connection)
        except sqlite3.Error as error:
            self.close()
            if not is_damage(error):
                raise
            _log.warning("The small pictures are damaged, and removed: %s", error)
            for file in self._files:
                file.unlink(missing_ok=True)
            return without


def _ids(connection: sqlite3.Connection) -> set[str]:
    return {record_id for (record_id,) in connection.execute("SELECT record_id FROM pictures")}


def _delete(part: Sequence[tuple[str]], connection: sqlite3.Connection) -> None:
    with transaction(connection):
        connection.executemany("DELETE FROM pictures WHERE record_id = ?", part)
    empty_log(connection)


def _give_room_back(connection: sqlite3.Connection) -> None:
    connection.execute("VACUUM")
    empty_log(connection)
