"""How the window looks: its colours, and the size of its text."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.gui.session import Session
from app.gui.settings.named_row import named_row
from app.gui.widgets.controls import NoWheelComboBox, column_layout
from app.settings import TEXT_PERCENTS


class LookSection(QWidget):
    """Shows and changes the colours and the size of the text."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        themes = [
            ("system", self.tr("As the computer is set")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ]
        self._theme = NoWheelComboBox(themes)
        self._theme.activated.connect(lambda: session.update(theme=self._theme.currentData()))
        percents = [(number, self.tr("{number}%").format(number=number)) for number in TEXT_PERCENTS]
        self._text = NoWheelComboBox(percents)
        self._text.activated.connect(lambda: session.update(text_percent=self._text.currentData()))
        column = column_layout(self)
        column.addLayout(named_row(self.tr("Colours"), self._theme))
        column.addLayout(named_row(self.tr("Size of the text"), self._text))
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._theme.show_value(self._session.settings.theme)
        self._text.show_value(self._session.settings.text_percent)
