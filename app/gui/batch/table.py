"""Table view of a batch, with thumbnails."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QColor, QIcon, QImage, QKeySequence, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from app.core.records import ScreeningRecord
from app.gui.batch.model import BatchModel
from app.gui.tables.record_table import MiddleElided, RecordTable
from app.gui.workers.thumbnails import Thumbnails

_THUMBNAIL_PX = 44
_DENSE = 2  # pixels for one of the screen's units: sharp on a dense screen too
THUMBNAIL_SIDE_PX = _DENSE * _THUMBNAIL_PX
"""Longest side of a thumbnail, in pixels."""


_NO_PICTURE = QColor(128, 128, 128, 70)  # to be seen on light and on dark


class _FileDelegate(MiddleElided):
    """Shows a file's thumbnail before its path."""

    def __init__(self, table: BatchTable, model: BatchModel, thumbnails: Thumbnails) -> None:
        super().__init__(table)
        self._model = model
        self._thumbnails = thumbnails
        self._blank = QPixmap(_THUMBNAIL_PX, _THUMBNAIL_PX)
        self._blank.fill(_NO_PICTURE)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(_THUMBNAIL_PX, _THUMBNAIL_PX)
        option.icon = self._icon(self._thumbnails.image(self._model.record(index.row()).file))

    def _icon(self, image: QImage | None) -> QIcon:
        pixmap = QPixmap.fromImage(image) if image else self._blank
        if pixmap is not self._blank:
            pixmap.setDevicePixelRatio(_DENSE)
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # untinted: it is an X-ray
        return icon


class BatchTable(RecordTable):
    """Shows a batch, the most suspicious first until a column is clicked; new rows do not move the visible ones.

    Signals:
        record_opened: the `ScreeningRecord` of a row that was double-clicked or entered.
        selection_changed: other rows are selected, or none.
        copy_clicked: the user wants rows on the clipboard.
    """

    record_opened = Signal(object)
    selection_changed = Signal()
    copy_clicked = Signal()

    def __init__(self, model: BatchModel, thumbnails: Thumbnails) -> None:
        super().__init__(model, _THUMBNAIL_PX)
        self._model = model
        self._kept: tuple[list[int], int | None] = ([], None)
        self.setAccessibleName(self.tr("Results"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_up_header(_FileDelegate(self, model, thumbnails))
        thumbnails.loaded.connect(self.viewport().update)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self._make_actions()

    @property
    def selected_rows(self) -> list[int]:
        """The selected rows, in the order shown."""
        ranges: QItemSelection = self.selectionModel().selection()
        each = (ranges.at(place) for place in range(ranges.size()))
        return sorted({row for run in each for row in range(run.top(), run.bottom() + 1)})

    def add(self, records: Sequence[ScreeningRecord]) -> None:
        """Add records to the model. Visible rows stay in place, unless the table is scrolled to its top."""
        top = self.rowAt(0)
        if top < 0 or self.verticalScrollBar().value() == 0:
            self._model.add(records)
            return
        anchor = QPersistentModelIndex(self._model.index(top, 0))
        was_at = self.rowViewportPosition(top)
        self._model.add(records)
        self.updateGeometries()  # else the scroll bar still ends where it did
        moved = self.rowViewportPosition(anchor.row()) - was_at
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def _set_up_header(self, delegate: QStyledItemDelegate) -> None:
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.set_up_columns()
        for place, column in enumerate(self._model.columns):
            if column.is_path:
                self.setItemDelegateForColumn(place, delegate)

    def _make_actions(self) -> None:
        self.row_opened.connect(self._open_row)
        open_action = QAction(self.tr("Open"), self)
        open_action.triggered.connect(self.open_current)
        copy = QAction(self.tr("Copy"), self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_clicked)
        self.addActions([open_action, copy])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @Slot()
    def _keep_selection(self) -> None:
        current = self.currentIndex()
        numbers = [self._model.number(row) for row in self.selected_rows]
        self._kept = numbers, self._model.number(current.row()) if current.isValid() else None

    @Slot()
    def _restore_selection(self) -> None:
        numbers, current = self._kept
        rows = sorted(row for number in numbers if (row := self._model.row(number)) is not None)
        last = self._model.columnCount() - 1
        selection = QItemSelection()
        for _, neighbours in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
            run = [row for _, row in neighbours]
            selection.select(self._model.index(run[0], 0), self._model.index(run[-1], last))
        row = None if current is None else self._model.row(current)
        if row is None and rows:
            row = rows[0]
        if row is not None:
            index = self._model.index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.selection_changed.emit()

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        self.record_opened.emit(self._model.record(index.row()))
