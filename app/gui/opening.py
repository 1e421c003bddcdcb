"""What happens once the window stands: the statement, the old screenings, the batch that was broken off, the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.errors import OutputError
from app.core.history import History
from app.core.journal import Journal, Unfinished, unfinished
from app.gui.first_start import FirstStartDialog, use_mark
from app.gui.history_worker import HistoryWorker
from app.gui.main_window import MainWindow
from app.gui.resume import resume_dialog
from app.gui.thread import Worker
from app.gui.wording import reason_text


class JournalReader(Worker):
    """Looks for a batch that did not come to its end; the history is read for it.

    Signals:
        found: an `Unfinished`, only where there is one.
    """

    found = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._history = window.session.history

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        batch = unfinished(self._history.parent, self._history)
        if batch:
            self.found.emit(batch)


class Opening(QObject):
    """Leads from the first sight of the window to the first X-ray."""

    def __init__(self, window: MainWindow, paths: Sequence[str]) -> None:
        """Prepare to open.

        Args:
            window: that is shown.
            paths: what the program was asked to open; nothing for the start page.
        """
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._paths = list(paths)
        self._may_begin = self._is_asking = False

    def begin(self) -> None:
        """Have the statement accepted first, where it is not yet."""
        if self._session.settings.accepted_use == use_mark(self._session.bundle):
            self._go_on()
            return
        dialog = FirstStartDialog(self._session.bundle, self._window)
        dialog.use_accepted.connect(self._keep_acceptance)
        dialog.sample_chosen.connect(self._choose_sample)
        dialog.accepted.connect(self._go_on)
        dialog.rejected.connect(self._window.close)
        dialog.open()

    @Slot(object)
    def take_call(self, paths: Sequence[str]) -> None:
        """Come to the front and open what a later start was given, as soon as what the window asks is answered."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
        if self._may_begin and paths:
            self._window.open_paths(paths)
        else:
            self._paths = list(paths) or self._paths

    @Slot(str)
    def _keep_acceptance(self, mark: str) -> None:
        self._session.change(replace(self._session.settings, accepted_use=mark))

    @Slot(str)
    def _choose_sample(self, file: str) -> None:
        self._paths = [file]

    @Slot()
    def _go_on(self) -> None:
        """Look for a batch that was broken off, before another takes the place of its journal."""
        if self._session.settings.keep_days and self._session.history.exists():
            days = self._session.settings.keep_days
            self._session.workforce.start(HistoryWorker(self._session.history, lambda history: _prune(history, days)))
        reader = JournalReader(self._window)
        reader.found.connect(self._ask)
        reader.finished.connect(self._open_unless_asked)
        self._session.workforce.start(reader)

    @Slot(object)
    def _ask(self, batch: Unfinished) -> None:
        if self._window.is_screening:  # the user was quicker than the history
            return
        self._is_asking = True
        dialog = resume_dialog(self._window, batch, self._forget)
        dialog.accepted.connect(lambda: self._window.resume(batch))
        dialog.finished.connect(self._open, Qt.ConnectionType.QueuedConnection)  # after what the answer itself does
        dialog.open()

    @Slot()
    def _open_unless_asked(self) -> None:
        if not self._is_asking:
            self._open()

    @Slot()
    def _open(self) -> None:
        self._may_begin = True
        if self._paths:
            self._window.open_paths(self._paths)

    @Slot()
    def _forget(self) -> None:
        try:
            Journal(self._session.history.parent).end()
        except OutputError as error:
            self._session.failed.emit(reason_text(error.reason))


def _prune(history: History, days: int) -> None:
    history.keep_for(days)
