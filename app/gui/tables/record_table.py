"""Table view of records; a row is opened by mouse or by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.gui.tables.columns import TableColumn, hiding_order
from app.gui.tables.record_model import RecordModel
from app.gui.theme.finding_marks import MARK_PX
from app.gui.theme.style import scale_to_text

_ROOM_PX = 28
"""Beside the longest text of a column, for its margins."""

_BESIDE_MARK_PX = 8

_LEAST_LETTERS = 12
"""Of an elastic column."""

_ITEM = "QTableView::item { padding: 0 8px; } QHeaderView::section { padding: 7px 8px; }"


class MiddleElided(QStyledItemDelegate):
    """Elides a path in its middle: what tells files apart is mostly at the end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Elide the text in its middle; Qt calls this."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class RecordTable(QTableView):
    """Shows one record a row.

    Signals:
        row_opened: the index of a row that was double-clicked or entered.
    """

    row_opened = Signal(QModelIndex)

    def __init__(self, model: RecordModel, thumbnail_px: int = 0) -> None:
        """Create a view of a model.

        Args:
            model: whose records are shown.
            thumbnail_px: side of the thumbnails that stand before the paths of files.
        """
        super().__init__()
        self._records = model  # Qt does not keep it alive
        self._columns: tuple[TableColumn, ...] = ()
        self.setModel(model)
        self._hiding_order = hiding_order(model.table)
        self._thumbnail_px = thumbnail_px
        self._widths: list[int] = []
        self._least_widths: list[int] = []
        self._is_fitting = False
        self._set_by_hand: set[int] = set()
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

    def set_up_columns(self) -> None:
        """Give the columns of the model their widths; call it once the header is as it stays."""
        self._columns = self._records.columns
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionResized.connect(self._on_section_resized)
        for place, column in enumerate(self._columns):
            if column.is_path:
                self.setItemDelegateForColumn(place, MiddleElided(self))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the columns to the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns, as wide, as there is room for."""
        super().resizeEvent(event)
        self._fit_room()

    def _fit(self) -> None:
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(max(line + 16, self._thumbnail_px + 4))
        self._is_fitting = True
        for place in range(len(self._columns)):
            self.setColumnHidden(place, False)  # of a hidden one, the header tells no width
        self._widths = [self._width(place) for place in range(len(self._columns))]
        self._least_widths = [self._least_width(place) for place in range(len(self._columns))]
        for place, width in enumerate(self._widths):
            self.setColumnWidth(place, width)
        self._is_fitting = False
        self._set_by_hand.clear()
        self._fit_room()

    def _width(self, place: int) -> int:
        """Return the width that the typical texts of a column need."""
        column = self._columns[place]
        texts = [column.heading(), *column.typical_texts()]
        width = max(map(self.fontMetrics().horizontalAdvance, texts)) + _ROOM_PX
        before = scale_to_text(MARK_PX + _BESIDE_MARK_PX) if column.has_mark else self._thumbnail_width(place)
        return max(before + width, self.horizontalHeader().sectionSizeHint(place))

    def _thumbnail_width(self, place: int) -> int:
        return self._thumbnail_px if self._columns[place].is_path else 0

    def _fit_room(self) -> None:
        elastic = [place for place, column in enumerate(self._columns) if column.is_elastic]
        needed = dict(enumerate(self._widths))
        for place in elastic:
            needed[place] = self.columnWidth(place) if place in self._set_by_hand else self._least_widths[place]
        room = self.viewport().width()
        for place in self._hiding_order:
            if sum(needed.values()) > room:
                del needed[place]
        left = max(0, room - sum(needed.values()))
        self._is_fitting = True
        for place in range(len(self._columns)):
            self.setColumnHidden(place, place not in needed)
        for place in elastic:
            if place in needed and place not in self._set_by_hand:
                more = min(left, self._widths[place] - needed[place])
                left -= more
                self.setColumnWidth(place, needed[place] + more)
        self._is_fitting = False

    def _least_width(self, place: int) -> int:
        """Return the least width of an elastic column: some letters."""
        letters = _LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        return max(self._thumbnail_width(place) + letters + _ROOM_PX, self.horizontalHeader().sectionSizeHint(place))

    @Slot(int)
    def _on_section_resized(self, place: int) -> None:
        """Remember that the user set a width; the last visible column is stretched by Qt."""
        is_last = all(self.isColumnHidden(later) for later in range(place + 1, len(self._columns)))
        if not (self._is_fitting or is_last):
            self._set_by_hand.add(place)

    @Slot()
    def open_current(self) -> None:
        """Open the current row."""
        self._open(self.currentIndex())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(index)
