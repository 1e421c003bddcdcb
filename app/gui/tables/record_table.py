"""Table view of records; a row is opened by mouse or by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.core.records import ScreeningRecord
from app.gui.tables.column_fit import ColumnFit
from app.gui.tables.record_header import ARROW_PX, RecordHeader
from app.gui.tables.record_model import NO_INDEX, RecordModel
from app.gui.tables.row_delegate import BESIDE_PICTURE_PX, PICTURE_SHAPE, RowDelegate
from app.gui.tables.row_painting import MARGIN_PX
from app.gui.tables.table_state import TableState
from app.gui.theme.style import scale_to_text
from app.gui.widgets.controls import add_key
from app.gui.widgets.window_height import is_in_low_window

_ROW_PX, _LOW_ROW_PX = PICTURE_SHAPE[1] + BESIDE_PICTURE_PX, 44
"""Height of a row; in a low window it is less, so that seven of them are seen on a small screen."""
_BESIDE_TWO_LINES_PX = 4
"""What a row is higher than a danger sign and a verdict, one above the other."""
_HEADER_PX, _LOW_HEADER_PX = 36, 30

_Move = QAbstractItemView.CursorAction


class RecordTable(QTableView):
    """Shows one record a row, in as many columns as there is room for.

    Signals:
        row_opened: the index of a row that was double-clicked or entered.
        end_needed: the user goes to the last row, and not every row is read yet.
    """

    row_opened = Signal(QModelIndex)
    end_needed = Signal()

    def __init__(self, model: RecordModel, picture: Callable[[str], QImage | None]) -> None:
        """Create a view of a model.

        Args:
            model: whose records are shown.
            picture: as for `RowDelegate`.
        """
        super().__init__()
        self._records = model  # Qt does not keep it alive
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self, model, picture))
        self._header = RecordHeader(self, MARGIN_PX)
        self._header.setMinimumSectionSize(scale_to_text(ARROW_PX))
        self.setHorizontalHeader(self._header)
        self._fit = ColumnFit(self, self._header, model)
        self._set_up_rows()
        self.doubleClicked.connect(self._open)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # `activated` never comes from a key on macOS
            words = QCoreApplication.translate("RecordTable", "Open the X-ray of the row")
            add_key(self, key, words, self.open_current, context=Qt.ShortcutContext.WidgetShortcut)
        self._fit.fit()

    def width_without(self, names: Collection[str]) -> int:
        """Return the width at which every column but these is shown."""
        return self._fit.width_without(names) + self.verticalScrollBar().sizeHint().width()

    @property
    def widths(self) -> dict[str, int]:
        """The widths that the user set, by column; setting them shows them."""
        return dict(self._fit.by_hand)

    @widths.setter
    def widths(self, widths: dict[str, int]) -> None:
        self._fit.by_hand = dict(widths)
        self._fit.fit_room()

    @property
    def table_state(self) -> TableState:
        """How the user left its columns; setting it restores that."""
        header, columns = self._header, self._records.columns
        places = [header.logicalIndex(visual) for visual in range(header.count())]
        return TableState(self.widths, [columns[place].name for place in places] if header.sectionsMoved() else [])

    @table_state.setter
    def table_state(self, state: TableState) -> None:
        names = [column.name for column in self._records.columns]
        self.widths = {name: width for name, width in state.widths.items() if name in names}
        for visual, name in enumerate(name for name in state.order if name in names):
            self._header.moveSection(self._header.visualIndex(names.index(name)), visual)

    @property
    def sorted_by(self) -> str:
        """The name in words of the column that the rows are sorted by; empty in the usual order."""
        place = self._header.sortIndicatorSection()
        columns = self._records.columns
        return columns[place].name_in_words() if 0 <= place < len(columns) and columns[place].can_sort else ""

    def column_place(self, name: str) -> int:
        """Return the number of a column, as the header counts them."""
        return [column.name for column in self._records.columns].index(name)

    @property
    def selected_rows(self) -> list[int]:
        """The selected rows, in the order shown."""
        ranges: Any = self.selectionModel().selection()
        each = (ranges.at(place) for place in range(ranges.size()))
        return sorted({row for run in each for row in range(run.top(), run.bottom() + 1)})

    def selected_records(self) -> list[ScreeningRecord]:
        """Return the records of the selected rows, in the order shown."""
        return [self._records.record(row) for row in self.selected_rows]

    def changeEvent(self, event: QEvent) -> None:
        """Fit rows and columns to the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit.by_hand.clear()
            self._fit_rows()
            self._fit.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns, as wide, as there is room for, in rows as high as there is."""
        super().resizeEvent(event)
        self._fit_rows()
        self._fit.fit_room()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return where a key leads: always to a row, never along its cells."""
        current = self.currentIndex()
        match action:
            case _Move.MoveHome:
                return self._records.index(0, 0)
            case _Move.MoveEnd:
                if self._records.canFetchMore(NO_INDEX):
                    self.end_needed.emit()
                return self._records.index(self._records.rowCount() - 1, 0)
            case _Move.MoveLeft | _Move.MoveRight:
                return current
        return super().moveCursor(action, modifiers)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw both rows anew, whose frame goes along all cells: Qt draws one cell of each."""
        super().currentChanged(current, previous)
        for row in {current.row(), previous.row()} - {-1}:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    @Slot()
    def open_current(self) -> None:
        """Open the current row."""
        self._open(self.currentIndex())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(index)

    def _set_up_rows(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls, and leaves the focus where it is
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self._fit_rows()

    def _fit_rows(self) -> None:
        is_low = is_in_low_window(self)
        self._header.setFixedHeight(max(_LOW_HEADER_PX if is_low else _HEADER_PX, self._header.least_height()))
        letters = self.fontMetrics().height()
        least = max(letters + BESIDE_PICTURE_PX, 2 * letters + _BESIDE_TWO_LINES_PX)
        height = max(_LOW_ROW_PX if is_low else _ROW_PX, least)
        if height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setMinimumSectionSize(height)
            self.verticalHeader().setDefaultSectionSize(height)
