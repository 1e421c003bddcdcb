"""Changes of a record that is shown, stored in the history."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from app.core.records import ScreeningRecord
from app.core.results.history import History
from app.gui.session import Session
from app.gui.workers.task import Task, history_task


class RecordStore(QObject):
    """Stores on threads of its own, one change after the other: an older one never overwrites a newer one.

    Signals:
        kept: id of a record, whose change the history holds now.
        noted: a sentence for the status line: it does not.
    """

    kept = Signal(str)
    noted = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._unstored: deque[Task] = deque()

    def mark_seen(self, record: ScreeningRecord) -> None:
        """Store when a record was first opened."""
        self._start(lambda history: history.mark_seen((record.id,), record.seen_at))

    def store(self, record: ScreeningRecord) -> None:
        """Store what was changed of a record; the name of its patient where names are stored."""
        store_name = self._session.settings.store_names
        storing = self._start(lambda history: record.id if history.update(record, store_name=store_name) else "")
        storing.done.connect(self._on_stored)

    def _start(self, work: Callable[[History], object]) -> Task:
        task = history_task(self._session.history, work)
        task.failed.connect(self.noted)
        task.finished.connect(self._start_next)
        self._unstored.append(task)
        if len(self._unstored) == 1:
            self._session.threads.start(task)
        return task

    @Slot()
    def _start_next(self) -> None:
        """Start the next before the last one is let go: the window waits for all threads before it closes."""
        self._unstored.popleft()
        if self._unstored:
            self._session.threads.start(self._unstored[0])

    @Slot(object)
    def _on_stored(self, record_id: str) -> None:
        if record_id:
            self.kept.emit(record_id)
        else:
            self.noted.emit(self.tr("This was not saved: the screening is not in the history."))
