"""How many X-rays of a folder are screened at once."""

from __future__ import annotations

import os

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.gui.session import Session
from app.gui.settings.named_row import named_row
from app.gui.widgets.controls import NoWheelComboBox, column_layout
from app.gui.widgets.labels import TextLabel
from app.settings import MAX_WORKERS


class SpeedSection(QWidget):
    """Shows and changes how many worker processes screen a folder."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        cores = min(os.cpu_count() or 1, MAX_WORKERS)
        numbers = [(number, str(number)) for number in range(1, cores + 1)]
        self._workers = NoWheelComboBox([(0, self.tr("Automatic (every core but one)")), *numbers])
        self._workers.activated.connect(self._change)
        column = column_layout(self)
        column.addLayout(named_row(self.tr("X-rays screened at once"), self._workers))
        column.addWidget(TextLabel(self.tr("A lower number leaves more of the computer for other work."), pale=True))
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._workers.show_value(self._session.settings.workers)

    @Slot()
    def _change(self) -> None:
        self._session.update(workers=self._workers.currentData())
