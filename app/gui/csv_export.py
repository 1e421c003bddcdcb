"""Records as a CSV file or as text for the clipboard, off the GUI thread."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from app.core.errors import OutputError
from app.core.export import CsvFile, cell
from app.core.records import COLUMNS, ScreeningRecord
from app.gui.thread import Worker
from app.gui.wording import reason_text


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
            with CsvFile(self._path) as csv_file:
                for record in self._records:
                    csv_file.write(record)
        except OutputError as error:
            self.failed.emit(reason_text(error.reason))
        else:
            self.written.emit(self._path)


class CopyWorker(Worker):
    """Words records for the clipboard: tens of thousands take a second.

    Signals:
        made: the text (see `tab_separated`), and how many rows it has.
    """

    made = Signal(str, int)

    def __init__(self, records: Sequence[ScreeningRecord]) -> None:
        super().__init__()
        self._records = records

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        self.made.emit(tab_separated(self._records), len(self._records))


def tab_separated(records: Sequence[ScreeningRecord]) -> str:
    """Return records with their headings as a spreadsheet takes them from the clipboard; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([cell(column, record) for column in COLUMNS] for record in records)
    return text.getvalue()
