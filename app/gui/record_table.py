"""A view of records that opens a row by mouse or by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.core.records import Column
from app.gui import wording
from app.gui.marks import MARK_PX
from app.gui.style import grown

_ROOM_PX = 28
"""Beside the longest text of a column, for its margins."""

_BESIDE_MARK_PX = 8

_LEAST_LETTERS = 12
"""Of a file's name, where the other columns need the room."""

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

    def __init__(self, picture_px: int = 0) -> None:
        """Make an empty view.

        Args:
            picture_px: side of the pictures that stand before the names of files.
        """
        super().__init__()
        self._picture_px = picture_px
        self._columns: tuple[Column, ...] = ()
        self._is_fitting = self._is_set_by_hand = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
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
        header.sectionResized.connect(self._take_width)
        self._columns = tuple(columns)
        place = self._file_place()
        if place is not None:
            self.setItemDelegateForColumn(place, MiddleElided(self))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the files as much room as the other columns do not need."""
        super().resizeEvent(event)
        self._fit_files()

    def _fit(self) -> None:
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(max(line + 16, self._picture_px + 4))
        self._is_fitting = True
        for place in range(len(self._columns)):
            self.setColumnWidth(place, self._width(place))
        self._is_fitting = self._is_set_by_hand = False
        self._fit_files()

    def _width(self, place: int) -> int:
        """Return a width for the usual texts of a column."""
        column = self._columns[place]
        width = max(self.fontMetrics().horizontalAdvance(text) for text in wording.typical_texts(column)) + _ROOM_PX
        before = {"file": self._picture_px, "verdict": grown(MARK_PX + _BESIDE_MARK_PX)}.get(column.name, 0)
        return max(before + width, self.horizontalHeader().sectionSizeHint(place))

    def _fit_files(self) -> None:
        place, last = self._file_place(), len(self._columns) - 1
        if place is None or self._is_set_by_hand:
            return
        others = sum(self.columnWidth(other) for other in range(last) if other != place) + self._width(last)
        least = self._picture_px + _ROOM_PX + _LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        self._is_fitting = True
        self.setColumnWidth(place, min(self._width(place), max(least, self.viewport().width() - others)))
        self._is_fitting = False

    @Slot(int)
    def _take_width(self, place: int) -> None:
        """Leave a width alone that the user chose."""
        self._is_set_by_hand |= place == self._file_place() and not self._is_fitting

    def _file_place(self) -> int | None:
        return next((place for place, column in enumerate(self._columns) if column.name == "file"), None)

    @Slot()
    def open_current(self) -> None:
        """Open the row that the keyboard is at."""
        self._open(self.currentIndex())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(index)
