"""Deletion of the whole history, with a button that says how much that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.results.history import History
from app.gui.session import Session
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import message, question
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import history_task


class DeleteAll(QWidget):
    """Asks before it deletes every screening of the history."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._count = 0
        self._button = push_button("", self._ask, kind="danger")
        self._outcome = TextLabel()
        self._outcome.setAccessibleName(self.tr("What was done"))
        self._outcome.hide()
        column = column_layout(self)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._outcome)
        for changed in (session.settings_changed, session.history_changed):
            changed.connect(self._count_again)
        self._show_count(0)

    @property
    def count(self) -> int:
        """How many screenings there are, as far as it is known."""
        return self._count

    def showEvent(self, event: QShowEvent) -> None:
        """Count the screenings."""
        super().showEvent(event)
        self._outcome.hide()
        self._count_again()

    @Slot()
    def _count_again(self) -> None:
        self._show_count(0)
        if self.isVisible() and self._session.history.exists():
            self._start(History.count, self._show_count)

    @Slot(object)
    def _show_count(self, count: int) -> None:
        self._count = count
        self._button.setText(self.tr("Delete all %Ln screening(s)…", "", count))
        self._button.setEnabled(count > 0)

    @Slot()
    def _ask(self) -> None:
        sentence = self.tr("Delete the whole history, %Ln screening(s)? This cannot be undone.", "", self._count)
        box = question(self, sentence, self.tr("Delete all"))
        box.accepted.connect(self._delete)
        box.open()

    @Slot()
    def _delete(self) -> None:
        self._start(_delete_all, self._on_deleted)

    @Slot(object)
    def _on_deleted(self, is_erased: bool) -> None:
        said = self.tr("The history was deleted.")
        if not is_erased:
            said = self.tr(
                "The history was deleted. Another program is still reading the old one: its last traces are erased "
                "from the disk when Kifua is next started."
            )
        self._outcome.setText(said)
        self._outcome.show()
        self._session.history_changed.emit()

    def _start(self, work: Callable[[History], object], take: Callable[[Any], None]) -> None:
        task = history_task(self._session.history, work)
        task.done.connect(take)
        task.failed.connect(self._tell)
        self._session.threads.start(task)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        message(self, sentence).open()


def _delete_all(history: History) -> bool:
    """Delete everything, and return whether nothing of it is left on the disk."""
    history.delete_all()
    return not history.has_traces
