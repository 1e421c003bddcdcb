"""The status bar of the window."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStatusBar

from app.gui.text.verdict_text import tool_tip

_HINT_MS = 10_000
"""How long a sentence stays that matters only at the moment."""


class StatusBar(QStatusBar):
    """Shows one sentence; the tool tip has the whole of one that is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._page_note = ""
        self.messageChanged.connect(self._set_tool_tip)

    @Slot(str)
    def show_note(self, sentence: str) -> None:
        """Show a sentence until the next one comes."""
        self.showMessage(sentence)

    @Slot(str)
    def show_page_note(self, sentence: str) -> None:
        """Show a sentence until the next one comes, or the page that it is of is left."""
        self._page_note = sentence
        self.showMessage(sentence)

    @Slot()
    def leave_page(self) -> None:
        """Remove the sentence of the page that was shown."""
        if self.currentMessage() == self._page_note:
            self.clearMessage()

    @Slot(str)
    def show_hint(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.showMessage(sentence, _HINT_MS)

    @Slot(str)
    def _set_tool_tip(self, sentence: str) -> None:
        self.setToolTip(tool_tip(sentence))
