"""Way to the next row of the history that nobody has opened."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.gui.worklist.rows.history_model import HistoryModel
from app.gui.worklist.rows.history_reader import HistoryReader
from app.gui.worklist.rows.table import WorklistTable


class UnseenWalk(QObject):
    """Opens the row; where it is not read yet, it has the reader read as far as that.

    Signals:
        all_seen: there is none.
    """

    all_seen = Signal()

    def __init__(self, table: WorklistTable, model: HistoryModel, reader: HistoryReader) -> None:
        super().__init__()
        self._table, self._model, self._reader = table, model, reader
        self._from: str | None = None

    def begin(self, record_id: str) -> None:
        """Look for the row with the next `go_on`: that of this record or one after it, else one before it."""
        self._from = record_id

    def end(self) -> None:
        """Look for none any more."""
        self._from = None

    def go_on(self, *, is_end: bool = False) -> None:
        """Open the row, or have more rows read, after which this is called again; nothing where none is looked for.

        Args:
            is_end: whether there is none after those that are read.
        """
        if self._from is None:
            return
        first, count = self._model.row_of(self._from) or 0, self._model.rowCount()
        if self._table.open_unseen(range(first, count)):
            self.end()
        elif count and not (is_end or self._model.is_complete):
            self._reader.read_to_unseen(self._model.rows[-1])
        else:
            self.end()
            if not self._table.open_unseen(range(first)):
                self.all_seen.emit()
