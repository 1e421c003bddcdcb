"""Rows of the batch that is screened, or was the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.core.imaging.source_file import is_missing
from app.core.records import ScreeningRecord
from app.gui.batch.batch import Batch
from app.gui.batch.outcome import outcome_text
from app.gui.batch.runner import BatchRunner
from app.gui.report.summary import each_picture_once
from app.gui.text.verdict_text import missing_text
from app.gui.workers.thumbnails import Thumbnails
from app.gui.worklist.empty_state import EmptyState
from app.gui.worklist.rows.batch_model import BatchModel
from app.gui.worklist.rows.filter import Counts, RowFilter
from app.gui.worklist.rows.table import WorklistTable


class BatchRows(QObject):
    """Fills a table with the records of the batches as they come; they are in memory, whether they are kept or not.

    Signals:
        begun: another batch is shown from now on.
        ended: the batch has come to its end.
        changed: there are other rows, or other counts.
        all_seen: every row that is shown was opened before.
        failed: a sentence; the batch cannot be screened again.
    """

    begun = Signal()
    ended = Signal()
    changed = Signal()
    all_seen = Signal()
    failed = Signal(str)

    def __init__(self, runner: BatchRunner, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._runner = runner
        self._thumbnails = thumbnails
        self._model = BatchModel()
        self._removed: list[ScreeningRecord] = []
        self._changed: dict[str, ScreeningRecord] = {}
        """As the user left them: the history, which a batch recalls them from, may get a change a moment later."""
        self._batch: Batch | None = None
        self._outcome = ""
        self.table = WorklistTable(self._model, thumbnails)
        self.table.setAccessibleName(self.tr("Results"))
        self.table.horizontalHeader().sortIndicatorChanged.connect(self.table.show_first)
        runner.started.connect(self._start)
        runner.records_restored.connect(self._restore)
        runner.records_made.connect(self._add)
        runner.finished.connect(self._finish)

    @property
    def model(self) -> BatchModel:
        """The rows."""
        return self._model

    @property
    def counts(self) -> Counts:
        """How many rows there are of each kind with the words that are looked for."""
        return self._model.counts

    @property
    def total(self) -> int:
        """How many X-rays there are, whichever are looked for."""
        return len(self._model.records)

    @property
    def title(self) -> str:
        """The name of the batch."""
        return self._batch.title if self._batch else ""

    @property
    def outcome(self) -> str:
        """How the batch ended; empty before."""
        return self._outcome

    @property
    def can_screen_again(self) -> bool:
        """Whether there is a batch that has come to its end."""
        return bool(self._batch and self._outcome)

    @property
    def _is_at_work(self) -> bool:
        return self._batch is not None and not self._outcome

    def show_only(self, chosen: RowFilter) -> None:
        """Show the rows that a filter keeps."""
        self._model.show_only(chosen)
        self.table.show_first()
        self.changed.emit()

    def found(self) -> Sequence[ScreeningRecord]:
        """Return every record that is shown, in the order shown."""
        return self._model.shown_records

    def found_once(self) -> Sequence[ScreeningRecord]:
        """Return as `found` does, but of each picture only its newest screening."""
        return each_picture_once(self.found())

    def open_unseen(self, record_id: str) -> None:
        """Open the next row that nobody has opened: the one of this record or after it, else one before it."""
        first, count = self._model.row_of(record_id) or 0, self._model.rowCount()
        if not self.table.open_unseen([*range(first, count), *range(first)]):
            self.all_seen.emit()

    @Slot()
    def screen_again(self) -> None:
        """Screen every X-ray of the batch anew, those too that were screened before."""
        if self._batch is None or not self.can_screen_again:
            return
        if missing := [path for path in self._batch.paths if is_missing(Path(path))]:
            self.failed.emit(missing_text(missing))
        else:
            self._runner.start(self._batch.paths, anew=True)

    def replace(self, record: ScreeningRecord, earlier_id: str = "") -> None:
        """Show a changed record in its row, or in that of the screening of before whose place it takes."""
        self._changed[record.id] = record
        if self._model.replace(record, earlier_id):
            self.changed.emit()

    def sort_again(self) -> None:
        """Put changed rows where they belong."""
        self._model.sort_again()

    def explain(self, empty: EmptyState) -> bool:
        """Say why there is no row; return False where there is one, or where rows are about to come."""
        if self._model.rowCount() or (self._is_at_work and not self._model.records):
            return False
        if self._batch is None:
            empty.show_nothing_yet()
        elif self._model.records:
            empty.show_no_matches()
        else:
            empty.show_empty_batch(self._outcome)
        return True

    @Slot(object)
    def remove(self, record_ids: Sequence[str]) -> None:
        """Remove deleted records that are here."""
        row = self.table.currentIndex().row()
        self._removed = self._model.remove(frozenset(record_ids))
        if self._removed:
            self.table.go_to(min(row, self._model.rowCount() - 1))
            self.changed.emit()

    @Slot(object)
    def restore(self, record_ids: Sequence[str]) -> None:
        """Put back what was removed last, as far as it is of these records."""
        back = [record for record in self._removed if record.id in frozenset(record_ids)]
        self._removed = []
        if back:
            self._model.restore(back)
            self.changed.emit()

    @Slot()
    def empty(self) -> None:
        """Remove every record; a batch that is at its end is forgotten."""
        self._removed = []
        self.forget_changes()
        self._model.remove({record.id for record in self._model.records})
        if not self._is_at_work:
            self._batch, self._outcome = None, ""
        self.changed.emit()

    @Slot()
    def forget_changes(self) -> None:
        """Take records as the history has them from now on."""
        self._changed.clear()

    @Slot(object)
    def _start(self, batch: Batch) -> None:
        if batch.comes_by_itself:  # it comes by itself, and must not take the rows away that somebody looks at
            return
        self._batch, self._outcome = batch, ""
        self._thumbnails.clear()
        self._removed = []
        self._model.clear(batch.folder)
        self.begun.emit()
        self.changed.emit()

    @Slot(object)
    def _restore(self, records: list[ScreeningRecord]) -> None:
        if self._runner.batch is self._batch:
            self._model.restore([self._as_left(record) for record in records])
            self.changed.emit()

    @Slot(object)
    def _add(self, records: list[ScreeningRecord]) -> None:
        if self._runner.batch is self._batch:
            left = [self._as_left(record) for record in records]
            self.table.stay_in_place(lambda: self._model.add(left))
            self.changed.emit()

    def _as_left(self, record: ScreeningRecord) -> ScreeningRecord:
        left = self._changed.get(record.id)
        return replace(left, file=record.file) if left else record

    @Slot(object)
    def _finish(self, batch: Batch) -> None:
        if batch is self._batch:
            self._outcome = outcome_text(self._runner)
            if not self.table.selected_rows:
                self.table.go_to(0)
            self.changed.emit()
        self.ended.emit()
