"""The history as a table, read a page at a time."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.core.export import printable
from app.core.records import COLUMNS, Column, ScreeningRecord
from app.core.stored import Stored
from app.gui import wording
from app.gui.record_table import alignment, look

_SHOWN = ("screened_at", "patient_id", "verdict", "score", "file", "note")
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class HistoryModel(QAbstractTableModel):
    """Screenings, newest first; whoever holds the model brings the next page when it is needed.

    Signals:
        more_needed: the table was scrolled to the last row, of this id, and there are more.
    """

    more_needed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        by_name = {column.name: column for column in COLUMNS}
        self.columns: tuple[Column, ...] = tuple(by_name[name] for name in _SHOWN)
        self._rows: list[Stored] = []
        self._is_whole = True
        self._is_waiting = False

    @property
    def rows(self) -> Sequence[Stored]:
        """The screenings that were read so far."""
        return self._rows

    def show_rows(self, rows: Sequence[Stored], *, is_whole: bool) -> None:
        """Show these rows instead of the old ones; `is_whole` says that no more will come."""
        self._is_whole, self._is_waiting = is_whole, False
        if list(rows) == self._rows:  # what is chosen stays chosen
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[Stored], *, is_whole: bool) -> None:
        """Append the next page."""
        self._is_whole, self._is_waiting = is_whole, False
        if rows:
            first = len(self._rows)
            self.beginInsertRows(_NO_INDEX, first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def canFetchMore(self, parent: _Index) -> bool:
        """Return whether there are rows that were not asked for yet."""
        return not parent.isValid() and not self._is_whole and not self._is_waiting

    def fetchMore(self, parent: _Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent) and self._rows:
            self._is_waiting = True
            self.more_needed.emit(self._rows[-1].id)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of screenings that were read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of columns that are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading or a row's number."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.heading(self.columns[section])
        return alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, is marked with, or says as a tool tip."""
        if not index.isValid():
            return None
        record, column = self._rows[index.row()].record, self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(column, record)
            case Qt.ItemDataRole.ToolTipRole:
                whole = wording.cell_text(column, record) if column.name == "file" else _text(column, record)
                return wording.tool_tip(whole)
        return look(column, record, role)


def _text(column: Column, record: ScreeningRecord) -> str:
    match column.name:
        case "screened_at":
            return printable(record.screened_at[:16].replace("T", " "))
        case "patient_id":
            return printable(f"{record.patient_id} {record.patient.name}".strip())
        case "file":
            return printable(os.path.basename(record.file))
    return wording.cell_text(column, record)
