"""Row of buttons of which one at most is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.theme.tokens import TARGET_PX
from app.gui.widgets.controls import add_key
from app.gui.widgets.flow_layout import FlowLayout

_BESIDE_PX = 14
"""Room beside the words of a button, in all: little, so that three stand in a line of a narrow panel."""


class SlimButton(QPushButton):
    """A button that is hardly wider than its words."""

    def sizeHint(self) -> QSize:
        """Return the size of the words and of the usual height."""
        words = self.fontMetrics().horizontalAdvance(self.text()) + _BESIDE_PX
        return QSize(max(words, TARGET_PX), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()


class ChoiceRow(QWidget):
    """Equally wide buttons, in as many lines as their words need; a second click on one takes the choice back.

    Signals:
        chosen: the value of the button, or None where the choice was taken back.
    """

    chosen = Signal(object)

    def __init__(self, name: str, choices: Iterable[tuple[object, str]], first_key: int) -> None:
        """Create the row.

        Args:
            name: for a screen reader.
            choices: values with their words.
            first_key: number of the function key that clicks the first button; the next ones follow. They are the keys
                that no text field takes and that no keyboard of another script lacks.
        """
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[object, QPushButton] = {}
        for number, (value, words) in enumerate(choices, first_key):
            self._buttons[value] = self._make_button(value, words, f"F{number}")
        self.setLayout(FlowLayout(*self._buttons.values(), gap_px=LINE_GAP_PX, is_even=True))

    def _make_button(self, value: object, words: str, key: str) -> QPushButton:
        button = SlimButton(words)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A button's own shortcut clicks late: on the next X-ray, of fast hands.
        add_key(button, key, f"{self.accessibleName()} {words}", lambda: _press(button))
        button.setToolTip(f"{words} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})")
        button.setAccessibleDescription(self.accessibleName())
        button.clicked.connect(lambda is_chosen: self._choose(value, is_chosen))
        return button

    def show_choice(self, value: object) -> None:
        """Show which one is chosen; None shows none."""
        for each, button in self._buttons.items():
            button.setChecked(each == value)

    @property
    def first_button(self) -> QPushButton:
        """The first of the buttons."""
        return next(iter(self._buttons.values()))

    def _choose(self, value: object, is_chosen: bool) -> None:
        self.show_choice(value if is_chosen else None)
        self.chosen.emit(value if is_chosen else None)


def _press(button: QPushButton) -> None:
    """Click a button by its key, and go on from there."""
    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    button.click()
