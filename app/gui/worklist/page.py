"""Page of the worklist: the X-rays of the batch or of some days, in one kind of table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.core.records import ScreeningRecord
from app.gui.batch.runner import BatchRunner
from app.gui.session import Session
from app.gui.tables.place import NEXT_UNSEEN_KEY
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import add_key, column_layout, scroll_vertically
from app.gui.worklist.chips import ChipBar
from app.gui.worklist.header import WorklistHeader
from app.gui.worklist.row_actions import RowActions
from app.gui.worklist.row_commands import RowCommands
from app.gui.worklist.rows.shown_rows import ShownRows
from app.gui.worklist.source_box import Source
from app.gui.worklist.table_area import TableArea


class WorklistPage(QWidget):
    """Shows the records of a batch or of the history, and what can be done with them.

    Attributes:
        rows: that are shown, in their order and with their filter.

    Signals:
        record_opened: the `ScreeningRecord` of a row that the user wants to see.
        export_requested: the records that the user wants as CSV.
        reports_requested: the records that the user wants in one report.
        archive_requested: the records whose results the user wants in the archive.
        deidentify_requested: the records whose X-rays the user wants without an identity.
        summary_requested: the records that the user wants a summary of, and its title.
        rows_changed: there are rows, or none any more.
        noted: a sentence for the status line.
        failed: a sentence; what the user wanted was not done.
    """

    record_opened = Signal(object)
    export_requested = Signal(object)
    reports_requested = Signal(object)
    archive_requested = Signal(object)
    deidentify_requested = Signal(object)
    summary_requested = Signal(object, str)
    rows_changed = Signal()
    noted = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, runner: BatchRunner) -> None:
        super().__init__()
        self.rows = ShownRows(session, runner, self)
        self._chips = ChipBar(self.rows.patients)
        self._area = TableArea(session, (self.rows.batch.table, self.rows.history.table))
        self._commands = RowCommands(session, self, self.rows.selected)
        self._actions = RowActions(self, self._commands, self._area.open_current, self.rows.batch.screen_again)
        self._header = WorklistHeader(self._actions, self.request_export, self._request_summary)
        self._lay_out()
        self._connect(session)
        self._show_source()

    @property
    def shows_batch(self) -> bool:
        """Whether the rows are those of the batch."""
        return self.rows.are_of_batch

    @property
    def has_rows(self) -> bool:
        """Whether a row is shown."""
        return self.rows.current.model.rowCount() > 0

    def chosen_records(self) -> Iterable[ScreeningRecord]:
        """Return the records of the selected rows where several are, else of every row that is found."""
        selected = self.rows.selected()
        return selected if len(selected) > 1 else self.rows.current.found()

    @Slot()
    def request_export(self) -> None:
        """Have `chosen_records` exported."""
        self.export_requested.emit(self.chosen_records())

    def show_batch(self) -> None:
        """Show the batch that is screened, or was the last one."""
        self._header.sources.choose(Source.BATCH)

    def show_unseen(self) -> None:
        """Show what nobody has opened, of all days, what came last first: there may be many old ones."""
        self._header.sources.choose(Source.ALL)
        self._chips.show_unseen()
        self._area.show_newest_first()

    @Slot(object)
    def update_record(self, record: ScreeningRecord) -> None:
        """Show a changed record in its row; it keeps its place until the rows are sorted again."""
        self.rows.replace(record)

    @Slot()
    def mark_kept(self) -> None:
        """Note that the history holds the last change of a record."""
        self.rows.history.mark_kept()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the history again where it may have changed, and put changed rows where they belong."""
        super().showEvent(event)
        self.rows.batch.sort_again()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give up the undo of a deletion when the page is left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.leave()

    def leave(self) -> None:
        """Give up the undo of a deletion, and remember the columns."""
        self._commands.deletion.undo_bar.withdraw()
        self._area.remember()

    @Slot()
    def _request_summary(self) -> None:
        self.summary_requested.emit(self.rows.current.found_once(), self._header.words)

    @Slot()
    def _on_batch_begun(self) -> None:
        self._chips.clear()
        self._header.sources.choose(Source.BATCH)
        self._show_source()  # the batch before may have been shown
        self._area.setFocus()

    @Slot()
    def _show_source(self) -> None:
        """Show the rows of the source and with the filter that are chosen."""
        sources, chosen = self._header.sources, self._chips.chosen
        if sources.source is Source.BATCH:
            self.rows.show_batch(chosen)
        else:
            self.rows.show_days(chosen, *sources.days)
        self._refresh()
        self._area.show_table(self.rows.current.table)
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        """Say how many rows there are, or why there is none."""
        rows = self.rows.current
        self._chips.show_counts(rows.counts, self.rows.patient_count)
        self._area.set_empty(rows.explain(self._area.empty))
        self._header.show_counts(rows.model.total, rows.total, rows.counts.unseen, rows.title, rows.outcome)
        self._show_selected()
        self.rows_changed.emit()

    @Slot()
    def _show_selected(self) -> None:
        records = self.rows.selected()
        self._area.preview.show_selected(records)
        self._actions.show_selected(len(records), can_screen_again=self.rows.can_screen_again)
        self._header.show_selected(len(records))

    @Slot()
    def _on_history_changed(self) -> None:
        self.rows.history.mark_outdated()
        self._refresh()

    def _refresh(self) -> None:
        """Read the history again where it may have changed, and is shown."""
        if self.isVisible() and not self.rows.are_of_batch:
            self.rows.history.refresh_outdated()

    @Slot()
    def _enter_table(self) -> None:
        self._area.setFocus()
        if not self.rows.current.table.currentIndex().isValid():
            self.rows.current.table.go_to(0)

    def _connect(self, session: Session) -> None:
        self.rows.changed.connect(self._show_rows)
        self.rows.selection_changed.connect(self._show_selected)
        self.rows.record_opened.connect(self.record_opened)
        self.rows.batch.begun.connect(self._on_batch_begun)
        self.rows.batch.failed.connect(self.failed)
        self._header.sources.changed.connect(self._show_source)
        self._chips.changed.connect(self._show_source)
        self._chips.entered.connect(self._enter_table)
        self._chips.next_clicked.connect(self.rows.open_unseen)
        all_seen = self.tr("Every X-ray that the worklist shows was seen.")
        self.rows.all_seen.connect(partial(self.noted.emit, all_seen))
        self._area.empty.clear_clicked.connect(self._chips.clear)
        self._area.empty.all_clicked.connect(lambda: self._header.sources.choose(Source.ALL))
        self._area.empty.retry_clicked.connect(self.rows.history.refresh)
        self._actions.sort_chosen.connect(self._area.sort_by)
        self._area.order_changed.connect(self._chips.show_order)
        self._chips.order_cleared.connect(self._area.show_usual_order)
        self._commands.record_changed.connect(self.update_record)
        for name in ("export_requested", "reports_requested", "deidentify_requested", "archive_requested", "noted"):
            getattr(self._commands, name).connect(getattr(self, name))
        deletion = self._commands.deletion
        deletion.deleted.connect(self.rows.remove)
        deletion.restored.connect(self.rows.batch.restore)
        deletion.failed.connect(self.failed)
        deletion.undo_bar.undo_clicked.connect(self._area.setFocus)
        for changed in (self.rows.batch.ended, deletion.changed, session.settings_changed, session.history_changed):
            changed.connect(self._on_history_changed)
        for table in (self.rows.batch.table, self.rows.history.table):
            self._actions.add_to(table)
        add_key(self, QKeySequence.StandardKey.Find, self.tr("Search the worklist"), self._chips.focus_search)
        add_key(self, NEXT_UNSEEN_KEY, self.tr("Open the next X-ray that nobody has seen"), self.rows.open_unseen)

    def _lay_out(self) -> None:
        """Put everything into an area that scrolls where large letters leave the table too little room."""
        inside, area = QWidget(), QScrollArea()
        whole = column_layout(inside, gap_px=0)
        whole.addWidget(self._header)
        body = column_layout(margins=PAGE_MARGINS)
        for part, stretch in ((self._chips, 0), (self._area, 1), (self._commands.deletion.undo_bar, 0)):
            body.addWidget(part, stretch=stretch)
        whole.addLayout(body, stretch=1)
        scroll_vertically(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column_layout(self).addWidget(area)
