"""Table view of the clinic's worklist."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.dicom.worklist.item import WorklistItem
from app.gui.tables.record_header import RecordHeader
from app.gui.tables.row_painting import MARGIN_PX, paint_ground, paint_text
from app.gui.theme.style import scale_to_text
from app.gui.xray.scheduled.model import STRETCHED, ScheduledModel

_ROW_PX = 40


class ScheduledTable(QTableView):
    """Shows an examination a row, of which one can be chosen.

    Signals:
        selection_changed: another row is selected, or none.
    """

    selection_changed = Signal()

    def __init__(self, model: ScheduledModel) -> None:
        super().__init__()
        self._items = model
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        header = RecordHeader(self, MARGIN_PX)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setHorizontalHeader(header)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scale_to_text(_ROW_PX))
        model.modelReset.connect(self._fit)
        model.modelReset.connect(self.selection_changed)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit rows and columns to the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(scale_to_text(_ROW_PX))
            self._fit()

    @property
    def selected(self) -> WorklistItem | None:
        """The examination that is selected; None where none is."""
        rows = self.selectionModel().selectedRows()
        return self._items.item(rows[0].row()) if rows else None

    def go_to(self, row: int) -> None:
        """Select a row and scroll to it."""
        self.selectRow(row)
        self.scrollTo(self._items.index(row, 0))

    @Slot()
    def _fit(self) -> None:
        """Give each column what its words need, and the room that is left to some; without room, the table scrolls."""
        header, columns = self.horizontalHeader(), range(self._items.columnCount())
        needed_px = sum(max(header.sectionSizeHint(column), self.sizeHintForColumn(column)) for column in columns)
        has_room = needed_px <= self.viewport().width()
        for column in columns:
            is_wide = has_room and column in STRETCHED
            mode = QHeaderView.ResizeMode.Stretch if is_wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)


class _RowDelegate(QStyledItemDelegate):
    """Draws a row as those of the other tables."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell; Qt calls this."""
        painter.save()
        paint_ground(painter, option, self._view, index.row())
        paint_text(painter, option, str(index.data()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a cell with its margins; Qt calls this."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + 2 * MARGIN_PX, size.height())
