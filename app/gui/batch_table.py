"""The view of a batch's table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.gui import wording
from app.gui.batch_model import SORT_ROLE, BatchModel

_ROOM_PX = 28
"""Beside the longest text of a column, for its margins."""

_ITEM = "QTableView::item { padding: 0 8px; } QHeaderView::section { padding: 7px 8px; }"


class _MiddleElided(QStyledItemDelegate):
    """Shortens a path in its middle: what tells files apart is mostly at the end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class BatchTable(QTableView):
    """Shows a batch, sorted by any column; until one is clicked, in the order of the files.

    Signals:
        record_opened: the `ScreeningRecord` of a row that was double-clicked or entered.
    """

    record_opened = Signal(object)

    def __init__(self, model: BatchModel) -> None:
        super().__init__()
        self._model = model
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(model)
        self._sorted.setSortRole(SORT_ROLE)
        self._sorted.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._sorted)
        self.setAccessibleName(self.tr("Results"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        self.setStyleSheet(_ITEM)
        self._set_up_header()
        self.doubleClicked.connect(self._open)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # `activated` never comes from a key on macOS
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._open_current)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)
        for place, column in enumerate(self._model.columns):
            width = max(self.fontMetrics().horizontalAdvance(text) for text in wording.typical_texts(column))
            self.setColumnWidth(place, width + _ROOM_PX)
            if column.name == "file":
                self.setItemDelegateForColumn(place, _MiddleElided(self))

    @Slot()
    def _open_current(self) -> None:
        self._open(self.currentIndex())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.record_opened.emit(self._model.record(self._sorted.mapToSource(index)))
