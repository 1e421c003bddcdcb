"""An open history file: its errors in users' words, its repair, and deletions that leave no trace."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from app.core.errors import OutputError
from app.core.results.history_database.backups import BACKUP, erase_in_backups, files_beside
from app.core.results.history_database.file import open_history_file, transaction
from app.core.results.history_database.recovery import is_damage
from app.core.results.history_database.repairs import identity, repair_once, wait_for_repair
from app.core.results.history_database.schema import DATABASE_ERRORS
from app.core.results.history_database.traces import (
    PRIVATE,
    are_traces_marked,
    erase_traces,
    mark_traces,
    private_texts,
)

BUSY_TIMEOUT_S = 10.0
"""How long to wait for another program that is writing."""


class HistoryConnection:
    """The history file; serves the thread that opened it. Use it in a `with` block."""

    def __init__(self, path: Path, busy_timeout_s: float | None = None) -> None:
        """Open the file, making it and its folder when they are absent, and bringing its table up to date.

        Args:
            path: of the file.
            busy_timeout_s: how long to wait for another program that is writing; `BUSY_TIMEOUT_S` without it.

        Raises:
            OutputError: `history_failed`, `history_newer` or `history_damaged`.
        """
        self._path = path
        self._busy_timeout_s = BUSY_TIMEOUT_S if busy_timeout_s is None else busy_timeout_s
        wait_for_repair(path)
        self._opened = identity(path)
        with self._failing():
            self._connection = open_history_file(path, self._busy_timeout_s)
            self._opened = self._opened or identity(path)

    @property
    def has_traces(self) -> bool:
        """Whether what was deleted may still lie in the file, until it is next opened."""
        with self._failing():
            return are_traces_marked(self._connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the open history."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    @contextmanager
    def _deleting(self, condition: str, values: Sequence[object] = (), columns: Collection[str] = ()) -> Iterator[None]:
        """Do a block that deletes rows, or some columns of them, whole or not at all; leave no trace of their texts."""
        with self._failing():
            changes = self._connection.total_changes
            with transaction(self._connection):
                texts = private_texts(self._connection, condition, values, columns or PRIVATE)
                in_backups = self._rows_in_backups(condition, values)
                yield
                is_changed = self._connection.total_changes != changes
                if is_changed:
                    mark_traces(self._connection)
            if is_changed:
                erase_in_backups(self._path, in_backups, columns)
                erase_traces(self._connection, texts)

    def _rows_in_backups(self, condition: str, values: Sequence[object]) -> list[tuple[object, object]]:
        if not files_beside(self._path, BACKUP):
            return []
        statement = f"SELECT id, screened_at FROM screenings WHERE {condition}"  # noqa: S608
        return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except DATABASE_ERRORS as error:
            raise self._said(error) from error

    def _said(self, error: Exception) -> OutputError:
        """Return an error in users' words, after the repair of a file that it says to be damaged."""
        if is_damage(error):
            if hasattr(self, "_connection"):
                self.close()
            try:
                reason = repair_once(self._path, self._opened)
            except DATABASE_ERRORS as failure:
                return OutputError(
                    "history_failed", path=self._path, error=getattr(failure, "strerror", None) or failure
                )
            return OutputError(reason.code, **reason.facts)
        return OutputError("history_failed", path=self._path, error=getattr(error, "strerror", None) or error)
