"""Table model of the history, filled a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.core.records import ScreeningRecord
from app.core.results.history_rows import StoredRecord
from app.gui.tables.columns import Table
from app.gui.tables.record_model import NO_INDEX, Index, RecordModel


class HistoryModel(RecordModel):
    """Screenings, newest first; the owner adds the next page when `more_needed` is emitted.

    Signals:
        more_needed: the table was scrolled to this `StoredRecord`, the last one, and there are more.
    """

    more_needed = Signal(object)

    def __init__(self) -> None:
        super().__init__(Table.HISTORY)
        self._rows: list[StoredRecord] = []
        self._is_complete = True
        self._is_waiting = False

    @property
    def rows(self) -> Sequence[StoredRecord]:
        """The screenings that were read so far."""
        return self._rows

    def show_rows(self, rows: Sequence[StoredRecord], *, is_complete: bool) -> None:
        """Show these rows instead of the old ones; `is_complete` says that no more will come."""
        self._is_complete, self._is_waiting = is_complete, False
        if list(rows) == self._rows:  # what is chosen stays chosen
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[StoredRecord], *, is_complete: bool) -> None:
        """Append the next page."""
        self._is_complete, self._is_waiting = is_complete, False
        if rows:
            first = len(self._rows)
            self.beginInsertRows(NO_INDEX, first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether older rows can be requested."""
        return not parent.isValid() and not self._is_complete and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:
        """Request the next page."""
        if self.canFetchMore(parent) and self._rows:
            self._is_waiting = True
            self.more_needed.emit(self._rows[-1])

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of screenings that were read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def record(self, row: int) -> ScreeningRecord:
        """Return the record of a row."""
        return self._rows[row].record
