"""Threads that do the window's long work, and the set of those that are running."""

from __future__ import annotations

import threading
from typing import cast

from PySide6.QtCore import QObject, QThread, Signal, Slot


class Worker(QThread):
    """A thread with one piece of work. Its `finished` always comes, whether the work ended well or not."""

    def __init__(self, cancelled: threading.Event | None = None) -> None:
        """Prepare.

        Args:
            cancelled: is set when the work is asked to end; None for one of its own.
        """
        super().__init__()
        self._cancelled = cancelled or threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work was asked to end."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to end soon; any thread may ask."""
        self._cancelled.set()


class RunningThreads(QObject):
    """Holds every thread until it has finished: destroying one that runs would end the program.

    Signals:
        all_finished: the last thread has finished.
    """

    all_finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._workers: set[Worker] = set()

    @property
    def is_busy(self) -> bool:
        """Whether a thread is running."""
        return bool(self._workers)

    def start(self, worker: Worker) -> None:
        """Start a thread whose signals are connected."""
        self._workers.add(worker)
        worker.finished.connect(self._release)
        worker.start()

    def cancel_all(self) -> None:
        """Ask every thread to end soon."""
        for worker in self._workers:
            worker.cancel()

    @Slot()
    def _release(self) -> None:
        # This worker alone: what another one emitted just before its own `finished` may not be delivered yet.
        worker = cast(Worker, self.sender())
        worker.wait()  # `finished` is emitted a moment before the thread itself ends
        self._workers.discard(worker)
        if not self._workers:
            self.all_finished.emit()
