"""Deletion of the whole history, with a button that says how much that is, and an undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.results.history import History
from app.dicom.kept_files import Counts, KeptFiles
from app.gui.deletion.kept_files import kept_files
from app.gui.deletion.undo_bar import UndoBar
from app.gui.session import Session
from app.gui.text.locale_text import number_text
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import message, question
from app.gui.workers.task import Task, history_task


class DeleteAll(QWidget):
    """Asks before it deletes every screening; they are erased when the page is left without an undo."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._count = 0
        self._files = Counts()
        self._button = push_button("", self._ask, kind="danger")
        self._undo_bar = UndoBar()
        self._undo_bar.undo_clicked.connect(self._restore)
        self._undo_bar.lapsed.connect(self._erase)
        column = column_layout(self)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._undo_bar)
        session.settings_changed.connect(self._follow_settings)
        session.history_changed.connect(self._count_again)
        self._show_counts((0, Counts()))

    @property
    def count(self) -> int:
        """How many screenings there are, as far as it is known."""
        return self._count

    def leave(self) -> None:
        """Give up the undo: what was deleted is erased."""
        self._undo_bar.withdraw()

    def showEvent(self, event: QShowEvent) -> None:
        """Count the screenings."""
        super().showEvent(event)
        self._count_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give up the undo when the page is left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.leave()

    @Slot()
    def _follow_settings(self) -> None:
        """Count again, and give up the undo where the history is another one now."""
        if self._undo_bar.needed != self._session.history:
            self.leave()
        self._count_again()

    @Slot()
    def _count_again(self) -> None:
        self._show_counts((0, Counts()))
        place = self._session.history
        if self.isVisible():
            files = kept_files(place)
            task = Task(lambda: (_count(place), files.counts()))
            task.done.connect(self._show_counts)
            task.failed.connect(self._tell)
            self._session.threads.start(task)

    @Slot(object)
    def _show_counts(self, counts: tuple[int, Counts]) -> None:
        self._count, self._files = counts
        self._button.setText(self.tr("Delete all %Ln screening(s)…", "", self._count))
        self._button.setEnabled(counts != (0, Counts()))

    @Slot()
    def _ask(self) -> None:
        sentences = [
            self.tr("Delete the whole history, %Ln screening(s), and the list of recent files?", "", self._count)
        ]
        received, outgoing = number_text(self._files.received), number_text(self._files.outgoing)
        if self._files.received:
            sentences.append(self.tr("X-rays that Kifua received are deleted too: {count}.").format(count=received))
        if self._files.outgoing:
            sentences.append(self.tr("Files for the archive are not sent any more: {count}.").format(count=outgoing))
        sentences.append(self.tr("It can be undone until you leave this page."))
        box = question(self, " ".join(sentences), self.tr("Delete all"))
        box.accepted.connect(self._delete)
        box.open()

    @Slot()
    def _delete(self) -> None:
        self._undo_bar.withdraw()
        place = self._session.history
        self._start(place, partial(_set_aside, kept_files(place)), partial(self._on_deleted, place, self._count))

    def _on_deleted(self, place: Path, count: int, nothing: object) -> None:
        self._undo_bar.offer(self.tr("%Ln screening(s) deleted.", "", count), place)
        if not self.isVisible():  # the page was left meanwhile
            self._undo_bar.withdraw()
        self._session.history_emptied.emit()
        self._session.history_changed.emit()

    @Slot(object)
    def _restore(self, place: Path) -> None:
        self._start(place, partial(_bring_back, kept_files(place)), self._on_restored)

    def _on_restored(self, nothing: object) -> None:
        self._session.history_changed.emit()

    @Slot(object)
    def _erase(self, place: Path) -> None:
        self._session.recent.clear()
        self._start(place, partial(_erase, kept_files(place)), self._on_erased)

    def _on_erased(self, is_erased: bool) -> None:
        if not is_erased:
            self._tell(
                self.tr(
                    "The history was deleted. Another program is still reading the old one: its last traces are "
                    "erased from the disk when Kifua is next started."
                )
            )

    def _start(self, place: Path, work: Callable[[History], object], take: Callable[[Any], None]) -> None:
        task = history_task(place, work)
        task.done.connect(take)
        task.failed.connect(self._tell)
        self._session.threads.start(task)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        message(self.window(), sentence).open()


def _count(place: Path) -> int:
    if not place.exists():
        return 0
    with History(place) as history:
        return history.count()


def _set_aside(files: KeptFiles, history: History) -> None:
    files.set_aside()
    history.set_all_aside()


def _bring_back(files: KeptFiles, history: History) -> None:
    files.bring_back()
    history.bring_back()


def _erase(files: KeptFiles, history: History) -> bool:
    """Erase what was deleted, and return whether nothing of it is left on the disk."""
    files.erase()
    history.erase_set_aside()
    return not history.has_traces
