"""Watch over a folder whose new X-rays are screened as they come."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from app.gui.batch.arrivals import MOST_AT_ONCE, STILL_S, Arrivals, Look
from app.gui.batch.batch import Origin, folder_name
from app.gui.batch.runner import BatchRunner
from app.gui.session import Session
from app.gui.workers.task import Task

_SOON_S, _USUAL_S = 1.0, 5.0
_REST = 20
"""A folder that takes long to list, for its many files or a slow network, is left alone for so many times that long."""


class FolderWatch(QObject):
    """Looks at the folder of the settings again and again, and has the runner screen what has arrived there.

    Network shares and sticks do not say that a file has come, so it does not rely on being told.

    Signals:
        changed: another folder is watched, or none, or it is away, or it is back.
        noted: a sentence that stays until the user closes it.
    """

    changed = Signal()
    noted = Signal(str)

    def __init__(
        self, session: Session, runner: BatchRunner, parent: QObject, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Prepare; nothing is watched before `start`.

        Args:
            session: its settings name the folder, and its threads look at it.
            runner: screens what has arrived.
            parent: destroys it, on its own thread; Python's collector would do so on any.
            clock: returns seconds that only go forward.
        """
        super().__init__(parent)
        self._session, self._runner, self._clock = session, runner, clock
        self._folder = ""
        self._is_there = True
        self._arrivals: Arrivals | None = None
        self._cancel: threading.Event | None = None
        self._rest_s = _USUAL_S
        self._list_at_s = 0.0
        self._is_waiting = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look_soon)

    @property
    def folder(self) -> str:
        """The folder that is watched; empty for none."""
        return self._folder

    @property
    def is_there(self) -> bool:
        """Whether the folder could be read at the last look."""
        return self._is_there

    @property
    def is_looking(self) -> bool:
        """Whether the folder is being looked at just now."""
        return self._cancel is not None

    def start(self) -> None:
        """Watch the folder of the settings from now on."""
        self._session.settings_changed.connect(self._follow_settings)
        self._follow_settings()

    @Slot()
    def look(self) -> None:
        """Look at the folder now, unless that is being done."""
        if self._arrivals is None or self.is_looking:
            return
        self._timer.stop()
        self._cancel, now_s = threading.Event(), self._clock()
        look = self._arrivals.look_again if self._is_waiting and now_s < self._list_at_s else self._arrivals.look
        task = Task(partial(look, now_s, self._cancel))
        task.done.connect(partial(self._take, self._arrivals))
        task.finished.connect(self._look_later)
        self._session.threads.start(task)

    @Slot()
    def _follow_settings(self) -> None:
        folder = self._session.settings.watched_folder
        if folder == self._folder:
            return
        if self._cancel:
            self._cancel.set()
        self._folder, self._is_there = folder, True
        self._arrivals = Arrivals(folder, self._session.watch_memory) if folder else None
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._rest_s = self._list_at_s = 0.0
        self.changed.emit()
        self.look()

    @Slot()
    def _look_soon(self) -> None:
        self._list_at_s = 0.0
        self._timer.start(round(1000 * _SOON_S))

    def _take(self, arrivals: Arrivals, look: Look) -> None:
        """Have what was found screened."""
        if arrivals is not self._arrivals:  # another folder was chosen meanwhile
            return
        if look.is_there and not self._watcher.directories():
            self._watcher.addPath(self._folder)
        if look.is_there != self._is_there:
            self._is_there = look.is_there
            self.changed.emit()
        if look.left_alone:
            self._note_left_alone(look.left_alone)
        if look.files:
            self._runner.start(look.files, origin=Origin.WATCHED)
            arrivals.keep(look.files)
        self._plan(look)

    def _plan(self, look: Look) -> None:
        """Plan the next look: at once while there is more to be found, and soon at what may not be whole yet."""
        now_s = self._clock()
        if look.listing_s is not None:
            self._list_at_s = now_s + max(_USUAL_S, _REST * look.listing_s)
        self._is_waiting = look.waiting > len(look.files)
        until_list_s = max(self._list_at_s - now_s, 0.0)
        if self._is_waiting:
            self._rest_s = 0.0 if len(look.files) == MOST_AT_ONCE else min(STILL_S, until_list_s)
        else:
            self._rest_s = until_list_s

    @Slot()
    def _look_later(self) -> None:
        self._cancel = None
        self._timer.start(round(1000 * self._rest_s))

    def _note_left_alone(self, count: int) -> None:
        watched = self.tr("“{folder}” is watched from now on.").format(folder=folder_name(self._folder))
        before = self.tr("%Ln file(s) from before left alone: open the folder to screen what is there now.", "", count)
        self.noted.emit(f"{watched} {before}")
