"""A view of records that opens a row by mouse or by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.core.records import Column
from app.gui import wording

_ROOM_PX = 28
"""Beside the longest text of a column, for its margins."""

_ROW_ROOM_PX = 16
"""Above and below the letters of a row, together."""

_ITEM = "QTableView::item { padding: 0 8px; } QHeaderView::section { padding: 7px 8px; }"


class MiddleElided(QStyledItemDelegate):
    """Shortens a path in its middle: what tells files apart is mostly at the end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Set where the text is shortened; Qt calls this."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class RecordTable(QTableView):
    """Shows records by the row.

    Signals:
        row_opened: the index of a row that was double-clicked or entered.
    """

    row_opened = Signal(QModelIndex)

    def __init__(self, least_row_px: int = 0) -> None:
        super().__init__()
        self._least_row_px = least_row_px
        self._letter_px = self.fontMetrics().height()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self._fit_rows()
        self.setStyleSheet(_ITEM)
        self.doubleClicked.connect(self._open)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # `activated` never comes from a key on macOS
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.open_current)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Give the columns of the model, which is set, their widths."""
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(columns):
            width = max(self.fontMetrics().horizontalAdvance(text) for text in wording.typical_texts(column))
            self.setColumnWidth(place, max(width + _ROOM_PX, header.sectionSizeHint(place)))
            if column.name == "file":
                self.setItemDelegateForColumn(place, MiddleElided(self))

    def changeEvent(self, event: QEvent) -> None:
        """Keep rows and columns in proportion to the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._letter_px != self.fontMetrics().height():
            growth = self.fontMetrics().height() / self._letter_px
            self._letter_px = self.fontMetrics().height()
            self._fit_rows()
            header = self.horizontalHeader()
            for place in range(header.count()):
                self.setColumnWidth(place, round(growth * self.columnWidth(place)))

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(self._letter_px + _ROW_ROOM_PX, self._least_row_px))

    @Slot()
    def open_current(self) -> None:
        """Open the row that the keyboard is at."""
        self._open(self.currentIndex())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(index)
