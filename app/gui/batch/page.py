"""Page of a batch: table, filter, progress, and the buttons to pause, cancel and export."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core.records import Finding, ScreeningRecord
from app.core.results.unfinished import UnfinishedBatch
from app.core.text import printable
from app.gui.batch.filter_bar import FilterBar
from app.gui.batch.model import BatchModel
from app.gui.batch.progress import BatchProgress
from app.gui.batch.results import BatchResults
from app.gui.batch.row_order import Filter
from app.gui.batch.worker import BatchWorker
from app.gui.session import Session
from app.gui.text.figures_text import point_label
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.labels import ElidedLabel, scaled_font

_FLUSH_MS = 50
"""How often the rows that have arrived go into the table: smooth to the eye, cheap for a folder of thousands."""


class BatchPage(QWidget):
    """Screens files and folders, one batch at a time, and shows every record.

    Signals:
        record_opened: the `ScreeningRecord` of a row that the user wants to see.
        export_requested: the records that the user wants as CSV.
        rows_changed: whether there are records.
        noted: a sentence for the status line.
        warned: a sentence that the user must not miss.
        failed: a sentence; the batch has ended before its time, or waits.
    """

    record_opened = Signal(object)
    export_requested = Signal(object)
    rows_changed = Signal(bool)
    noted = Signal(str)
    warned = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._worker: BatchWorker | None = None
        self._arrived: list[ScreeningRecord] = []
        self._counts: Counter[Finding] = Counter()
        self._timer = QTimer(self, interval=_FLUSH_MS)
        self._timer.timeout.connect(self._flush)

        self._model = BatchModel()
        self._rows = BatchResults(self._model, session.threads)
        self._filter = FilterBar()
        self._title = ElidedLabel()
        self._title.setFont(scaled_font(self, 1.3, bold=True))
        self._title.setAccessibleName(self.tr("Folder"))
        self._progress = BatchProgress()
        self._pause = push_button(self.tr("Pause"), self.toggle_pause)
        self._cancel = push_button(self.tr("Cancel"), self.cancel)
        self._export = push_button(self.tr("Export CSV…"), self.request_export)
        self._connect_parts()
        self._lay_out()

    @property
    def is_running(self) -> bool:
        """Whether a batch is being screened."""
        return self._worker is not None

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

    def start(self, paths: Sequence[str]) -> None:
        """Screen files and folders, with everything below them. No batch may be running."""
        self._start(BatchWorker(paths, self._session), paths)

    def resume(self, unfinished: UnfinishedBatch) -> None:
        """Show the records that an interrupted batch has, and screen the rest. No batch may be running."""
        self._start(BatchWorker(unfinished.paths, self._session, unfinished), unfinished.paths)

    @Slot()
    def cancel(self) -> None:
        """End the batch early; what is in work is finished and kept."""
        if self._worker:
            self._worker.cancel_for_good()
            self._pause.setEnabled(False)
            self._cancel.setEnabled(False)
            self._progress.show_cancelling()

    @Slot()
    def toggle_pause(self) -> None:
        """Pause the batch, or continue it."""
        if self._worker is None or not self._pause.isEnabled():
            return
        if self._progress.is_paused:
            self._worker.go_on()
            self._progress.show_resumed()
        else:
            self._worker.pause()
            self._progress.show_paused()
        self._update_pause_button()

    @Slot(object)
    def update_record(self, record: ScreeningRecord) -> None:
        """Show a changed record, where its screening is of this batch."""
        self._model.replace(record)

    def _start(self, worker: BatchWorker, paths: Sequence[str]) -> None:
        folder = paths[0] if len(paths) == 1 else os.path.dirname(paths[0])
        self._title.setText(printable(folder))
        self._rows.clear(folder)
        self._filter.clear()
        self._counts.clear()
        worker.files_found.connect(self._progress.set_total)
        worker.records_restored.connect(self._on_records_restored)
        worker.record_made.connect(self._on_record_made)
        worker.history_failed.connect(self.warned)
        worker.failed.connect(self.failed)
        worker.folder_lost.connect(self._on_folder_lost)
        worker.finished.connect(self._finish)
        self._worker = worker
        self._progress.start(point_label(worker.operating_point))
        for button in (self._pause, self._cancel):
            button.setEnabled(True)
            button.show()
        self._update_pause_button()
        self._show_counts()
        self._rows.setFocus()
        self._timer.start()
        self._session.threads.start(worker)

    @Slot(object)
    def _on_records_restored(self, records: list[ScreeningRecord]) -> None:
        self._model.restore(records)
        self._count(records)

    @Slot(object)
    def _on_record_made(self, record: ScreeningRecord) -> None:
        self._arrived.append(record)

    @Slot(str)
    def _on_folder_lost(self, folder: str) -> None:
        self._progress.show_paused()
        self._update_pause_button()
        sentence = self.tr("{folder} is not there now. Connect it again, then continue; or cancel the batch.")
        self.failed.emit(sentence.format(folder=printable(folder)))

    @Slot()
    def _flush(self) -> None:
        if self._arrived:
            self._rows.add(self._arrived)
            self._count(self._arrived)
            self._arrived.clear()

    @Slot()
    def _finish(self) -> None:
        self._timer.stop()
        self._flush()
        self._worker = None
        self._pause.hide()
        self._cancel.hide()
        self._progress.finish()
        if not self.records:
            self._rows.show_nothing()

    def _count(self, records: Sequence[ScreeningRecord]) -> None:
        self._counts.update(record.verdict.finding for record in records)
        self._progress.show_done(self._counts.total(), time.monotonic())
        self._show_counts()

    def _show_counts(self) -> None:
        done = self._counts.total()
        self._filter.show_counts(self._counts, self._model.rowCount())
        self._filter.setVisible(done > 0)
        self._rows.show_whether_empty()
        self._export.setEnabled(done > 0)
        self.rows_changed.emit(done > 0)

    def _update_pause_button(self) -> None:
        self._pause.setText(self.tr("Continue") if self._progress.is_paused else self.tr("Pause"))

    @Slot(object)
    def _show_only(self, chosen: Filter) -> None:
        self._model.show_only(chosen)
        self._show_counts()

    def _connect_parts(self) -> None:
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
