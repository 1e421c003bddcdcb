"""Signs of a batch outside of the window's pages: title, task bar, and sound at the end."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.batch.runner import BatchRunner
from app.gui.session import Session
from app.paths import APP_NAME


class BatchSigns(QObject):
    """Lets whoever looks at another window see how far the batch is, and that it has ended.

    The title says how much is done, the icon in the task bar or the dock how many X-rays are left.
    """

    def __init__(self, window: QWidget, session: Session, runner: BatchRunner) -> None:
        """Follow a runner.

        Args:
            window: whose title it is.
            session: its settings say whether the end is heard.
            runner: of the batches.
        """
        super().__init__(window)
        self._window = window
        self._session = session
        self._runner = runner
        self._badge = 0
        runner.progressed.connect(self._show)
        runner.finished.connect(self._tell_end)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the sign of the end away when the window is looked at."""
        if event.type() == QEvent.Type.WindowActivate and not self._runner.is_running:
            self._set_title("")
        return False

    @Slot()
    def _show(self) -> None:
        progress = self._runner.progress
        if not self._runner.is_running or not progress.total:
            return
        self._set_title(self.tr("{number}%").format(number=100 * progress.done // progress.total))
        self._set_badge(progress.total - progress.done)

    @Slot()
    def _tell_end(self) -> None:
        self._set_badge(0)
        is_seen = self._window.isActiveWindow()
        self._set_title("" if is_seen else self.tr("Done"))
        if self._runner.queued or self._runner.is_ending:
            return
        if not is_seen:
            QApplication.alert(self._window)
        if self._session.settings.notify_sound:
            QApplication.beep()

    def _set_title(self, state: str) -> None:
        title = f"{state} – {APP_NAME}" if state else APP_NAME
        if title != self._window.windowTitle():
            self._window.setWindowTitle(title)

    def _set_badge(self, number: int) -> None:
        if number != self._badge:
            self._badge = number
            cast(QApplication, QApplication.instance()).setBadgeNumber(number)
