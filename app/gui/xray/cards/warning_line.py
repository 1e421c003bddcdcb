"""A sentence that warns, with an icon."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.theme.icons import ICON_PX, pixmap
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import colours
from app.gui.widgets.controls import row_layout
from app.gui.widgets.labels import TextLabel, set_colour


class WarningLine(QWidget):
    """A sentence and an icon in the colour of a warning, which follows the theme."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__()
        self._icon, self._words = QLabel(), TextLabel(sentence, bold=True)
        row = row_layout(self)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, stretch=1)
        self._draw()

    def set_text(self, sentence: str) -> None:
        """Show another sentence."""
        self._words.setText(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()

    def _draw(self) -> None:
        ink = colours(QGuiApplication.palette()).signs.ink
        self._icon.setPixmap(pixmap("alert-circle", ink, scale_to_text(ICON_PX)))
        set_colour(self._words, ink)
