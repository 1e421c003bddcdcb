"""Records as a table's rows: what the tables of a batch and of the history have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from app.core.records import COLUMNS, Column, ScreeningRecord
from app.gui.text import verdict_text
from app.gui.theme.finding_marks import MARK_PX, icon

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class RecordModel(QAbstractTableModel):
    """Some of `COLUMNS`, one row for each record; who derives from it holds the records."""

    def __init__(self, shown: Sequence[str]) -> None:
        super().__init__()
        by_name = {column.name: column for column in COLUMNS}
        self.columns: tuple[Column, ...] = tuple(by_name[name] for name in shown)

    def record(self, row: int) -> ScreeningRecord:
        """Return the record of a row."""
        raise NotImplementedError

    def text(self, column: Column, record: ScreeningRecord) -> str:
        """Return what a cell shows."""
        return verdict_text.cell_text(column, record)

    def whole_text(self, column: Column, record: ScreeningRecord) -> str:
        """Return what a cell's tool tip says."""
        return verdict_text.cell_text(column, record)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns that are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading or a row's number."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return verdict_text.heading(self.columns[section])
        return _alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, is marked with, or says as a tool tip."""
        if not index.isValid():
            return None
        record, column = self.record(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(column, record)
            case Qt.ItemDataRole.ToolTipRole:
                return verdict_text.tool_tip(self.whole_text(column, record))
            case Qt.ItemDataRole.DecorationRole if column.name == "verdict":
                return icon(record.verdict.finding, QGuiApplication.palette(), MARK_PX)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    """Return how a column and its heading are aligned: numbers to the right."""
    is_number = column.decimals is not None
    return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft)
