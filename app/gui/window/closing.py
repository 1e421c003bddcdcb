"""Closing of the window: what was begun is finished and kept first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from app.gui.batch.runner import BatchRunner
from app.gui.threads import RunningThreads
from app.gui.widgets.dialogs import close_dialog


class Closing(QObject):
    """Decides whether a window may close; in mid-batch, it asks first.

    Signals:
        begun: the window waits for the files in work, and takes no more.
        closed: the window is being closed, and no thread runs any more.
    """

    begun = Signal()
    closed = Signal()

    def __init__(
        self, window: QWidget, threads: RunningThreads, runner: BatchRunner, stop_receiving: Callable[[], None]
    ) -> None:
        """Prepare.

        Args:
            window: that hands its close events to `handle`.
            threads: that must have ended before it closes.
            runner: of the batches that are asked about.
            stop_receiving: is called once nothing but what was begun is to be done; may start a thread.
        """
        super().__init__(window)
        self._window = window
        self._threads = threads
        self._runner = runner
        self._stop_receiving = stop_receiving
        self._may_close = self._is_begun = False
        threads.all_finished.connect(self._close_at_last)

    @property
    def is_begun(self) -> bool:
        """Whether the window only finishes what was begun."""
        return self._is_begun

    def handle(self, event: QCloseEvent) -> None:
        """Close now, or when the files in work are finished and kept; in mid-batch, ask first."""
        if self._runner.is_running and not self._may_close:
            event.ignore()
            self._ask()
            return
        self._stop_receiving()
        if not self._threads.is_busy:
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        self._is_begun = True
        self._threads.cancel_all()
        self._window.setEnabled(False)
        self.begun.emit()

    def _ask(self) -> None:
        """Ask whether to close in mid-batch, or all the same where the batch ends before the answer."""
        dialog = close_dialog(self._window)
        dialog.accepted.connect(self._close_in_mid_batch)

        def say_ended() -> None:
            if not self._runner.queued:
                dialog.setText(self.tr("The folder is done now. Close Kifua?"))

        self._runner.finished.connect(say_ended)
        dialog.finished.connect(lambda: self._runner.finished.disconnect(say_ended))
        dialog.open()

    @Slot()
    def _close_in_mid_batch(self) -> None:
        self._may_close = True
        self._window.close()

    @Slot()
    def _close_at_last(self) -> None:
        if self._is_begun:
            self._window.close()
