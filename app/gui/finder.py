"""What a Mac's Finder asks to open: there it is said to the running program, elsewhere in its arguments."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FinderRequests(QObject):
    """Listens to an application for what it is asked to open.

    Signals:
        paths_received: a list with the path of a file or folder.
    """

    paths_received = Signal(object)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is to be opened, and let everything else pass."""
        if isinstance(event, QFileOpenEvent):
            self.paths_received.emit([event.file()])
            return True
        return False
