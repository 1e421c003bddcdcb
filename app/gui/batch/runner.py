"""Runner of the batches: one is screened at a time, the others wait for their turn."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.errors import OutputError
from app.core.imaging.discovery import Discovery
from app.core.records import ScreeningRecord
from app.core.results.unfinished import Journal, UnfinishedBatch
from app.core.text import printable
from app.gui.batch.batch import Batch, Origin, make_batch
from app.gui.batch.progress_meter import Progress, ProgressMeter
from app.gui.batch.worker import BatchWorker
from app.gui.session import Session
from app.gui.text.verdict_text import reason_text

_FLUSH_MS = 50
"""How often the records that have arrived are passed on: smooth to the eye, cheap for a folder of thousands."""


class BatchRunner(QObject):
    """Screens batches one after the other, whichever page is shown.

    Signals:
        started: the `Batch` whose screening begins.
        records_restored: a list of the records that the history had of the batch.
        records_made: a list of the records that arrived since the last one, in the order of the files.
        progressed: `progress` has changed.
        pause_changed: whether the batch is paused now.
        finished: the `Batch` that has ended, complete or not.
        queue_changed: other batches wait.
        noted: a sentence for the moment.
        failed: a sentence; the batch has ended before its time, or waits.
    """

    started = Signal(object)
    records_restored = Signal(object)
    records_made = Signal(object)
    progressed = Signal()
    pause_changed = Signal(bool)
    finished = Signal(object)
    queue_changed = Signal()
    noted = Signal(str)
    failed = Signal(str)

    def __init__(
        self, session: Session, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Prepare.

        Args:
            session: gives the screener and runs the threads.
            parent: destroys it, on its own thread; Python's collector would do so on any.
            clock: returns seconds that only go forward.
        """
        super().__init__(parent)
        self._session = session
        self._queue: deque[tuple[Batch, BatchWorker]] = deque()
        self._batch: Batch | None = None
        self._worker: BatchWorker | None = None
        self._is_paused = self._is_ending = False
        self._arrived: list[ScreeningRecord] = []
        self._meter = ProgressMeter(clock, self)
        self._timer = QTimer(self, interval=_FLUSH_MS)
        self._timer.timeout.connect(self._flush)

    @property
    def is_running(self) -> bool:
        """Whether a batch is being screened, paused or not."""
        return self._worker is not None

    @property
    def is_paused(self) -> bool:
        """Whether the batch is paused."""
        return self._is_paused

    @property
    def is_ending(self) -> bool:
        """Whether the batch is being ended early."""
        return self._is_ending

    @property
    def batch(self) -> Batch | None:
        """The batch that is screened, or was the last one; None before the first."""
        return self._batch

    @property
    def progress(self) -> Progress:
        """How far `batch` is."""
        return self._meter.progress

    @property
    def queued(self) -> tuple[Batch, ...]:
        """The batches that wait, the next one first."""
        return tuple(batch for batch, _ in self._queue)

    def start(self, paths: Sequence[str], *, origin: Origin = Origin.USER, anew: bool = False) -> None:
        """Screen files and folders in their turn, what comes by itself first; `anew`, none is recalled."""
        worker = BatchWorker(paths, self._session, anew=anew, is_resumable=origin is not Origin.RECEIVED)
        batch = make_batch(worker, tuple(paths), origin)
        is_asked_for = not batch.comes_by_itself
        if is_asked_for and self.is_running and self._batch and self._batch.paths == batch.paths:
            self.noted.emit(self.tr("{batch} is being screened already.").format(batch=batch.title))
        elif is_asked_for and any(other.paths == batch.paths for other in self.queued):
            self.noted.emit(self.tr("{batch} waits already.").format(batch=batch.title))
        else:
            self._enqueue(batch, worker)

    def resume(self, unfinished: UnfinishedBatch) -> None:
        """Restore the records that an interrupted batch has, and screen the rest, as soon as it is its turn."""
        worker = BatchWorker(unfinished.paths, self._session, unfinished)
        self._enqueue(make_batch(worker, unfinished.paths), worker)

    @Slot()
    def toggle_pause(self) -> None:
        """Pause the batch, or continue it."""
        if self._worker is None or self._is_ending:
            return
        change = self._worker.go_on if self._is_paused else self._worker.pause
        change()
        self._set_paused(not self._is_paused)

    @Slot()
    def cancel(self) -> None:
        """End the batch early; what is in work is finished and kept. The next one follows."""
        if self._worker:
            self._is_ending = True
            self._worker.cancel_for_good()
            self._set_paused(False)

    @Slot()
    def cancel_all(self) -> None:
        """End the batch early, and forget those that wait."""
        for _, worker in self._queue:
            worker.forget()
        self._queue.clear()
        self.queue_changed.emit()
        self.cancel()

    def _enqueue(self, batch: Batch, worker: BatchWorker) -> None:
        if self._worker is None:
            self._start(batch, worker)
            return
        worker.note_waiting()
        before = 0 if batch.comes_by_itself else len(self._queue)
        self._queue.insert(before, (batch, worker))
        self.queue_changed.emit()
        if batch.comes_by_itself:
            return
        sentence = self.tr("{batch} waits: it is screened next.")
        if before:
            sentence = self.tr("{batch} waits: it is screened after %Ln other folder(s).", "", before + 1)
        self.noted.emit(sentence.format(batch=batch.title))

    def _start(self, batch: Batch, worker: BatchWorker) -> None:
        worker.files_found.connect(self._set_total)
        worker.records_restored.connect(self._on_records_restored)
        worker.record_made.connect(self._on_record_made)
        worker.record_recalled.connect(self._meter.count_recalled)
        worker.failed.connect(self.failed)
        worker.folder_lost.connect(self._on_folder_lost)
        worker.finished.connect(self._finish)
        self._batch, self._worker = batch, worker
        self._is_paused = self._is_ending = False
        self._meter.reset()
        self.started.emit(batch)
        self.progressed.emit()
        self._timer.start()
        self._session.threads.start(worker)

    def _set_paused(self, is_paused: bool) -> None:
        self._is_paused = is_paused
        self._meter.reset_pace()  # what comes in during the pause was begun before
        self.pause_changed.emit(is_paused)
        self.progressed.emit()

    @Slot(int, object)
    def _set_total(self, total: int, found: Discovery) -> None:
        self._meter.set_total(total, found)
        self.progressed.emit()

    @Slot(object)
    def _on_records_restored(self, records: list[ScreeningRecord]) -> None:
        self._count(records)
        self.records_restored.emit(records)

    @Slot(object)
    def _on_record_made(self, record: ScreeningRecord) -> None:
        self._arrived.append(record)

    @Slot(str)
    def _on_folder_lost(self, folder: str) -> None:
        self._set_paused(True)
        sentence = self.tr("{folder} is not there now. Connect it again, then continue; or end the batch.")
        self.failed.emit(sentence.format(folder=printable(folder)))

    @Slot()
    def _flush(self) -> None:
        if self._arrived:
            records, self._arrived = self._arrived, []
            self._count(records)
            self.records_made.emit(records)

    def _count(self, records: Sequence[ScreeningRecord]) -> None:
        self._meter.count(records)
        self.progressed.emit()

    @Slot()
    def _finish(self) -> None:
        self._timer.stop()
        self._flush()
        is_closing = self._worker is not None and self._worker.is_cancelled and not self._is_ending
        self._worker = None
        self._is_paused = False
        self.finished.emit(self._batch)
        if self._queue and not is_closing:  # where the window closes, their journals have them offered again
            following = self._queue.popleft()
            self.queue_changed.emit()
            self._start(*following)


def forget_batch(session: Session, unfinished: UnfinishedBatch) -> None:
    """Delete the journal of an interrupted batch, so that it is not offered again."""
    try:
        Journal.of(session.history.parent, unfinished).end()
    except OutputError as error:
        session.failed.emit(reason_text(error.reason))
