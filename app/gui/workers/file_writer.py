"""Writing a file off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from app.core.errors import OutputError
from app.gui.text.verdict_text import reason_text
from app.gui.threads import Worker


class FileWriter(Worker):
    """Writes one file.

    Signals:
        written: the path.
        failed: a sentence; there is no new file, and an old one is as it was.
    """

    written = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, write: Callable[[Path], None]) -> None:
        """Make the thread.

        Args:
            path: of the file.
            write: writes it whole or not at all, and raises `OutputError` where it cannot.
        """
        super().__init__()
        self._path = path
        self._write = write

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        try:
            self._write(self._path)
        except OutputError as error:
            self.failed.emit(reason_text(error.reason))
        else:
            self.written.emit(self._path)
