"""Deletion of chosen screenings from the history, with an undo until the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.records import ScreeningRecord
from app.core.results.history import History, Row
from app.core.text import printable
from app.gui.deletion.undo_bar import UndoBar
from app.gui.session import Session
from app.gui.text.verdict_text import file_name
from app.gui.widgets.dialogs import question
from app.gui.workers.task import Task, history_task
from app.paths import received_folder

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class _Deleted:
    """Rows that can be restored in the history that they were deleted from."""

    history: Path
    rows: Sequence[Row]
    record_ids: Sequence[str]


class Deletion(QObject):
    """Asks before it deletes.

    Signals:
        changed: the file is another one now, or may be.
        deleted: the ids of the records that are gone.
        restored: the ids of the records that are back.
        noted: a sentence for the status line.
        failed: a sentence.
    """

    changed = Signal()
    deleted = Signal(object)
    restored = Signal(object)
    noted = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._restored: _Deleted | None = None
        self.undo_bar = UndoBar()
        self.undo_bar.undo_clicked.connect(self._restore)
        self.undo_bar.lapsed.connect(self._remove_images)
        session.settings_changed.connect(self.undo_bar.withdraw)  # the history may be another one

    def ask(self, records: Sequence[ScreeningRecord]) -> None:
        """Ask whether to delete records."""
        sentence = self.tr("Delete %Ln screening(s)?", "", len(records))
        if len(records) == 1:
            sentence = self.tr("Delete the screening of {name}?").format(name=_name(records[0]))
        undo = self.tr("It can be undone until you leave the worklist or delete something else.")
        received = str(received_folder(self._session.history.parent))
        also = ""
        if any(record.file.startswith(received) for record in records):
            also = self.tr("X-rays that Kifua received from an X-ray machine are deleted with them.")
        box = question(self._page, " ".join(filter(None, (sentence, also, undo))), self.tr("Delete"))
        box.accepted.connect(partial(self._delete, [record.id for record in records]))
        box.open()

    def _delete(self, record_ids: Sequence[str]) -> None:
        self.undo_bar.withdraw()
        place = self._session.history
        self._start(
            lambda history: _Deleted(place, history.delete(history.row_ids(record_ids)), record_ids), self._on_deleted
        )

    @Slot(object)
    def _restore(self, deleted: _Deleted) -> None:
        self._restored = deleted
        task = self._start(lambda history: history.restore(deleted.rows), self._on_restored)
        task.failed.connect(self._offer_again)

    @Slot(object)
    def _remove_images(self, deleted: _Deleted) -> None:
        """Remove the pasted and received X-rays of rows that cannot be restored any more."""
        task = history_task(deleted.history, lambda history: history.remove_images_of(deleted.rows))
        self._session.threads.start(task)

    def _start(self, work: Callable[[History], object], take: Callable[[Any], None]) -> Task:
        task = history_task(self._session.history, work)
        task.done.connect(take)
        task.failed.connect(self.failed)
        task.finished.connect(self.changed)
        self._session.threads.start(task)
        return task

    @Slot(object)
    def _on_deleted(self, deleted: _Deleted) -> None:
        self._offer_undo(deleted)
        self.deleted.emit(deleted.record_ids)

    def _offer_undo(self, deleted: _Deleted) -> None:
        self.undo_bar.offer(self.tr("%Ln screening(s) deleted.", "", len(deleted.rows)), deleted)

    @Slot()
    def _offer_again(self) -> None:
        if self._restored:
            self._offer_undo(self._restored)

    @Slot(object)
    def _on_restored(self, nothing: object) -> None:
        if self._restored:
            restored, self._restored = self._restored, None
            self.noted.emit(self.tr("%Ln screening(s) restored.", "", len(restored.rows)))
            self.restored.emit(restored.record_ids)


def _name(record: ScreeningRecord) -> str:
    """Return what a person knows a screening by: the patient, else the file."""
    known = printable(" ".join(filter(None, (record.patient_id, record.patient_name)))) or file_name(record.file)
    return known if len(known) <= _LONGEST_NAME else known[: _LONGEST_NAME - 1] + "…"
