"""Requests of the operating system: to close (signals), and on macOS to open files (events)."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

_MAX_SIGNALS = 64


@contextmanager
def closed_by_signals(window: QWidget) -> Iterator[None]:
    """Close a window, within the block, on SIGTERM (a session ends) and SIGINT (Ctrl-C in the terminal).

    Windows and the Mac ask the window itself; on Windows this does nothing.
    """
    if sys.platform == "win32":
        yield
        return
    # Python runs no handler while Qt waits, but writes the signal's number at once, and that wakes Qt.
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read)

    def close() -> None:
        os.read(reader, _MAX_SIGNALS)
        window.close()

    notifier.activated.connect(close)
    old_writer = signal.set_wakeup_fd(writer)
    old_handlers = {number: signal.signal(number, _ignore_signal) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in old_handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(old_writer)
        notifier.setEnabled(False)
        os.close(reader)
        os.close(writer)


def _ignore_signal(number: int, frame: object) -> None:
    """Keep the signal from ending the program: its number has been written to the pipe."""


class FileOpenEvents(QObject):
    """Files that macOS asks the running program to open; other systems pass them as arguments.

    Signals:
        paths_received: a list with the path of a file or folder.
    """

    paths_received = Signal(object)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle requests to open a file, and pass on every other event."""
        if isinstance(event, QFileOpenEvent):
            self.paths_received.emit([event.file()])
            return True
        return False
