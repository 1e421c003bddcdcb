"""Notice of which old screenings will be deleted, and how many."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent

from app.core.results.history_retention import count_older
from app.gui.session import Session
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import history_task


class RetentionNotice(TextLabel):
    """Says which screenings the next start will delete, and how many there are now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.settings_changed.connect(self._count)
        self._show(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Count again: there may be others than when the page was last shown."""
        super().showEvent(event)
        self._count()

    @Slot()
    def _count(self) -> None:
        self._show(0)
        days, history = self._session.settings.keep_days, self._session.history
        if days and self.isVisible() and history.exists():
            task = history_task(history, lambda opened: (days, count_older(opened, days)))
            task.done.connect(self._on_counted)
            self._session.threads.start(task)

    @Slot(object)
    def _on_counted(self, counted: tuple[int, int]) -> None:
        days, count = counted
        if days == self._session.settings.keep_days:  # else another answer is on its way
            self._show(count)

    def _show(self, count: int) -> None:
        if not self._session.settings.keep_days:
            self.setText(self.tr("They stay until you delete them in the worklist."))
            return
        older = self.tr(
            "Older ones are deleted from the history the next time Kifua starts. X-ray files are kept, but not those "
            "that Kifua received from an X-ray machine: they are deleted too."
        )
        now = self.tr("Now these are %Ln screening(s).", "", count)
        self.setText(f"{older} {now}" if count else older)
