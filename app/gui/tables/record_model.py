"""Base of the table models of a batch and of the history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from app.core.records import ScreeningRecord
from app.gui.tables.columns import Table, TableColumn, columns_of
from app.gui.text.verdict_text import tool_tip
from app.gui.theme.finding_marks import MARK_PX, icon

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class RecordModel(QAbstractTableModel):
    """One row for each record, with the columns of a table; a subclass holds the records.

    Attributes:
        table: whose columns are shown.
        columns: in reading order.
        folder: files are named relative to it; None names them without any folder.
    """

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        self.columns: tuple[TableColumn, ...] = columns_of(table)
        self.folder: str | None = None

    def record(self, row: int) -> ScreeningRecord:
        """Return the record of a row."""
        raise NotImplementedError

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns that are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading or a row's number."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading()
        return _alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text, the mark, the tool tip or the alignment of a cell."""
        if not index.isValid():
            return None
        record, column = self.record(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.cell_text(record, self.folder)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(column.text(record))
            case Qt.ItemDataRole.DecorationRole if column.has_mark:
                return icon(record.verdict.finding, QGuiApplication.palette(), MARK_PX)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
        return None


def _alignment(column: TableColumn) -> Qt.AlignmentFlag:
    """Return the alignment of a column and its heading: numbers to the right."""
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return Qt.AlignmentFlag.AlignVCenter | side
