"""How folders are screened: the sound at their end."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.gui.session import Session
from app.gui.settings.explained import explained
from app.gui.widgets.controls import column_layout


class FoldersSection(QWidget):
    """Shows and changes what happens when a folder is done."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sound = QCheckBox(self.tr("Make a sound when a folder is done"))
        self._sound.clicked.connect(self._change_sound)
        column = column_layout(self)
        column.addLayout(explained(self._sound, self.tr("For whoever does something else meanwhile.")))
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._sound.setChecked(self._session.settings.notify_sound)

    @Slot()
    def _change_sound(self) -> None:
        self._session.change(replace(self._session.settings, notify_sound=self._sound.isChecked()))
