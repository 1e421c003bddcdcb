"""The tables of the worklist, one at a time, with a preview beside; or a notice where there is no row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.gui.session import Session
from app.gui.tables.table_state import decoded
from app.gui.theme.spacing import GROUP_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.widgets.card import Card
from app.gui.widgets.controls import row_layout
from app.gui.worklist.empty_state import EmptyState
from app.gui.worklist.preview import RowPreview
from app.gui.worklist.rows.table import WorklistTable

_LEAST_PREVIEW_PX = 208
_SCREENED_AT = "screened_at"
_GIVEN_UP = ("score", _SCREENED_AT)
"""Columns for which the preview does not give way; it says the score itself."""
_LEAST_HEIGHT_PX = 150
_EDGE = (1, 1, 1, 1)
_KEYS = ("worklist/batch", "worklist/history")


class TableArea(QWidget):
    """Shows the table of one source.

    Signals:
        order_changed: the name of the column that the rows are sorted by now; empty for the usual order.
    """

    order_changed = Signal(str)

    def __init__(self, session: Session, tables: Sequence[WorklistTable]) -> None:
        super().__init__()
        self.empty = EmptyState()
        self.preview = RowPreview(session.threads)
        self.preview.open_clicked.connect(self.open_current)
        self._tables = tables
        self._state = session.state
        self._table = tables[0]
        self._stack = QStackedWidget()
        for part in (*tables, self.empty):
            self._stack.addWidget(part)
        for table in tables:
            table.setFrameShape(QFrame.Shape.NoFrame)
            table.horizontalHeader().sortIndicatorChanged.connect(self._say_order)
        card = Card(margins=_EDGE)
        card.column.addWidget(self._stack)
        layout = row_layout(self, gap_px=GROUP_GAP_PX)
        layout.addWidget(card, stretch=1)
        layout.addWidget(self.preview)
        self._restore()

    def _restore(self) -> None:
        for key, table in zip(_KEYS, self._tables, strict=True):
            table.table_state = decoded(bytes(self._state.get(key).data()))

    def remember(self) -> None:
        """Remember the tables as they are."""
        for key, table in zip(_KEYS, self._tables, strict=True):
            self._state.put(key, table.table_state.encoded())

    def show_table(self, table: WorklistTable) -> None:
        """Show another table."""
        self._table = table
        self.setFocusProxy(table)
        self._say_order()

    def set_empty(self, is_empty: bool) -> None:
        """Show the notice instead of the table, or the table."""
        self._stack.setCurrentWidget(self.empty if is_empty else self._table)

    @Slot()
    def open_current(self) -> None:
        """Open the current row."""
        self._table.open_current()

    @Slot(int)
    def sort_by(self, place: int) -> None:
        """Sort the rows by a column; the other way round where they are sorted by it."""
        header = self._table.horizontalHeader()
        is_same = header.sortIndicatorSection() == place
        is_ascending = header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        descends = is_same and is_ascending
        header.setSortIndicator(place, Qt.SortOrder.DescendingOrder if descends else Qt.SortOrder.AscendingOrder)

    @Slot()
    def show_usual_order(self) -> None:
        """Sort the rows in the usual order."""
        self.sort_by(-1)

    def show_newest_first(self) -> None:
        """Sort the rows by when they were screened, the last one first."""
        place = self._table.column_place(_SCREENED_AT)
        self._table.horizontalHeader().setSortIndicator(place, Qt.SortOrder.DescendingOrder)

    @Slot()
    def _say_order(self) -> None:
        self.order_changed.emit(self._table.sorted_by)

    def sizeHint(self) -> QSize:
        """Return the least height that the table is used at; it takes what there is."""
        return QSize(super().sizeHint().width(), scale_to_text(_LEAST_HEIGHT_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the preview where there is room for it beside the columns."""
        super().resizeEvent(event)
        width_px = max(scale_to_text(_LEAST_PREVIEW_PX), self.width() // 6)
        self.preview.setFixedWidth(width_px)
        needed = max(table.width_without(_GIVEN_UP) for table in self._tables)
        self.preview.setVisible(self.width() >= needed + GROUP_GAP_PX + width_px)
