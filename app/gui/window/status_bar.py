"""The status line of the window, beside its menus."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMainWindow, QStatusBar

from app.gui.text.verdict_text import tool_tip

_ROOM_PX = 24
"""Beside the sentence."""

_MOST_SHARE = 0.6
"""Of the window's width."""

_HINT_MS = 10_000
"""How long a sentence stays that matters only at the moment."""


class StatusBar(QStatusBar):
    """Shows one sentence; the tool tip has the whole of one that is cut.

    It takes no room from the pages: it stands at the end of the menu bar, while there is something to say. Where the
    menus are not in the window but on the screen's edge, it has a line of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._page_note = ""
        self.messageChanged.connect(self._show_message)

    def place(self, window: QMainWindow) -> None:
        """Put it into a window that has its menus."""
        menus = window.menuBar()
        if menus.isNativeMenuBar():
            window.setStatusBar(self)
        else:
            menus.setCornerWidget(self)
            self.hide()

    def sizeHint(self) -> QSize:
        """Return the width of the sentence, at most a share of the window's."""
        words = self.fontMetrics().horizontalAdvance(self.currentMessage()) + _ROOM_PX
        return QSize(min(words, round(_MOST_SHARE * self.window().width())), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sentence; one that is too long ends in dots."""
        painter = QPainter(self)
        place = self.rect().adjusted(_ROOM_PX // 4, 0, -_ROOM_PX // 4, 0)
        words = self.fontMetrics().elidedText(self.currentMessage(), Qt.TextElideMode.ElideRight, place.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

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
    def _show_message(self, sentence: str) -> None:
        self.setToolTip(tool_tip(sentence))
        if self.parent() is not self.window():  # the menu bar asks for its width when it is shown again
            self.hide()
            self.setVisible(bool(sentence))
