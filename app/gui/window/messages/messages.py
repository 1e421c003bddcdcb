"""Where in the window is said what its parts have to say."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from app.gui.widgets.dialogs import message
from app.gui.window.notice_bar import Level, NoticeBar
from app.gui.window.status_bar import StatusBar


class Messages(QObject):
    """Shows the sentences of signals, each kind in its place.

    Attributes:
        notice: what goes on being so, above the page.
        written: the file that was written, over the lower corner of the page, which does not move for it.
        status: what matters at the moment.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.notice, self.written, self.status = NoticeBar(), NoticeBar(is_narrow=True), StatusBar()

    def show_hints(self, *signals: SignalInstance) -> None:
        """Show what these say for some seconds."""
        for signal in signals:
            signal.connect(self.status.show_hint)

    def show_notes(self, *signals: SignalInstance) -> None:
        """Show what these say until the user closes it."""
        for signal in signals:
            signal.connect(partial(self.notice.show_notice, level=Level.NOTE))

    def show_warnings(self, *signals: SignalInstance) -> None:
        """Show what these say until the user closes it, as a warning."""
        for signal in signals:
            signal.connect(self.notice.show_notice)

    def show_written(self, *signals: SignalInstance) -> None:
        """Show the files that these name."""
        for signal in signals:
            signal.connect(self.written.show_written)

    def show_failures(self, *signals: SignalInstance) -> None:
        """Show what these say in a box."""
        for signal in signals:
            signal.connect(self._show_failure)

    @Slot(str)
    def _show_failure(self, sentence: str) -> None:
        message(self._window, sentence).open()
