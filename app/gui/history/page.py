"""Page of the history: search, table, export and deletion of screenings."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QStackedWidget, QWidget

from app.core.records import ScreeningRecord
from app.core.results.history import read_records
from app.core.results.history_rows import StoredRecord
from app.gui.history.deletion import HistoryDeletion
from app.gui.history.empty_state import HistoryEmptyState
from app.gui.history.filters import HistoryFilters
from app.gui.history.model import HistoryModel
from app.gui.history.reader import HistoryReader, Page
from app.gui.session import Session
from app.gui.tables.record_table import RecordTable
from app.gui.text.locale_text import number_text
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel


class HistoryPage(QWidget):
    """Shows the history; a thread reads it, so that a large or locked file does not block the window.

    Signals:
        record_opened: the `ScreeningRecord` of a row that the user wants to see.
        export_requested: the records that the user wants as CSV.
        noted: a sentence for the status line.
        failed: a sentence; what the user wanted was not done.
    """

    record_opened = Signal(object)
    export_requested = Signal(object)
    noted = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._total = 0
        self._reader = HistoryReader(session, self)
        self._changes = HistoryDeletion(session, self)
        self._filters = HistoryFilters()
        self._model = HistoryModel()
        self._table = RecordTable(self._model)
        self._table.setAccessibleName(self.tr("Screenings"))
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._table.set_up_columns()
        self._notice = HistoryEmptyState()
        self._body = QStackedWidget()
        self._count = TextLabel(scale=1.1)
        self._count.setAccessibleName(self.tr("How many screenings"))
        self._open_button = push_button(self.tr("Open"), self._open_current)
        self._export = push_button(self.tr("Export all…"), self.request_export)
        self._delete = push_button(self.tr("Delete…"), self._ask_delete)
        self._delete_all = push_button(self.tr("Delete all…"), self._ask_delete_all)
        self._lay_out()
        self._connect()
        self._update_buttons()

    def chosen_records(self) -> Iterable[ScreeningRecord]:
        """Return the records of the chosen rows, or of all rows found when none is chosen.

        The latter are read from the file a part at a time, by whatever thread goes through them.
        """
        chosen = self._selected()
        if chosen:
            return [stored.record for stored in chosen]
        return read_records(self._session.history, self._filters.search)

    @Slot()
    def request_export(self) -> None:
        """Have `chosen_records` exported."""
        self.export_requested.emit(self.chosen_records())

    def showEvent(self, event: QShowEvent) -> None:
        """Read the history again: there may be other screenings than when the page was last shown."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the history again, as far as it was read."""
        self._reader.read(self._filters.search, self._model.rowCount())

    @Slot()
    def _look_up(self) -> None:
        """Show the search results from the top."""
        self._table.selectionModel().clear()
        self._table.scrollToTop()
        self._reader.read(self._filters.search, 0)

    @Slot(object)
    def _on_page_read(self, page: Page) -> None:
        if page.counts is None:
            self._model.add_rows(page.rows, is_complete=page.is_last)
            return
        row = self._table.currentIndex().row()
        self._model.show_rows(page.rows, is_complete=page.is_last)
        if row >= 0 and not self._table.currentIndex().isValid():
            self._go_to(min(row, len(page.rows) - 1))
        count, total = page.counts
        if page.rows:
            self._body.setCurrentWidget(self._table)
        else:
            self._show_notice(total)
        self._show_counts(count, total)

    @Slot(str)
    def _on_read_failed(self, sentence: str) -> None:
        self._model.show_rows([], is_complete=True)
        self._notice.show_failure(sentence)
        self._body.setCurrentWidget(self._notice)
        self._show_counts(0, 0)

    @Slot()
    def _enter_table(self) -> None:
        self._table.setFocus()
        if not self._table.currentIndex().isValid():
            self._go_to(0)

    def _go_to(self, row: int) -> None:
        index = self._model.index(row, 0)
        self._table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._table.scrollTo(index)

    @Slot()
    def _open_current(self) -> None:
        self._open(self._table.selectionModel().selectedRows()[0])

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        stored = self._model.rows[index.row()]
        self.record_opened.emit(stored.record)

    @Slot()
    def _ask_delete(self) -> None:
        chosen = self._selected()
        if chosen:
            self._changes.ask_delete([stored.row_id for stored in chosen])

    @Slot()
    def _ask_delete_all(self) -> None:
        self._changes.ask_delete_all(self._total)

    def _selected(self) -> list[StoredRecord]:
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [self._model.rows[row] for row in rows]

    @Slot()
    def _update_buttons(self) -> None:
        count = len(self._table.selectionModel().selectedRows())
        self._open_button.setEnabled(count == 1)
        self._delete.setEnabled(count > 0)
        self._delete_all.setEnabled(self._total > 0)
        self._export.setEnabled(self._model.rowCount() > 0)
        self._export.setText(self.tr("Export chosen…") if count else self.tr("Export all…"))

    def _show_counts(self, count: int, total: int) -> None:
        self._total = total
        words = self.tr("%Ln screening(s)", "", total) if total else ""
        if count < total:
            words = self.tr("{count} of %Ln screening(s)", "", total).format(count=number_text(count))
        self._count.setText(words)
        self._update_buttons()

    def _show_notice(self, total: int) -> None:
        if total:
            self._notice.show_no_matches()
        else:
            self._notice.show_no_screenings()
        self._body.setCurrentWidget(self._notice)

    def _connect(self) -> None:
        self._filters.changed.connect(self._look_up)
        self._filters.entered.connect(self._enter_table)
        self._reader.page_read.connect(self._on_page_read)
        self._reader.failed.connect(self._on_read_failed)
        self._model.more_needed.connect(self._reader.read_more)
        self._table.row_opened.connect(self._open)
        self._table.selectionModel().selectionChanged.connect(self._update_buttons)
        self._notice.clear_clicked.connect(self._filters.clear)
        self._notice.retry_clicked.connect(self.refresh)
        self._changes.changed.connect(self.refresh)
        self._session.settings_changed.connect(self.refresh)
        self._changes.undo_bar.undo_clicked.connect(self._table.setFocus)
        self._changes.noted.connect(self.noted)
        self._changes.failed.connect(self.failed)
        on_page, on_table = Qt.ShortcutContext.WidgetWithChildrenShortcut, Qt.ShortcutContext.WidgetShortcut
        for key, owner, context, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self, on_page, self._filters.focus_search),
            (QKeySequence(QKeySequence.StandardKey.Delete), self._table, on_table, self._ask_delete),
            (QKeySequence(Qt.Key.Key_Escape), self._table, on_table, self._table.clearSelection),
        ):
            QShortcut(key, owner, context=context).activated.connect(slot)

    def _lay_out(self) -> None:
        self._body.addWidget(self._notice)
        self._body.addWidget(self._table)
        self._count.setWordWrap(False)
        self._count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = FlowLayout(self._count, self._open_button, self._export, self._delete, self._delete_all)
        layout = column_layout(self, margins=PAGE_MARGINS)
        layout.addWidget(self._filters)
        layout.addLayout(row)
        layout.addWidget(self._body, stretch=1)
        layout.addWidget(self._changes.undo_bar)
