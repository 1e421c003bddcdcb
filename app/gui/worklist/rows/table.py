"""Table view of the worklist: its selection, its actions, and the place that does not jump."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu

from app.gui.tables.record_model import RecordModel
from app.gui.tables.record_table import RecordTable
from app.gui.widgets.controls import add_key
from app.gui.workers.thumbnails import Thumbnails

_Flag = QItemSelectionModel.SelectionFlag


class WorklistTable(RecordTable):
    """Shows a model whose rows may change; what is selected stays selected.

    Signals:
        record_opened: the `ScreeningRecord` of a row that was double-clicked or entered.
        selection_changed: other rows are selected, or none.
    """

    record_opened = Signal(object)
    selection_changed = Signal()

    def __init__(self, model: RecordModel, thumbnails: Thumbnails) -> None:
        super().__init__(model, thumbnails.image)
        self._model = model
        self._kept: tuple[list[str], str] = ([], "")
        thumbnails.loaded.connect(self.viewport().update)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self.row_opened.connect(self._open_row)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        words = self.tr("What can be done with the selected rows")
        add_key(self, "Shift+F10", words, self._open_menu, context=Qt.ShortcutContext.WidgetShortcut)

    def stay_in_place(self, change: Callable[[], object]) -> None:
        """Add rows by a function; those that are seen stay in place, unless nobody has begun to look at them."""
        top = self.rowAt(0)
        is_looked_at = self.verticalScrollBar().value() > 0 or self.selectionModel().hasSelection()
        if top < 0 or not is_looked_at:
            change()
            return
        anchor = QPersistentModelIndex(self._model.index(top, 0))
        was_at = self.rowViewportPosition(top)
        change()
        self.updateGeometries()  # else the scroll bar still ends where it did
        moved = self.rowViewportPosition(anchor.row()) - was_at
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def go_to(self, row: int) -> None:
        """Select a row alone and scroll to it."""
        if 0 <= row < self._model.rowCount():
            index = self._model.index(row, 0)  # `selectRow` takes none where one reads from the right
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
            self.scrollTo(index)

    @Slot()
    def show_first(self) -> None:
        """Scroll to the first row, and select it unless the current one is seen there."""
        self.scrollToTop()
        row = self.currentIndex().row()
        bottom = self.rowViewportPosition(row) + self.rowHeight(row)
        if not (row in self.selected_rows and bottom <= self.viewport().height()):
            self.go_to(0)

    def open_unseen(self, rows: Iterable[int]) -> bool:
        """Open the first of some rows that nobody has opened yet; return False where there is none."""
        row = next((row for row in rows if not self._model.record(row).seen_at), None)
        if row is None:
            return False
        self.go_to(row)
        self.open_current()
        return True

    @Slot()
    def _open_menu(self) -> None:
        """Open the menu of the selected rows at the current one: not every system has a key of its own for it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))

    @Slot()
    def _keep_selection(self) -> None:
        current = self.currentIndex()
        chosen = [self._model.record(row).id for row in self.selected_rows]
        self._kept = chosen, self._model.record(current.row()).id if current.isValid() else ""

    @Slot()
    def _restore_selection(self) -> None:
        chosen, current = self._kept
        rows = sorted(row for record_id in chosen if (row := self._model.row_of(record_id)) is not None)
        last = self._model.columnCount() - 1
        selection = QItemSelection()
        for _, neighbours in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
            run = [row for _, row in neighbours]
            selection.select(self._model.index(run[0], 0), self._model.index(run[-1], last))
        row = self._model.row_of(current)
        if row is None and rows:
            row = rows[0]
        if row is not None:
            index = self._model.index(row, 0)
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self.scrollTo(index)
        self.selectionModel().select(selection, _Flag.ClearAndSelect)
        self.selection_changed.emit()

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        self.record_opened.emit(self._model.record(index.row()))
