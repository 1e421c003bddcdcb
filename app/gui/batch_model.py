"""The records of a batch as a table."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from app.core.export import printable
from app.core.records import COLUMNS, Column, Finding, ScreeningRecord
from app.gui import wording
from app.gui.marks import icon

SORT_ROLE = Qt.ItemDataRole.UserRole
"""What a column is sorted by: a number for a number."""

_SHOWN = ("file", "verdict", "score", "pattern", "reason")
_MARK_PX = 16
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class BatchModel(QAbstractTableModel):
    """The readable columns of `COLUMNS`, one row for each record, in the order in which they were added."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = tuple(column for column in COLUMNS if column.name in _SHOWN)
        self._records: list[ScreeningRecord] = []
        self._folder = ""

    @property
    def records(self) -> tuple[ScreeningRecord, ...]:
        """Every record, in the order in which they were added."""
        return tuple(self._records)

    def clear(self, folder: str) -> None:
        """Forget every record; files below `folder` will be named from there on."""
        self.beginResetModel()
        self._records.clear()
        self._folder = os.path.join(folder, "")
        self.endResetModel()

    def add(self, records: Sequence[ScreeningRecord]) -> None:
        """Append records."""
        if records:
            first = len(self._records)
            self.beginInsertRows(_NO_INDEX, first, first + len(records) - 1)
            self._records.extend(records)
            self.endInsertRows()

    def record(self, index: _Index) -> ScreeningRecord:
        """Return the record of a row."""
        return self._records[index.row()]

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of records."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of columns that are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading or a row's number."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.heading(self.columns[section])
        return _alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, is marked with, says as a tool tip, or is sorted by."""
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(column, record)
            case Qt.ItemDataRole.ToolTipRole:
                return wording.tool_tip(wording.cell_text(column, record))
            case _ if role == SORT_ROLE:
                return _sort_key(column, record)
        return _look(column, record, role)

    def _text(self, column: Column, record: ScreeningRecord) -> str:
        if column.name == "file" and record.file.startswith(self._folder):
            return printable(record.file[len(self._folder) :])
        return wording.cell_text(column, record)


def _look(column: Column, record: ScreeningRecord, role: int) -> Any:
    if role == Qt.ItemDataRole.DecorationRole and column.name == "verdict":
        return icon(record.verdict.finding, QGuiApplication.palette(), _MARK_PX)
    return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    is_number = column.decimals is not None
    return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft)


def _sort_key(column: Column, record: ScreeningRecord) -> str | float:
    if column.name == "verdict":
        return list(Finding).index(record.verdict.finding)
    if column.decimals is None:
        return wording.cell_text(column, record)
    value = column.read(record)
    return -1.0 if value is None else float(value)
