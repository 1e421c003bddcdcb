"""How folders are screened: one that is watched, and the sound at the end."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.text import printable
from app.gui.session import Session
from app.gui.settings.explained import explained
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import folder_dialog, message
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import ElidedLabel, TextLabel


class FoldersSection(QWidget):
    """Shows and changes which folder is watched, and whether the end of a folder is heard."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._folder = ElidedLabel()
        self._folder.setAccessibleName(self.tr("Watched folder"))
        self._stop = push_button(self.tr("Stop watching"), self._stop_watching)
        self._sound = QCheckBox(self.tr("Make a sound when a folder is done"))
        self._sound.clicked.connect(self._change_sound)
        column = column_layout(self)
        words = self.tr(
            "Kifua can watch the folder that your X-ray unit saves to, and screen new X-rays by itself while it runs:"
        )
        column.addWidget(TextLabel(words))
        column.addWidget(self._folder)
        column.addLayout(FlowLayout(push_button(self.tr("Choose a folder to watch…"), self._choose), self._stop))
        column.addLayout(explained(self._sound, self.tr("For whoever does something else meanwhile.")))
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        settings = self._session.settings
        self._folder.setText(printable(settings.watched_folder) or self.tr("No folder is watched."))
        self._stop.setEnabled(bool(settings.watched_folder))
        self._sound.setChecked(settings.notify_sound)

    @Slot()
    def _change_sound(self) -> None:
        self._session.update(notify_sound=self._sound.isChecked())

    @Slot()
    def _stop_watching(self) -> None:
        self._session.update(watched_folder="")

    @Slot()
    def _choose(self) -> None:
        dialog = folder_dialog(self)
        dialog.fileSelected.connect(self._watch)
        dialog.open()

    @Slot(str)
    def _watch(self, folder: str) -> None:
        chosen = os.path.abspath(folder)
        if self._session.history.parent.is_relative_to(Path(chosen)):
            sentence = self.tr("This folder cannot be watched: Kifua keeps its own files in it. Choose another.")
            message(self, sentence).open()
        else:
            self._session.update(watched_folder=chosen)
