"""The rows that are shown: those of the batch, or those of the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from app.core.records import ScreeningRecord
from app.gui.batch.runner import BatchRunner
from app.gui.session import Session
from app.gui.tables.place import Place
from app.gui.tables.record_model import NO_INDEX
from app.gui.tables.row_delegate import PICTURE_SHAPE
from app.gui.workers.thumbnails import Thumbnails
from app.gui.worklist.rows.batch_rows import BatchRows
from app.gui.worklist.rows.filter import RowFilter
from app.gui.worklist.rows.history_rows import HistoryRows
from app.gui.worklist.rows.patients import PatientGroup, patient_groups

_PICTURE_SIDE_PX = 2 * PICTURE_SHAPE[0]
"""Longest side of the pictures of the rows, in pixels: sharp on a dense screen too."""
_NEAR_END = 20
"""So many rows before the last one that is read, the next ones are read."""


class ShownRows(QObject):
    """Holds both kinds of rows, of which one is shown, and finds records in its order and with its filter.

    Signals:
        changed: there are other rows, or other counts.
        record_opened: the `ScreeningRecord` of a row that the user wants to see.
        selection_changed: other rows are selected, or none.
        all_seen: the user wanted the next row that nobody has opened, and there is none.
    """

    changed = Signal()
    record_opened = Signal(object)
    selection_changed = Signal()
    all_seen = Signal()

    def __init__(self, session: Session, runner: BatchRunner, parent: QObject) -> None:
        """Prepare; nothing that is read or screened reaches the rows any more when the parent is destroyed."""
        super().__init__(parent)
        thumbnails = Thumbnails(session.threads, _PICTURE_SIDE_PX)
        self.batch = BatchRows(runner, thumbnails)
        self.history = HistoryRows(session, thumbnails)
        self.current: BatchRows | HistoryRows = self.history
        session.history_emptied.connect(self.batch.empty)
        session.history_changed.connect(self.batch.forget_changes)
        for rows in (self.batch, self.history):
            rows.setParent(self)
            rows.changed.connect(self._on_changed)
            rows.all_seen.connect(self.all_seen)
            rows.table.record_opened.connect(self.record_opened)
            rows.table.selection_changed.connect(self.selection_changed)

    @property
    def are_of_batch(self) -> bool:
        """Whether those of the batch are shown."""
        return self.current is self.batch

    @property
    def can_screen_again(self) -> bool:
        """Whether the rows are those of a batch that has come to its end."""
        return self.are_of_batch and self.batch.can_screen_again

    @property
    def patient_count(self) -> int:
        """How many patients the rows of a batch are of; 0 for those of the history, where the search finds them."""
        return self.batch.model.patient_count if self.are_of_batch else 0

    def patients(self) -> list[PatientGroup]:
        """Return the patients of the batch."""
        return patient_groups(self.batch.model.records)

    def selected(self) -> list[ScreeningRecord]:
        """Return the records of the selected rows, in the order shown."""
        return self.current.table.selected_records()

    def show_batch(self, chosen: RowFilter) -> None:
        """Show the rows of the batch that a filter keeps."""
        self.current = self.batch
        self.batch.show_only(chosen)

    def show_days(self, chosen: RowFilter, since: date | None, until: date | None) -> None:
        """Show the rows of some days that a filter keeps."""
        self.current = self.history
        self.history.show_days(since, until)
        self.history.show_only(replace(chosen, patient=""))

    def place_of(self, record_id: str) -> Place | None:
        """Return which row a record is, in the order and with the filter that are set; None where it is not shown."""
        row = self.current.model.row_of(record_id)
        return None if row is None else Place(row + 1, self.current.model.total)

    def neighbour(self, record_id: str, step: int) -> ScreeningRecord | None:
        """Return the record so many rows after another one, and select its row; None beyond the end.

        Args:
            record_id: of the other one.
            step: how many rows; before it where it is negative.
        """
        model = self.current.model
        row = model.row_of(record_id)
        if row is None:
            return None
        if row + step + _NEAR_END >= model.rowCount():
            model.fetchMore(NO_INDEX)
        if not 0 <= row + step < model.rowCount():
            return None
        self.current.table.go_to(row + step)
        return model.record(row + step)

    @Slot()
    def open_unseen(self, record_id: str = "") -> None:
        """Open the next row that nobody has opened, from a record on; without one, the first: it is the most urgent."""
        self.current.open_unseen(record_id)

    def replace(self, record: ScreeningRecord) -> None:
        """Show a changed record in its row."""
        self.batch.replace(record)
        self.history.replace(record)

    @Slot(object)
    def remove(self, record_ids: list[str]) -> None:
        """Remove deleted records."""
        self.batch.remove(record_ids)
        self.history.remove(record_ids)

    @Slot()
    def _on_changed(self) -> None:
        if self.sender() is self.current:
            self.changed.emit()
