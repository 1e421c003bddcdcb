"""Loading of the picture that the X-ray page shows; a picture that was asked for later takes its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.core.records import ScreeningRecord
from app.gui.imaging.loaded_xray import LoadedXray
from app.gui.session import Session
from app.gui.workers.task import Task
from app.gui.xray.viewer.viewer import Viewer


class PictureLoading(QObject):
    """Loads pictures on threads of their own and shows the last one.

    Signals:
        finished: the picture is shown, or cannot be decoded.
    """

    finished = Signal()

    def __init__(self, session: Session, viewer: Viewer, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._viewer = viewer
        self._task: Task | None = None

    @property
    def is_finished(self) -> bool:
        """Whether the picture that was asked for last is shown, or cannot be."""
        return self._task is not None and self._task.isFinished()

    def prepare(self) -> None:
        """Take the picture away; another one follows."""
        self._viewer.show_loading()
        self._viewer.focus_image()
        if self._task:
            self._task.cancel()

    def load(self, load: Callable[[], LoadedXray], record: ScreeningRecord | None = None) -> None:
        """Show what a function loads, of a record where there is one already."""
        self._task = Task(load)
        self._task.done.connect(lambda loaded: self._viewer.show_xray(loaded, record))
        self._task.crashed.connect(self._viewer.show_no_image)
        self._task.finished.connect(self.finished)
        self._session.threads.start(self._task)
