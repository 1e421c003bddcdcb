"""Table model of the records of a batch, which are in memory."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt

from app.core.records import ScreeningRecord
from app.gui.tables.record_model import NO_INDEX, Index, RecordModel
from app.gui.worklist.rows.filter import Counts, RowFilter
from app.gui.worklist.rows.order import RowOrder, urgency_key
from app.gui.worklist.rows.patients import patient_key


class BatchModel(RecordModel):
    """One row for each record that is shown: children with a danger sign first, and then the most suspicious."""

    def __init__(self) -> None:
        super().__init__(unused=["screened_at"])  # most of it was screened now
        self._records: list[ScreeningRecord] = []
        self._numbers: dict[str, int] = {}
        self._order = RowOrder(self._records)
        self._filter = RowFilter()
        self._counts = Counts()
        self._misplaced: set[int] = set()
        self._patients: Counter[str] = Counter()
        self.folder = ""

    @property
    def records(self) -> tuple[ScreeningRecord, ...]:
        """Every record, in the order in which they were added."""
        return tuple(self._records)

    @property
    def shown_records(self) -> list[ScreeningRecord]:
        """The record of each row."""
        return [self._records[number] for number in self._order.numbers()]

    @property
    def patient_count(self) -> int:
        """How many patients the records are of."""
        return len(self._patients)

    @property
    def counts(self) -> Counts:
        """How many records of each kind have the text of the filter."""
        return self._counts

    def clear(self, folder: str) -> None:
        """Remove every record; files will be named relative to `folder`."""
        self.folder = os.path.join(folder, "")
        self._reset([])

    def restore(self, records: Sequence[ScreeningRecord]) -> None:
        """Add many records at once."""
        self._reset([*self._records, *records])

    def remove(self, record_ids: Collection[str]) -> list[ScreeningRecord]:
        """Remove the records of these ids that are here, and return them."""
        removed = [record for record in self._records if record.id in record_ids]
        if removed:
            self._reset([record for record in self._records if record.id not in record_ids])
        return removed

    def add(self, records: Sequence[ScreeningRecord]) -> None:
        """Add records as they come, each to its row."""
        first = len(self._records)
        self._records.extend(records)
        self._numbers.update((record.id, number) for number, record in enumerate(records, first))
        self._counts = self._counts.plus(filter(self._filter.has_text, records))
        self._patients.update(map(patient_key, records))
        for run in self._order.runs(range(first, len(self._records))):
            self.beginInsertRows(NO_INDEX, run.row, run.row + len(run.entries) - 1)
            self._order.insert(run)
            self.endInsertRows()

    def replace(self, record: ScreeningRecord, earlier_id: str = "") -> bool:
        """Replace the record of the same screening in its row; return whether there is one.

        Args:
            record: to show.
            earlier_id: of the screening whose place it takes, where that is another one.
        """
        number = self._numbers.pop(earlier_id or record.id, None)
        if number is None:
            return False
        self._numbers[record.id] = number
        if earlier_id or urgency_key(self._records[number]) != urgency_key(record):
            self._misplaced.add(number)
        self._patients = +(self._patients - Counter([patient_key(self._records[number])]))
        self._patients[patient_key(record)] += 1
        fewer = self._counts.plus(filter(self._filter.has_text, [self._records[number]]), -1)
        self._counts = fewer.plus(filter(self._filter.has_text, [record]))
        self._records[number] = record
        row = self._order.row(number)
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        return True

    def sort_again(self) -> None:
        """Put rows where they belong whose X-ray was screened anew, or is more or less urgent than it was."""
        if self._misplaced:
            self.beginResetModel()
            for number in self._misplaced:
                self._order.place_again(number)
            self._misplaced.clear()
            self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column, or by urgency where there is none to sort by."""
        self.beginResetModel()
        if column < 0 or not self.columns[column].can_sort:
            self._order.sort(urgency_key)
        else:
            self._order.sort(self.columns[column].key, is_descending=order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def show_only(self, chosen: RowFilter) -> None:
        """Show the records that a filter keeps."""
        self.beginResetModel()
        self._filter = chosen
        self._order.filter(chosen)
        self._count()
        self.endResetModel()

    def record(self, row: int) -> ScreeningRecord:
        """Return the record of a row."""
        return self._records[self._order.number(row)]

    def row_of(self, record_id: str) -> int | None:
        """Return the row of a record by its id, or None when it is not shown."""
        number = self._numbers.get(record_id)
        return None if number is None else self._order.row(number)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of records that are shown."""
        return 0 if parent.isValid() else len(self._order)

    def _reset(self, records: list[ScreeningRecord]) -> None:
        self.beginResetModel()
        self._records[:] = records
        self._misplaced.clear()
        self._numbers = {record.id: number for number, record in enumerate(records)}
        self._patients = Counter(map(patient_key, records))
        self._order.rebuild()
        self._count()
        self.endResetModel()

    def _count(self) -> None:
        self._counts = Counts().plus(filter(self._filter.has_text, self._records))
