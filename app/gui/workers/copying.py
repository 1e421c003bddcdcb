"""Records as text for the clipboard, off the GUI thread."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.core.records import COLUMNS, ScreeningRecord
from app.core.results.export import cell
from app.gui.threads import Worker


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
