"""Base of the table models of records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from app.core.records import ScreeningRecord
from app.gui.tables import columns
from app.gui.tables.columns import Kind, TableColumn
from app.gui.text.verdict_text import tool_tip
from app.gui.theme.finding_marks import MARK_PX, icon

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()

_NOTHING = "–"
"""Stands in a cell without a text."""


class RecordModel(QAbstractTableModel):
    """One row for each record, with every column; a subclass holds the records.

    Attributes:
        columns: in reading order.
        unused: the names of columns that say nothing here.
        folder: files are named relative to it; None names them without any folder.
    """

    def __init__(self, unused: Sequence[str] = ()) -> None:
        super().__init__()
        self.columns: tuple[TableColumn, ...] = columns.COLUMNS
        self.unused = frozenset(unused)
        self.folder: str | None = None

    @property
    def total(self) -> int:
        """How many rows there are, read or not."""
        return self.rowCount()

    def record(self, row: int) -> ScreeningRecord:
        """Return the record of a row."""
        raise NotImplementedError

    def row_of(self, record_id: str) -> int | None:
        """Return the row of a record by its id, or None when it is not shown."""
        raise NotImplementedError

    def place(self, name: str) -> int:
        """Return the place of a column by its name."""
        return next(place for place, column in enumerate(self.columns) if column.name == name)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading or a row's number."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.heading()
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return column.name_in_words()
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text, the mark or the tool tip of a cell."""
        if not index.isValid():
            return None
        record, column = self.record(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.cell_text(record, self.folder) or (_NOTHING if column.fits_content else "")
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(column.text(record))
            case Qt.ItemDataRole.AccessibleTextRole if column.kind is Kind.VERDICT:
                return column.text(record)
            case Qt.ItemDataRole.DecorationRole if column.kind is Kind.VERDICT:
                return icon(record.verdict.shown_finding, QGuiApplication.palette(), MARK_PX)
        return None
