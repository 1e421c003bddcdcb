"""Table model of the records of a batch."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import Qt

from app.core.records import ScreeningRecord
from app.gui.batch.row_order import Filter, RowOrder
from app.gui.tables.columns import Table, suspicion_key
from app.gui.tables.record_model import NO_INDEX, Index, RecordModel


class BatchModel(RecordModel):
    """One row for each record that is shown: the most suspicious first."""

    def __init__(self) -> None:
        super().__init__(Table.BATCH)
        self._records: list[ScreeningRecord] = []
        self._order = RowOrder(self._records)
        self.folder = ""

    @property
    def records(self) -> tuple[ScreeningRecord, ...]:
        """Every record, in the order in which they were added."""
        return tuple(self._records)

    @property
    def shown_records(self) -> list[ScreeningRecord]:
        """The record of each row."""
        return [self._records[number] for number in self._order.numbers()]

    def clear(self, folder: str) -> None:
        """Remove every record; files will be named relative to `folder`."""
        self.beginResetModel()
        self._records.clear()
        self._order.rebuild()
        self.folder = os.path.join(folder, "")
        self.endResetModel()

    def restore(self, records: Sequence[ScreeningRecord]) -> None:
        """Add many records at once."""
        self.beginResetModel()
        self._records.extend(records)
        self._order.rebuild()
        self.endResetModel()

    def add(self, records: Sequence[ScreeningRecord]) -> None:
        """Add records as they come, each to its row."""
        first = len(self._records)
        self._records.extend(records)
        for run in self._order.runs(range(first, len(self._records))):
            self.beginInsertRows(NO_INDEX, run.row, run.row + len(run.entries) - 1)
            self._order.insert(run)
            self.endInsertRows()

    def replace(self, record: ScreeningRecord) -> None:
        """Replace the record of the same screening, if there is one."""
        for number, old in enumerate(self._records):
            if old.id == record.id:
                self.beginResetModel()
                self._records[number] = record
                self._order.rebuild()
                self.endResetModel()
                return

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column, or by suspicion when the column is -1."""
        self.beginResetModel()
        if column < 0:
            self._order.sort(suspicion_key)
        else:
            self._order.sort(self.columns[column].key, descending=order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def show_only(self, chosen: Filter) -> None:
        """Show the records that a filter keeps."""
        self.beginResetModel()
        self._order.filter(chosen)
        self.endResetModel()

    def record(self, row: int) -> ScreeningRecord:
        """Return the record of a row."""
        return self._records[self._order.number(row)]

    def number(self, row: int) -> int:
        """Return the number of a row's record, which no order and no filter changes."""
        return self._order.number(row)

    def row(self, number: int) -> int | None:
        """Return the row of a record by its number, or None when it is not shown."""
        return self._order.row(number) if number < len(self._records) else None

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of records that are shown."""
        return 0 if parent.isValid() else len(self._order)
