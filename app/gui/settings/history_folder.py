"""Where the history is kept, how it is copied, and how an earlier state of it is brought back."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.core.atomic_file import takes_files
from app.core.text import printable
from app.gui.session import Session
from app.gui.settings.backups import BackupRestorer
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import data_dialog, message
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import ElidedLabel, TextLabel


class HistoryFolderSection(QWidget):
    """Shows and changes the data folder, and restores the history from a backup."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._backups = BackupRestorer(session, self)
        self._place = ElidedLabel()
        self._place.setAccessibleName(self.tr("Where the history is kept"))
        self._usual_place = push_button(self.tr("Use the usual folder"), lambda: self._take(""))
        choose = push_button(self.tr("Choose another folder…"), self._choose)
        after = self.tr(
            "After a change, a new history begins in the new folder, or the one that is there is continued. "
            "The old one stays where it is: nothing is moved and nothing is deleted. Choose the old folder "
            "again to see it."
        )
        column = column_layout(self)
        column.addWidget(TextLabel(self.tr("The history of all screenings is kept here, on this computer:")))
        column.addWidget(self._place)
        column.addLayout(FlowLayout(choose, self._usual_place))
        column.addWidget(TextLabel(after, pale=True))
        copy = push_button(self.tr("Make a backup…"), self._backups.copy)
        column.addLayout(FlowLayout(copy, push_button(self.tr("Restore the history…"), self._backups.ask)))
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._place.setText(printable(str(self._session.history)))
        self._usual_place.setEnabled(bool(self._session.settings.data_folder))

    @Slot()
    def _choose(self) -> None:
        dialog = data_dialog(self, str(self._session.history.parent))
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, folder: str) -> None:
        if takes_files(Path(folder)):
            self._take(os.path.abspath(folder))
        else:
            message(self, self.tr("Kifua is not allowed to write to this folder: choose another.")).open()

    def _take(self, folder: str) -> None:
        self._session.update(data_folder=folder)
