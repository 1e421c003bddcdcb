"""Work with the history off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from app.core.errors import OutputError
from app.core.results.history import History
from app.gui.text.verdict_text import reason_text
from app.gui.threads import Worker


class HistoryWorker(Worker):
    """Opens the history and does one thing with it.

    Signals:
        done: what that gave.
        failed: a sentence.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, work: Callable[[History], object]) -> None:
        super().__init__()
        self._path = path
        self._work = work

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        try:
            with History(self._path) as history:
                result = self._work(history)
        except OutputError as error:
            self.failed.emit(reason_text(error.reason))
        else:
            self.done.emit(result)
