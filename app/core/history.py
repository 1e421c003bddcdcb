"""Every screening in a local SQLite file, as it happens: what was done survives a crash or a power cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from app.core.errors import OutputError, Reason
from app.core.records import COLUMNS, Cell, ScreeningRecord

_NAMES = ", ".join(f'"{column.name}"' for column in COLUMNS)
_CREATE = f"CREATE TABLE IF NOT EXISTS screenings (id INTEGER PRIMARY KEY, {_NAMES})"
_INSERT = f"INSERT INTO screenings ({_NAMES}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_SELECT = f"SELECT {_NAMES} FROM screenings ORDER BY id DESC LIMIT ?"  # noqa: S608
_BUSY_TIMEOUT_S = 10.0  # another window may be writing


class History:
    """The history file; serves the thread that opened it. Use it in a `with` block.

    Each record is committed on its own, in write-ahead mode without a sync for each: a crash of the program loses
    nothing, a power cut at most the last moments.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, making it and its folder when they are absent.

        Raises:
            OutputError: `history_failed`.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
            with ExitStack() as on_failure:
                on_failure.callback(self._connection.close)
                for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", _CREATE):
                    self._connection.execute(statement)
                on_failure.pop_all()
        except (OSError, sqlite3.Error) as error:
            raise OutputError("history_failed", path=path, error=error) from error

    def add(self, record: ScreeningRecord) -> None:
        """Store one record.

        Raises:
            OutputError: `history_failed`.
        """
        values = [_storable(column.read(record)) for column in COLUMNS]
        try:
            self._connection.execute(_INSERT, values)
        except sqlite3.Error as error:
            raise OutputError("history_failed", path=self._path, error=error) from error

    def latest(self, count: int) -> Iterator[dict[str, Cell]]:
        """Yield the newest rows, newest first, keyed by column."""
        for row in self._connection.execute(_SELECT, (count,)):
            yield dict(zip((column.name for column in COLUMNS), row, strict=True))

    def __enter__(self) -> History:
        """Return the open history."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._connection.close()


class HistoryKeeper:
    """Keeps records for as long as the history can be opened and written; tells once when it cannot.

    A screening is worth more than its history, so it goes on without. Serves the thread that entered it.
    """

    def __init__(self, path: Path, tell: Callable[[Reason], None]) -> None:
        self._path = path
        self._tell = tell
        self._history: History | None = None

    def __enter__(self) -> HistoryKeeper:
        """Open the history, or tell why not."""
        try:
            self._history = History(self._path)
        except OutputError as error:
            self._tell(error.reason)
        return self

    def keep(self, record: ScreeningRecord) -> None:
        """Store a record, or tell why from here on none is stored."""
        if self._history is None:
            return
        try:
            self._history.add(record)
        except OutputError as error:
            self._close()
            self._tell(error.reason)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the history."""
        self._close()

    def _close(self) -> None:
        if self._history is not None:
            self._history.__exit__(None, None, None)
            self._history = None


def _storable(value: Cell) -> Cell:
    """Return text without the lone surrogates that stand for undecodable bytes of a file name."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value
