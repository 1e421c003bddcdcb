"""The line at the foot of the window."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStatusBar

from app.gui.text.verdict_text import tool_tip

_HINT_MS = 10_000
"""How long a sentence stays that matters only at the moment."""


class StatusLine(QStatusBar):
    """Says one sentence; the tool tip has the whole of one that is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.messageChanged.connect(self._say_whole)

    @Slot(str)
    def note(self, sentence: str) -> None:
        """Say a sentence until the next one comes."""
        self.showMessage(sentence)

    @Slot(str)
    def hint(self, sentence: str) -> None:
        """Say a sentence that matters only at the moment."""
        self.showMessage(sentence, _HINT_MS)

    @Slot(str)
    def _say_whole(self, sentence: str) -> None:
        self.setToolTip(tool_tip(sentence))
