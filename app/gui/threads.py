"""The threads that are at work."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread, Signal, Slot


class Worker(QThread):
    """A thread with one piece of work. Its `finished` always comes, whether the work ended well or not."""

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to end soon; any thread may ask."""
        self._cancelled.set()


class Workforce(QObject):
    """Holds every thread until it has finished: one that is destroyed at work would end the program.

    Signals:
        dismissed: the last thread has finished.
    """

    dismissed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._workers: set[Worker] = set()

    @property
    def is_busy(self) -> bool:
        """Whether a thread is at work."""
        return bool(self._workers)

    def start(self, worker: Worker) -> None:
        """Start a thread whose signals are connected."""
        self._workers.add(worker)
        worker.finished.connect(self._release)
        worker.start()

    def cancel(self) -> None:
        """Ask every thread to end soon."""
        for worker in self._workers:
            worker.cancel()

    @Slot()
    def _release(self) -> None:
        for worker in [worker for worker in self._workers if worker.isFinished()]:
            worker.wait()  # `finished` is sent a moment before the thread itself ends
            self._workers.discard(worker)
        if not self._workers:
            self.dismissed.emit()
