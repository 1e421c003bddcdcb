"""Restoring the history from one of its backups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QWidget

from app.core.results.history_database.backups import Backup, read_backups
from app.core.results.history_database.recovery import restore_backup
from app.gui.session import Session
from app.gui.text.locale_text import date_time_text
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.dialogs import fit_to_screen, message
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task

_SIZE_PX = (620, 400)


class BackupRestorer(QObject):
    """Lists the backups, asks which one to restore, restores it, and says so."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page

    @Slot()
    def ask(self) -> None:
        """Show the backups of the history, for one to be chosen."""
        self._start(Task(partial(read_backups, self._session.history)), self._show)

    @Slot(object)
    def _show(self, backups: Sequence[Backup]) -> None:
        if not backups:
            self._tell(self.tr("There is no backup yet. Kifua makes one before a newer version changes the history."))
            return
        dialog = BackupDialog(backups, self._page)
        dialog.accepted.connect(lambda: self._restore(dialog.chosen))
        dialog.open()

    def _restore(self, backup: Backup) -> None:
        self._start(Task(partial(restore_backup, self._session.history, backup.path)), self._on_restored)

    @Slot(object)
    def _on_restored(self, nothing: object) -> None:
        self._session.history_changed.emit()
        self._tell(self.tr("The history was restored. The one before is kept as a backup."))

    def _start(self, task: Task, take: Callable[[Any], None]) -> None:
        task.done.connect(take)
        task.failed.connect(self._tell)
        self._session.threads.start(task)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        message(self._page, sentence).open()


class BackupDialog(QDialog):
    """Asks which backup to restore."""

    def __init__(self, backups: Sequence[Backup], parent: QWidget) -> None:
        """Prepare.

        Args:
            backups: the newest first; at least one.
            parent: of the dialog.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Restore the history"))
        self._backups = backups
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Backups"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.itemActivated.connect(self.accept)
        for backup in backups:
            self._list.addItem(QListWidgetItem(self._line(backup)))
        self._list.setCurrentRow(0)
        sentence = self.tr(
            "Which backup is to take the place of the history? Screenings since then are not in it; the history as it "
            "is now is kept as a backup too."
        )
        restore = push_button(self.tr("Restore"), self.accept)
        cancel = push_button(self.tr("Cancel"), self.reject)
        cancel.setDefault(True)
        buttons = row_layout()
        buttons.addStretch()
        buttons.addWidget(restore)
        buttons.addWidget(cancel)
        layout = column_layout(self, margins=PAGE_MARGINS)
        layout.addWidget(TextLabel(sentence))
        layout.addWidget(self._list, stretch=1)
        layout.addLayout(buttons)
        fit_to_screen(self, *_SIZE_PX)
        self._list.setFocus()

    @property
    def chosen(self) -> Backup:
        """The backup that is chosen."""
        return self._backups[self._list.currentRow()]

    def _line(self, backup: Backup) -> str:
        time = date_time_text(backup.made_at.astimezone().isoformat())
        count = self.tr("%Ln screening(s)", "", backup.count)
        return self.tr("{time}: {count}").format(time=time, count=count)
