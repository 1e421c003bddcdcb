"""Storing the records of a batch in the history, although the history may fail for a while."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from app.core.errors import OutputError, Reason
from app.core.imaging.small_picture import PictureTray
from app.core.records import ScreeningRecord
from app.core.results.history import History
from app.core.results.history_rows import without_name

T = TypeVar("T")

_log = logging.getLogger(__name__)

_TELL_AFTER = 2
"""Failed attempts in a row: what fails once may be another program that writes for a moment."""


class HistoryKeeper:
    """Keeps records in the history; those that it cannot keep now it keeps with the next one, or at the end.

    A screening is worth more than its history, so it goes on without. Serves the thread that entered it.
    """

    def __init__(
        self,
        path: Path,
        tell: Callable[[Reason], None],
        *,
        store_names: bool = False,
        batch: str = "",
        pictures: PictureTray | None = None,
    ) -> None:
        """Prepare to keep records.

        Args:
            path: of the history file.
            tell: is called with `history_failed` or `history_newer` when a second attempt fails too, once until a
                record is stored again, with `history_damaged`, and with `history_incomplete` at the end when records
                are left that could not be kept.
            store_names: whether patients' names are kept too.
            batch: id of the batch that they belong to; empty for none.
            pictures: the small pictures that are to be kept with the records; None for none.
        """
        self._path = path
        self._tell = tell
        self._store_names = store_names
        self._batch = batch
        self._pictures = pictures
        self._history: History | None = None
        self._waiting: deque[ScreeningRecord] = deque()
        self._failures = 0
        self._is_told = False

    @property
    def unkept(self) -> int:
        """How many records are not in the history, at the moment."""
        return len(self._waiting)

    def __enter__(self) -> HistoryKeeper:
        """Open the history, if it can be opened now."""
        self._store()
        return self

    def keep(self, record: ScreeningRecord) -> None:
        """Store a record, and those that wait; after a failure, without waiting for whoever holds the file."""
        self._waiting.append(record if self._store_names else without_name(record))
        reason = self._store(busy_timeout_s=0 if self._failures else None)
        if reason and self._failures >= _TELL_AFTER and not self._is_told:
            self._is_told = True
            self._tell(reason)

    def newest_of_picture(self, sha256: str, file: str = "") -> ScreeningRecord | None:
        """Return as `History.newest_of_picture` does; None where none can be read now."""
        return self._read(lambda history: history.newest_of_picture(sha256, file))

    def repeatable_pictures(self, model: str, operating_point: str, app_version: str) -> frozenset[str]:
        """Return as `History.repeatable_pictures` does; none where none can be read."""
        found = self._read(lambda history: history.repeatable_pictures(model, operating_point, app_version))
        return found or frozenset()

    def recall(self, sha256: str, file: str, may_recall: Callable[[ScreeningRecord], bool]) -> ScreeningRecord | None:
        """Make the stored screening of a picture one of this batch, under the name that its file has in it.

        Args:
            sha256: of the file.
            file: its name in this batch.
            may_recall: tells of the newest screening of the picture, of those under this name where there are any,
                whether it can be taken.

        Returns:
            The screening as it is stored now; None where it cannot be taken, or none can be read now.
        """

        def claim(history: History) -> ScreeningRecord | None:
            stored = history.newest_of_picture(sha256, file)
            if stored is None or not may_recall(stored):
                return None
            history.claim(stored.id, file, self._batch)
            return replace(stored, file=file)

        return self._read(claim)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Store what waits, tell of what cannot be stored, and close the history."""
        reason = self._store() if self._waiting else None
        self._close()
        if reason:
            why = reason.facts.get("error", reason.code)
            self._tell(Reason.of("history_incomplete", path=self._path, error=why, count=self.unkept))

    def _store(self, busy_timeout_s: float | None = None) -> Reason | None:
        """Store the records that wait, in their order, and return why one cannot be stored."""
        reason = self._try_to_store(busy_timeout_s)
        if reason and reason.code == "history_damaged":  # there is another one in its place now
            self._tell(reason)
            reason = self._try_to_store(busy_timeout_s)
        return reason

    def _try_to_store(self, busy_timeout_s: float | None) -> Reason | None:
        try:
            if self._history is None:
                self._history = History(self._path, busy_timeout_s)
            while self._waiting:
                self._history.add(self._waiting[0], self._batch)
                self._store_picture(self._history, self._waiting.popleft().id)
        except OutputError as error:
            self._close()
            self._failures += 1
            return error.reason
        self._failures = 0
        self._is_told = False
        return None

    def _store_picture(self, history: History, record_id: str) -> None:
        jpeg = self._pictures.take(record_id) if self._pictures else None
        if jpeg:
            try:
                history.add_picture(record_id, jpeg)
            except OutputError as error:  # the record is stored, and does without
                _log.warning("A small picture is not stored: %s", error.reason.facts.get("error", error.reason.code))

    def _read(self, work: Callable[[History], T | None]) -> T | None:
        """Return what some work finds in the history; None where it cannot be read now."""
        if self._history is None:
            return None
        try:
            return work(self._history)
        except OutputError as error:  # the next attempt to keep a record says so, but of a repair nobody else knows
            self._close()
            if error.reason.code == "history_damaged":
                self._tell(error.reason)
            return None

    def _close(self) -> None:
        if self._history is not None:
            self._history.close()
            self._history = None
