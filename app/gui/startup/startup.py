"""Steps after the window is shown: statement of use, retention, unfinished batches, files to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot

from app.core.errors import OutputError
from app.core.results.history import History
from app.core.results.history_retention import Gap, delete_older, suspicious_gap
from app.core.results.unfinished import Journal, UnfinishedBatch, drop_finished, drop_older, read_journals
from app.dicom.kept_files import KeptFiles
from app.gui.batch.runner import forget_batch
from app.gui.deletion.kept_files import kept_files
from app.gui.session import Session
from app.gui.startup.clock_dialog import clock_dialog
from app.gui.startup.first_use_dialog import FirstUseDialog, use_mark
from app.gui.startup.resume_dialog import resume_dialog
from app.gui.text.verdict_text import reason_text
from app.gui.window.main_window import MainWindow
from app.gui.workers.task import Task, history_task


class Startup(QObject):
    """Runs these steps one after the other."""

    def __init__(self, window: MainWindow, paths: Sequence[str]) -> None:
        """Prepare.

        Args:
            window: that is shown.
            paths: to open in the end; none for the start page.
        """
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._paths = list(paths)
        self._gap: Gap | None = None
        self._unfinished: list[UnfinishedBatch] = []
        self._has_started = False

    def start(self) -> None:
        """Ask for the statement of use to be accepted, unless it was before; then go on."""
        if self._session.settings.accepted_use == use_mark(self._session.bundle):
            self._go_on()
            return
        dialog = FirstUseDialog(self._session.bundle, self._window)
        dialog.use_accepted.connect(self._keep_acceptance)
        dialog.sample_chosen.connect(self._choose_sample)
        dialog.tour_chosen.connect(self._show_tour)
        dialog.accepted.connect(self._go_on)
        dialog.rejected.connect(self._window.close)
        dialog.open()

    @Slot(object, result=bool)
    def open_from_other_instance(self, paths: Sequence[str]) -> bool:
        """Come to the front and open the paths of a later process, as soon as every question is answered.

        Returns:
            Whether they are taken: not by a window that is being closed.
        """
        if self._window.is_closing:
            return False
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
        if self._has_started and paths:
            self._window.open_paths(paths)
        else:
            self._paths = list(dict.fromkeys([*self._paths, *paths]))  # a file is double-clicked again while it starts
        return True

    @Slot(str)
    def _keep_acceptance(self, mark: str) -> None:
        self._session.update(accepted_use=mark)

    @Slot(str)
    def _choose_sample(self, file: str) -> None:
        self._paths = self._paths or [file]

    @Slot()
    def _show_tour(self) -> None:
        """Lead through the tour, then go on."""
        self._window.helps.show_tour().finished.connect(self._go_on)

    @Slot()
    def _go_on(self) -> None:
        """Look for unfinished batches, and for screenings past their retention."""
        # Those there are now: one that the user begins meanwhile is at work.
        folder = self._session.history.parent
        batches = [_with_known_point(batch, self._session) for batch in read_journals(folder)]
        task = Task(partial(_look_back, self._session, batches))
        task.done.connect(self._set_found)
        task.failed.connect(self._session.failed)
        task.finished.connect(self._ask)
        self._session.threads.start(task)

    @Slot(object)
    def _set_found(self, found: tuple[Gap | None, list[UnfinishedBatch]]) -> None:
        self._gap, self._unfinished = found
        days = 0 if self._gap else self._session.settings.keep_days
        if self._session.history.exists():
            self._start_cleaning(days)

    @Slot()
    def _ask(self) -> None:
        """Ask about the clock, then offer one batch after another until one goes on, unless the user was quicker.

        The others, unless forgotten, are offered on the start page.
        """
        if self._gap:
            dialog = clock_dialog(self._window, self._gap, self._session.settings.keep_days)
            self._gap = None
            dialog.accepted.connect(self._delete_older)
            dialog.finished.connect(self._ask, Qt.ConnectionType.QueuedConnection)
            dialog.open()
            return
        if not self._unfinished or self._window.is_screening:
            self._window.offer(self._unfinished)
            self._open()
            return
        batch = self._unfinished.pop(0)
        dialog = resume_dialog(self._window, batch, self._session, partial(forget_batch, self._session, batch))
        dialog.accepted.connect(lambda: self._window.resume(batch))
        dialog.rejected.connect(lambda: self._window.offer([batch]))
        dialog.finished.connect(self._ask, Qt.ConnectionType.QueuedConnection)  # after what the answer itself does
        dialog.open()

    @Slot()
    def _delete_older(self) -> None:
        days = self._session.settings.keep_days
        self._start_cleaning(days)
        try:
            drop_older(self._session.history.parent, days)
        except OutputError as error:
            self._session.failed.emit(reason_text(error.reason))

    def _start_cleaning(self, days: int) -> None:
        history = self._session.history
        task = history_task(history, partial(_clean, days, kept_files(history)))
        task.finished.connect(self._session.history_changed)
        self._session.threads.start(task)

    def _open(self) -> None:
        self._has_started = True
        self._window.watch.start()
        self._window.connections.start()
        if self._paths:
            self._window.open_paths(self._paths)


def _look_back(session: Session, batches: list[UnfinishedBatch]) -> tuple[Gap | None, list[UnfinishedBatch]]:
    """Return whether the clock may be wrong, and the unfinished batches; old ones are forgotten where it is right."""
    history, days = session.history, session.settings.keep_days
    gap = None
    if days:
        if history.exists():
            with History(history) as opened:
                gap = suspicious_gap(opened, days)
        if gap is None:
            drop_older(history.parent, days)
            batches = [batch for batch in batches if Journal.of(history.parent, batch).exists]
    return gap, drop_finished(history.parent, batches, history, session.bundle.model_id)


def _clean(days: int, files: KeptFiles, history: History) -> None:
    """Delete the screenings of more than so many days ago, 0 for none, and the pasted X-rays that have no screening."""
    if days:
        delete_older(history, days)
    files.erase()
    history.erase_set_aside()
    history.remove_stray_images()


def _with_known_point(batch: UnfinishedBatch, session: Session) -> UnfinishedBatch:
    """Return a batch with the operating point that it will be resumed at: see `Session.screener_at`."""
    return replace(batch, operating_point=session.screener_at(batch.operating_point).operating_point.name)
