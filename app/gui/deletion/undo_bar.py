"""Bar that offers an undo."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame

from app.gui.theme.spacing import BAR_MARGINS
from app.gui.widgets.controls import push_button, row_layout
from app.gui.widgets.labels import TextLabel


class UndoBar(QFrame):
    """Shown while something can be undone.

    Signals:
        undo_clicked: the user wants it undone; carries what is needed for it.
        lapsed: it cannot be undone any more; carries the same.
    """

    undo_clicked = Signal(object)
    lapsed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._needed: object = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._sentence = TextLabel()
        self._sentence.setAccessibleName(self.tr("What was done"))
        self._button = push_button(self.tr("Undo"), self._undo)
        self._button.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        row = row_layout(self, margins=BAR_MARGINS)
        row.addWidget(self._sentence, stretch=1)
        row.addWidget(self._button)
        self.hide()

    @property
    def needed(self) -> object:
        """What is needed for the undo that is offered; None where none is."""
        return self._needed

    def offer(self, sentence: str, needed: object) -> None:
        """Show what was done, and offer an undo with the data that it needs; an older offer lapses."""
        self.withdraw()
        self._sentence.setText(sentence)
        self._needed = needed
        self.show()

    @Slot()
    def withdraw(self) -> None:
        """Withdraw the offer and its data."""
        needed, self._needed = self._needed, None
        self.hide()
        if needed is not None:
            self.lapsed.emit(needed)

    @Slot()
    def _undo(self) -> None:
        needed, self._needed = self._needed, None
        self.withdraw()
        self.undo_clicked.emit(needed)
