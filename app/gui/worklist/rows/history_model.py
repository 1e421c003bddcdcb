"""Table model of the history, filled a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from app.core.records import ScreeningRecord
from app.core.results.history_rows import StoredRecord
from app.gui.tables.record_model import NO_INDEX, Index, RecordModel


class HistoryModel(RecordModel):
    """Screenings in the order that the file gives them; the owner adds the next page when `more_needed` is emitted.

    Signals:
        more_needed: the table was scrolled to the last row, and there are more.
        order_chosen: the name of a column and whether it descends; an empty name for the usual order.
    """

    more_needed = Signal()
    order_chosen = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[StoredRecord] = []
        self._places: dict[str, int] = {}
        self._total = 0
        self._is_complete = True
        self._is_waiting = False

    @property
    def rows(self) -> Sequence[StoredRecord]:
        """The screenings that were read so far."""
        return self._rows

    @property
    def is_complete(self) -> bool:
        """Whether all that is found was read."""
        return self._is_complete

    @property
    def total(self) -> int:
        """How many screenings are found, read or not."""
        return max(self._total, len(self._rows))

    def show_rows(self, rows: Sequence[StoredRecord], *, total: int, is_complete: bool) -> None:
        """Show these rows instead of the old ones.

        Args:
            rows: the first ones.
            total: how many are found.
            is_complete: whether no more will come.
        """
        self._is_complete, self._is_waiting, self._total = is_complete, False, total
        if list(rows) == self._rows:  # what is chosen stays chosen
            return
        self.beginResetModel()
        self._rows, self._places = [], {}
        self._append(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[StoredRecord], *, is_complete: bool) -> None:
        """Append the next page."""
        self._is_complete, self._is_waiting = is_complete, False
        if rows:
            first = len(self._rows)
            self.beginInsertRows(NO_INDEX, first, first + len(rows) - 1)
            self._append(rows)
            self.endInsertRows()

    def replace(self, record: ScreeningRecord) -> bool:
        """Replace the record of the same screening in its row; return whether it was read."""
        row = self._places.get(record.id)
        if row is None:
            return False
        self._rows[row] = replace(self._rows[row], record=record)
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        return True

    def remove(self, record_ids: Collection[str]) -> None:
        """Remove the rows of deleted records."""
        kept = [stored for stored in self._rows if stored.record.id not in record_ids]
        total = self._total - (len(self._rows) - len(kept))
        self.show_rows(kept, total=total, is_complete=self._is_complete)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the rows in another order; in the usual one where there is no column to sort by."""
        name = self.columns[column].name if column >= 0 and self.columns[column].can_sort else ""
        self.order_chosen.emit(name, order == Qt.SortOrder.DescendingOrder)

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether more rows can be requested."""
        return not parent.isValid() and not self._is_complete and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:
        """Request the next page."""
        if self.canFetchMore(parent) and self._rows:
            self._is_waiting = True
            self.more_needed.emit()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of screenings that were read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def record(self, row: int) -> ScreeningRecord:
        """Return the record of a row."""
        return self._rows[row].record

    def row_of(self, record_id: str) -> int | None:
        """Return the row of a record by its id, or None when it was not read."""
        return self._places.get(record_id)

    def _append(self, rows: Sequence[StoredRecord]) -> None:
        self._places.update((stored.record.id, row) for row, stored in enumerate(rows, len(self._rows)))
        self._rows.extend(rows)
