"""A batch: the table that fills, the progress, and the way out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.core.export import printable
from app.core.records import Finding, ScreeningRecord
from app.gui import wording
from app.gui.batch_model import BatchModel
from app.gui.batch_table import BatchTable
from app.gui.labels import ElidedLabel, TextLabel, scaled_font
from app.gui.screening_worker import ScreeningWorker
from app.gui.session import Session

_FLUSH_MS = 50
"""How often the rows that have arrived go into the table: smooth to the eye, cheap for a folder of thousands."""


class BatchPage(QWidget):
    """Screens files and folders, one batch at a time, and shows every record.

    Signals:
        record_opened: the `ScreeningRecord` of a row that the user wants to see.
        export_clicked: the user wants the records as CSV.
        rows_changed: whether there are records.
        noted: a sentence for the status line.
        failed: a sentence; the batch has ended before its time.
    """

    record_opened = Signal(object)
    export_clicked = Signal()
    rows_changed = Signal(bool)
    noted = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._worker: ScreeningWorker | None = None
        self._arrived: list[ScreeningRecord] = []
        self._counts: Counter[Finding] = Counter()
        self._total: int | None = None
        self._passed_over = 0
        self._timer = QTimer(self, interval=_FLUSH_MS)
        self._timer.timeout.connect(self._flush)

        self._model = BatchModel()
        self._table = BatchTable(self._model)
        self._table.record_opened.connect(self.record_opened)
        self._title = ElidedLabel()
        self._title.setFont(scaled_font(self, 1.3, bold=True))
        self._title.setAccessibleName(self.tr("Folder"))
        self._state = TextLabel()
        self._state.setAccessibleName(self.tr("Progress in words"))
        self._summary = TextLabel()
        self._summary.setAccessibleName(self.tr("Summary"))
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancel)
        self._export = QPushButton(self.tr("Export CSV…"))
        self._export.clicked.connect(self.export_clicked)
        self._lay_out()

    @property
    def is_running(self) -> bool:
        """Whether a batch is being screened."""
        return self._worker is not None

    @property
    def records(self) -> tuple[ScreeningRecord, ...]:
        """The records in the table, in the order of the files."""
        return self._model.records

    def start(self, paths: Sequence[str]) -> None:
        """Screen files and folders, with everything below them. No batch may be running."""
        folder = paths[0] if len(paths) == 1 else os.path.dirname(paths[0])
        self._title.setText(printable(folder))
        self._model.clear(folder)
        self._counts.clear()
        self._total, self._passed_over = None, 0
        worker = ScreeningWorker(paths, self._session)
        worker.files_found.connect(self._take_total)
        worker.record_made.connect(self._take_record)
        worker.history_failed.connect(self.noted)
        worker.failed.connect(self.failed)
        worker.finished.connect(self._finish)
        self._worker = worker
        self._progress.setRange(0, 0)  # it moves without an end until the files are counted
        self._progress.show()
        self._cancel.setEnabled(True)
        self._cancel.show()
        self._state.setText(self.tr("Looking for pictures…"))
        self._show_counts()
        self._table.setFocus()
        self._timer.start()
        self._session.workforce.start(worker)

    @Slot()
    def cancel(self) -> None:
        """End the batch early; what is in work is finished and kept."""
        if self._worker:
            self._worker.cancel()
            self._cancel.setEnabled(False)
            self._state.setText(self.tr("Cancelling: finishing what was begun…"))

    @Slot(int, int)
    def _take_total(self, total: int, passed_over: int) -> None:
        self._total, self._passed_over = total, passed_over
        self._progress.setRange(0, max(total, 1))

    @Slot(object)
    def _take_record(self, record: ScreeningRecord) -> None:
        self._arrived.append(record)

    @Slot()
    def _flush(self) -> None:
        if not self._arrived:
            return
        self._model.add(self._arrived)
        self._counts.update(record.verdict.finding for record in self._arrived)
        self._arrived.clear()
        self._show_counts()
        if self._cancel.isEnabled():
            self._state.setText(self._done_of_total())

    @Slot()
    def _finish(self) -> None:
        self._timer.stop()
        self._flush()
        self._worker = None
        self._progress.hide()
        self._cancel.hide()
        self._state.setText(self._outcome())

    def _show_counts(self) -> None:
        done = self._counts.total()
        if self._total:
            self._progress.setValue(done)
        self._summary.setText(wording.summary(self._counts))
        self._summary.setVisible(done > 0)
        self._export.setEnabled(done > 0)
        self.rows_changed.emit(done > 0)

    def _done_of_total(self) -> str:
        return self.tr("Screened: {done} of {total}.").format(done=self._counts.total(), total=self._total)

    def _outcome(self) -> str:
        sentences = []
        if self._total is None:
            sentences.append(self.tr("The files could not be listed."))
        elif self._total == 0:
            sentences.append(self.tr("There is no picture in this folder, nor below it: choose another."))
        elif self._counts.total() < self._total:
            sentences += [self.tr("Ended early."), self._done_of_total()]
        else:
            sentences += [self.tr("Done."), self._done_of_total()]
        if self._passed_over:
            passed_over = self.tr("Passed over, as they are no pictures: {count}.")
            sentences.append(passed_over.format(count=self._passed_over))
        return " ".join(sentences)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title, stretch=1)
        for button in (self._cancel, self._export):
            button.setMinimumSize(120, 36)
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 12)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._state)
        layout.addWidget(self._progress)
        layout.addWidget(self._summary)
        layout.addWidget(self._table, stretch=1)
