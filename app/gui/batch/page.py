"""Page of a batch: table, filter, progress, and the buttons to pause, cancel and export."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core.records import ScreeningRecord
from app.core.text import printable
from app.gui.batch.filter_bar import FilterBar
from app.gui.batch.model import BatchModel
from app.gui.batch.progress import BatchProgress
from app.gui.batch.results import BatchResults
from app.gui.batch.row_order import Filter
from app.gui.batch.runner import Batch, BatchRunner
from app.gui.session import Session
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.labels import ElidedLabel, scaled_font


class BatchPage(QWidget):
    """Shows every record of the batch that is screened, or was the last one.

    Signals:
        record_opened: the `ScreeningRecord` of a row that the user wants to see.
        export_requested: the records that the user wants as CSV.
        rows_changed: whether there are records.
        noted: a sentence for the status line.
    """

    record_opened = Signal(object)
    export_requested = Signal(object)
    rows_changed = Signal(bool)
    noted = Signal(str)

    def __init__(self, session: Session, runner: BatchRunner) -> None:
        super().__init__()
        self._runner = runner
        self._model = BatchModel()
        self._rows = BatchResults(self._model, session.threads)
        self._filter = FilterBar()
        self._title = ElidedLabel()
        self._title.setFont(scaled_font(self, 1.3, bold=True))
        self._title.setAccessibleName(self.tr("Folder"))
        self._progress = BatchProgress(runner)
        self._pause = push_button(self.tr("Pause"), runner.toggle_pause)
        self._cancel = push_button(self.tr("Cancel"), runner.cancel)
        self._export = push_button(self.tr("Export CSV…"), self.request_export)
        self._connect_parts()
        self._lay_out()

    @property
    def records(self) -> tuple[ScreeningRecord, ...]:
        """The records of the batch, shown or not, in the order of the files."""
        return self._model.records

    def chosen_records(self) -> Sequence[ScreeningRecord]:
        """Return the selected records in the order shown, or every one in the order of the files unless several are."""
        selected = self._rows.selected_records
        return selected if len(selected) > 1 else self.records

    @Slot()
    def request_export(self) -> None:
        """Have `chosen_records` exported."""
        self.export_requested.emit(self.chosen_records())

    @Slot(object)
    def update_record(self, record: ScreeningRecord) -> None:
        """Show a changed record, where its screening is of this batch."""
        self._model.replace(record)

    @Slot(object)
    def _start(self, batch: Batch) -> None:
        self._title.setText(printable(batch.folder))
        self._rows.clear(batch.folder)
        self._filter.clear()
        for button in (self._pause, self._cancel):
            button.show()
        self._update_buttons()
        self._show_counts()
        self._rows.setFocus()

    @Slot(object)
    def _restore(self, records: list[ScreeningRecord]) -> None:
        self._model.restore(records)
        self._show_counts()

    @Slot(object)
    def _add(self, records: list[ScreeningRecord]) -> None:
        self._rows.add(records)
        self._show_counts()

    @Slot()
    def _finish(self) -> None:
        self._pause.hide()
        self._cancel.hide()
        if not self.records:
            self._rows.show_nothing()

    def _show_counts(self) -> None:
        done = len(self.records)
        self._filter.show_counts(self._runner.progress.counts, self._model.rowCount())
        self._filter.setVisible(done > 0)
        self._rows.show_whether_empty()
        self._export.setEnabled(done > 0)
        self.rows_changed.emit(done > 0)

    @Slot()
    def _update_buttons(self) -> None:
        self._pause.setText(self.tr("Continue") if self._runner.is_paused else self.tr("Pause"))
        for button in (self._pause, self._cancel):
            button.setEnabled(not self._runner.is_ending)

    @Slot(object)
    def _show_only(self, chosen: Filter) -> None:
        self._model.show_only(chosen)
        self._show_counts()

    def _connect_parts(self) -> None:
        self._runner.started.connect(self._start)
        self._runner.records_restored.connect(self._restore)
        self._runner.records_made.connect(self._add)
        self._runner.pause_changed.connect(self._update_buttons)
        self._runner.finished.connect(self._finish)
        self._rows.record_opened.connect(self.record_opened)
        self._rows.noted.connect(self.noted)
        self._rows.all_clicked.connect(self._filter.clear)
        self._filter.changed.connect(self._show_only)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._filter.focus_search)

    def _lay_out(self) -> None:
        top = row_layout()
        top.addWidget(self._title, stretch=1)
        for button in (self._pause, self._cancel, self._export):
            top.addWidget(button)
        layout = column_layout(self, margins=PAGE_MARGINS)
        layout.addLayout(top)
        layout.addWidget(self._progress)
        layout.addWidget(self._filter)
        layout.addWidget(self._rows, stretch=1)
