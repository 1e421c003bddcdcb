"""One function call off the GUI thread, which may write a file or use the history."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from app.core.errors import KifuaError
from app.core.results.history import History
from app.core.results.protected_files import check_output
from app.gui.text.verdict_text import reason_text
from app.gui.threads import Worker


class Task(Worker):
    """Calls a function on a thread of its own.

    The signals are emitted on the thread that made the task, so any callable may be connected. A cancelled task emits
    none of them; it runs to its end, unless the function heeds the event.

    Signals:
        done: what the function returned.
        failed: the sentence of the `KifuaError` that it raised.
        crashed: it raised anything else, which goes to `sys.excepthook`.
    """

    done = Signal(object)
    failed = Signal(str)
    crashed = Signal()

    _returned = Signal(object)
    _raised = Signal(object)

    def __init__(self, function: Callable[[], object], cancelled: threading.Event | None = None) -> None:
        """Prepare.

        Args:
            function: to be called.
            cancelled: is set when the task is cancelled; None where the function does not heed that.
        """
        super().__init__(cancelled)
        self._function = function
        self._returned.connect(self._emit_done)
        self._raised.connect(self._emit_failure)

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        try:
            result = self._function()
        except BaseException as error:
            self._raised.emit(error)
            if not isinstance(error, KifuaError):
                raise
        else:
            self._returned.emit(result)

    @Slot(object)
    def _emit_done(self, result: object) -> None:
        if not self._cancelled.is_set():
            self.done.emit(result)

    @Slot(object)
    def _emit_failure(self, error: BaseException) -> None:
        if self._cancelled.is_set():
            return
        if isinstance(error, KifuaError):
            self.failed.emit(reason_text(error.reason))
        else:
            self.crashed.emit()


def file_task(path: Path, write: Callable[[Path], None], protected: Iterable[str | Path]) -> Task:
    """Return a task that writes one file; `done` carries its path.

    Args:
        path: of the file.
        write: writes it whole or not at all.
        protected: files that it must not replace; read when the task runs.
    """

    def write_file() -> Path:
        check_output(path, protected)
        write(path)
        return path

    return Task(write_file)


def history_task(path: Path, work: Callable[[History], object]) -> Task:
    """Return a task that opens the history and does one thing with it; `done` carries what that returned."""

    def use_history() -> object:
        with History(path) as history:
            return work(history)

    return Task(use_history)
