"""Deletion of screenings from the history, and its undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.results.history import History, Row
from app.gui.history.undo_bar import UndoBar
from app.gui.session import Session
from app.gui.widgets.dialogs import question
from app.gui.workers.task import Task, history_task


@dataclass(frozen=True, slots=True)
class _Deleted:
    """Rows that can be restored in the history that they were deleted from."""

    history: Path
    rows: Sequence[Row]


class HistoryDeletion(QObject):
    """Asks before it deletes; the deletion of chosen rows can be undone for a while.

    Signals:
        changed: the file is another one now, or may be.
        noted: a sentence for the status line.
        failed: a sentence.
    """

    changed = Signal()
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

    def ask_delete(self, row_ids: Sequence[int]) -> None:
        """Ask whether to delete rows."""
        sentence = self.tr("Delete %Ln screening(s)?", "", len(row_ids))
        self._ask(sentence, self.tr("Delete"), partial(self._delete, row_ids))

    def ask_delete_all(self, count: int) -> None:
        """Ask whether to delete the whole history of so many rows."""
        sentence = self.tr("Delete the whole history, %Ln screening(s)? This cannot be undone.", "", count)
        self._ask(sentence, self.tr("Delete all"), self._delete_all)

    def _ask(self, sentence: str, yes: str, delete: Callable[[], None]) -> None:
        box = question(self._page, sentence, yes)
        box.accepted.connect(delete)
        box.open()

    def _delete(self, row_ids: Sequence[int]) -> None:
        place = self._session.history
        self._start(lambda history: _Deleted(place, history.delete(row_ids)), self._offer_undo)

    @Slot()
    def _delete_all(self) -> None:
        self.undo_bar.withdraw()
        self._start(_delete_all, self._on_deleted)

    @Slot(object)
    def _restore(self, deleted: _Deleted) -> None:
        self._restored = deleted
        task = self._start(lambda history: history.restore(deleted.rows), self._on_restored)
        task.failed.connect(self._offer_again)

    @Slot(object)
    def _remove_images(self, deleted: _Deleted) -> None:
        """Remove the pasted X-rays of rows that cannot be restored; those that fail go at the next start."""
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
    def _offer_undo(self, deleted: _Deleted) -> None:
        self.undo_bar.offer(self.tr("%Ln screening(s) deleted.", "", len(deleted.rows)), deleted)

    @Slot()
    def _offer_again(self) -> None:
        if self._restored:
            self._offer_undo(self._restored)

    @Slot(object)
    def _on_restored(self, nothing: object) -> None:
        count = len(self._restored.rows) if self._restored else 0
        self._restored = None
        self.noted.emit(self.tr("%Ln screening(s) restored.", "", count))

    @Slot(object)
    def _on_deleted(self, is_erased: bool) -> None:
        if is_erased:
            self.noted.emit(self.tr("The history was deleted."))
            return
        self.failed.emit(
            self.tr(
                "The history was deleted. Another program is still reading the old one: its last traces are erased "
                "from the disk when Kifua is next started."
            )
        )


def _delete_all(history: History) -> bool:
    """Delete everything, and return whether nothing of it is left on the disk."""
    history.delete_all()
    return not history.has_traces
