"""Whether the files and folders that were opened last are remembered."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.gui.session import Session
from app.gui.settings.explained import explained
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.flow_layout import FlowLayout


class RecentSection(QWidget):
    """A box to tick, and a button that clears the list."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._remember = QCheckBox(self.tr("Remember recent files"))
        self._remember.clicked.connect(self._change)
        self._clear = push_button(self.tr("Clear the list"), session.recent.clear)
        column = column_layout(self)
        sentence = self.tr(
            "The start page offers the files and folders that were opened last. Their names may tell who a patient is."
        )
        column.addLayout(explained(self._remember, sentence))
        column.addLayout(FlowLayout(self._clear))
        session.settings_changed.connect(self._show)
        session.recent.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._remember.setChecked(self._session.settings.remember_recent)
        self._clear.setEnabled(bool(self._session.recent.paths))

    @Slot()
    def _change(self) -> None:
        remember = self._remember.isChecked()
        self._session.update(remember_recent=remember)
        if not remember:
            self._session.recent.clear()
