"""Writing the table to a CSV file, off the GUI thread."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal

from app.core.errors import OutputError
from app.core.export import CsvFile
from app.core.records import ScreeningRecord
from app.gui.thread import Worker


class CsvWorker(Worker):
    """Writes records to a CSV file.

    Signals:
        written: the path.
        failed: a sentence; there is no new file, and an old one is as it was.
    """

    written = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, records: Iterable[ScreeningRecord]) -> None:
        super().__init__()
        self._path = path
        self._records = records

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        try:
            with CsvFile(self._path) as csv:
                for record in self._records:
                    csv.write(record)
        except OutputError as error:
            self.failed.emit(error.reason.sentence)
        else:
            self.written.emit(self._path)
