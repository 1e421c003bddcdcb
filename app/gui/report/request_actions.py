"""Actions on the X-ray that is shown, one task of theirs at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.gui.report.page import ReportRequest
from app.gui.session import Session
from app.gui.workers.task import Task


class RequestActions(QObject):
    """Actions that are off while there is nothing to do them with, and while a task of theirs is at work.

    Signals:
        written: the path of a file that was written, or of a folder that was written into.
        failed: a sentence; nothing was made.
    """

    written = Signal(object)
    failed = Signal(str)

    def __init__(self, window: QWidget, session: Session, request: Callable[[], ReportRequest | None]) -> None:
        """Prepare; what is added does nothing until `set_available`.

        Args:
            window: that the dialogs belong to.
            session: tells of the clinic and the model, and runs the thread that does the work.
            request: returns what it is done with now; None while there is nothing.
        """
        super().__init__(window)
        self._window = window
        self._session = session
        self._request = request
        self._actions: list[QAction] = []
        self._is_available = self._is_at_work = False

    @Slot(bool)
    def set_available(self, available: bool) -> None:
        """Enable or disable the actions."""
        self._is_available = available
        self._enable()

    def _add(self, words: str, do: Callable[[], None]) -> QAction:
        """Return a new action that is off."""
        action = QAction(words, self._window, enabled=False)
        action.triggered.connect(do)
        self._actions.append(action)
        return action

    def _start(self, task: Task) -> None:
        """Start a task, and let no other be begun before it has finished."""
        task.finished.connect(self._end)
        self._is_at_work = True
        self._enable()
        self._session.threads.start(task)

    @Slot()
    def _end(self) -> None:
        self._is_at_work = False
        self._enable()

    def _enable(self) -> None:
        for action in self._actions:
            action.setEnabled(self._is_available and not self._is_at_work)
