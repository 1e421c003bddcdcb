"""A notice under the toolbar that stays until the user closes it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame

from app.core.text import printable
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import push_button, row_layout
from app.gui.widgets.labels import TextLabel

_STYLE = """
QFrame#notice { border: 2px solid palette(window-text); border-radius: 6px; background: palette(base); }
"""


class NoticeBar(QFrame):
    """Shows one sentence with a button to close it; hidden without one.

    It is for what goes on being so, such as a history that cannot be kept, and must not vanish with the next message.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setStyleSheet(_STYLE)
        self.setAccessibleName(self.tr("Notice"))
        self._sentence = TextLabel(bold=True)
        row = row_layout(self, margins=PAGE_MARGINS)
        row.addWidget(self._sentence, stretch=1)
        row.addWidget(push_button(self.tr("Close"), self.hide))
        self.hide()

    @Slot(str)
    def show_notice(self, sentence: str) -> None:
        """Show a sentence instead of the one before."""
        self._sentence.setText(printable(sentence))
        self.setAccessibleDescription(printable(sentence))
        self.show()
