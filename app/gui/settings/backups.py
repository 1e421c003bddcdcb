"""Copies of the history in a folder of the user's own, and restoring it from one of them or from a backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QMessageBox, QWidget

from app.core.results.history_copy import copies_in, copy_history, restore_copy
from app.core.results.history_database.backups import Backup
from app.core.text import printable
from app.gui.session import Session
from app.gui.text.locale_text import date_time_text
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.dialogs import data_dialog, fit_to_screen, message, question
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task

_SIZE_PX = (620, 400)


class BackupRestorer(QObject):
    """Makes a copy of the history; lists copies and backups, asks which one to restore, restores it, and says so."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page

    @Slot()
    def ask(self) -> None:
        """Show the backups of the history, for one to be chosen."""
        self._list(str(self._session.history.parent))

    @Slot()
    def copy(self) -> None:
        """Ask for a folder, and copy the history into it."""
        self._ask_folder(self._copy)

    def _ask_folder(self, take: Callable[[str], None]) -> None:
        dialog = data_dialog(self._page, "")
        dialog.setWindowTitle(self.tr("Choose the folder of the backup"))
        dialog.fileSelected.connect(take)
        dialog.open()

    def _copy(self, folder: str) -> None:
        self._start(Task(partial(copy_history, self._session.history, Path(folder))), self._on_copied)

    @Slot(object)
    def _on_copied(self, copy: Path) -> None:
        sentence = self.tr("The backup is {path}. It holds patients' data: lock it away.")
        box = message(self._page, sentence.format(path=printable(str(copy))))
        box.setIcon(QMessageBox.Icon.Information)
        box.open()

    def _list(self, folder: str) -> None:
        self._start(Task(partial(copies_in, self._session.history, Path(folder))), self._show)

    @Slot(object)
    def _show(self, backups: Sequence[Backup]) -> None:
        if not backups:
            sentence = self.tr("There is no backup in this folder.")
            box = question(self._page, sentence, self.tr("Look in another folder…"))
            box.accepted.connect(partial(self._ask_folder, self._list))
            box.open()
            return
        dialog = BackupDialog(backups, self._page)
        dialog.accepted.connect(lambda: self._restore(dialog.chosen))
        dialog.elsewhere_clicked.connect(partial(self._ask_folder, self._list))
        dialog.open()

    def _restore(self, backup: Backup) -> None:
        self._start(Task(partial(restore_copy, self._session.history, backup.path)), self._on_restored)

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
    """Asks which backup to restore.

    Signals:
        elsewhere_clicked: the user wants the backups of another folder; the dialog is closed.
    """

    elsewhere_clicked = Signal()

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
        elsewhere = push_button(self.tr("Look in another folder…"), self._look_elsewhere)
        buttons = row_layout()
        buttons.addStretch()
        buttons.addWidget(restore)
        buttons.addWidget(cancel)
        layout = column_layout(self, margins=PAGE_MARGINS)
        layout.addWidget(TextLabel(sentence))
        layout.addWidget(self._list, stretch=1)
        layout.addWidget(elsewhere, alignment=Qt.AlignmentFlag.AlignLeading)
        layout.addLayout(buttons)
        fit_to_screen(self, *_SIZE_PX)
        self._list.setFocus()

    @property
    def chosen(self) -> Backup:
        """The backup that is chosen."""
        return self._backups[self._list.currentRow()]

    @Slot()
    def _look_elsewhere(self) -> None:
        self.reject()
        self.elsewhere_clicked.emit()

    def _line(self, backup: Backup) -> str:
        time = date_time_text(backup.made_at.astimezone().isoformat())
        count = self.tr("%Ln screening(s)", "", backup.count)
        return self.tr("{time}: {count}").format(time=time, count=count)
