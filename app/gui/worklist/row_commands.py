"""What is done with the selected rows: copied, marked, exported, reported, deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.core.records import ScreeningRecord
from app.core.results.export import tab_separated
from app.core.results.history import History
from app.core.results.history_rows import without_name
from app.gui.deletion.deletion import Deletion
from app.gui.session import Session
from app.gui.workers.task import Task, history_task


class RowCommands(QObject):
    """Acts on the rows that are selected at the moment.

    Attributes:
        deletion: of rows, with its undo.

    Signals:
        record_changed: a record that is seen now, or not any more.
        export_requested: the records that the user wants as CSV.
        reports_requested: the records that the user wants in one report.
        archive_requested: the records whose results the user wants in the archive.
        deidentify_requested: the records whose X-rays the user wants without an identity.
        noted: a sentence for the status line.
    """

    record_changed = Signal(object)
    export_requested = Signal(object)
    reports_requested = Signal(object)
    archive_requested = Signal(object)
    deidentify_requested = Signal(object)
    noted = Signal(str)

    def __init__(self, session: Session, page: QWidget, selected: Callable[[], list[ScreeningRecord]]) -> None:
        """Prepare.

        Args:
            session: gives the history, and runs the threads.
            page: that asks before rows are deleted.
            selected: returns the records of the selected rows, in the order shown.
        """
        super().__init__(page)
        self._session = session
        self._selected = selected
        self.deletion = Deletion(session, page)
        self.deletion.noted.connect(self.noted)

    @Slot()
    def copy(self) -> None:
        """Put the rows on the clipboard, as a table with headings, with names where names are stored."""
        records = self._selected()
        if not self._session.settings.store_names:
            records = list(map(without_name, records))
        task = Task(lambda: (tab_separated(records), len(records)))
        task.done.connect(self._on_copied)
        self._session.threads.start(task)

    @Slot()
    def export(self) -> None:
        """Have the rows exported."""
        self.export_requested.emit(self._selected())

    @Slot()
    def report(self) -> None:
        """Have a report made of the rows."""
        self.reports_requested.emit(self._selected())

    @property
    def can_send(self) -> bool:
        """Whether the settings name an archive."""
        return bool(self._session.settings.archive.address)

    @Slot()
    def send(self) -> None:
        """Have the results of the rows sent to the archive."""
        self.archive_requested.emit(self._selected())

    @Slot()
    def deidentify(self) -> None:
        """Have the X-rays saved without the patient's identity."""
        self.deidentify_requested.emit(self._selected())

    @Slot()
    def delete(self) -> None:
        """Ask whether to delete the rows."""
        if records := self._selected():
            self.deletion.ask(records)

    @Slot()
    def mark_seen(self) -> None:
        """Mark the rows as seen."""
        self._mark(datetime.now().astimezone().isoformat(timespec="seconds"))

    @Slot()
    def mark_unseen(self) -> None:
        """Mark the rows as not seen."""
        self._mark("")

    def _mark(self, seen_at: str) -> None:
        changed = [
            replace(record, seen_at=seen_at) for record in self._selected() if bool(record.seen_at) != bool(seen_at)
        ]
        if not changed:
            return
        record_ids = [record.id for record in changed]
        task = history_task(self._session.history, partial(_store_mark, record_ids, seen_at))
        task.failed.connect(self.noted)
        self._session.threads.start(task)
        for record in changed:
            self.record_changed.emit(record)

    @Slot(object)
    def _on_copied(self, copied: tuple[str, int]) -> None:
        text, rows = copied
        QGuiApplication.clipboard().setText(text)
        self.noted.emit(self.tr("%Ln row(s) copied to the clipboard.", "", rows))


def _store_mark(record_ids: Sequence[str], seen_at: str, history: History) -> None:
    if seen_at:
        history.mark_seen(record_ids, seen_at)
    else:
        history.mark_unseen(record_ids)
