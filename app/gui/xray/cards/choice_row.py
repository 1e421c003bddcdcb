"""Row of buttons of which one at most is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

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

    Not the second one of a double click, nor a key that is held down: they mean the choice.

    Signals:
        chosen: the value of the button, or None where the choice was taken back.
    """

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str]], first_key: int) -> None:
        """Create the row.

        Args:
            name: for a screen reader.
            choices: values with their words.
            first_key: number of the function key that clicks the first button; the next ones follow. They are the keys
                that no text field takes and that no keyboard of another script lacks.
        """
        super().__init__()
        self._values: list[object] = []
        self._since_choice = QElapsedTimer()
        self._buttons = [SlimButton() for _ in choices]
        self._keys = [self._make_key(button, f"F{number}") for number, button in enumerate(self._buttons, first_key)]
        self.ask(name, choices)
        self.setLayout(FlowLayout(*self._buttons, gap_px=LINE_GAP_PX, is_even=True))

    def ask(self, name: str, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices, as many as before, of which none is chosen."""
        self.setAccessibleName(name)
        self._values = [value for value, _ in choices]
        for button, key, (_, words) in zip(self._buttons, self._keys, choices, strict=True):
            button.setText(words)
            key.setWhatsThis(f"{name} {words}")
            button.setToolTip(f"{words} ({key.key().toString(QKeySequence.SequenceFormat.NativeText)})")
            button.setAccessibleDescription(name)
        self.show_choice(None)

    def _make_key(self, button: SlimButton, key: str) -> QShortcut:
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda is_chosen: self._choose(button, is_chosen))
        # A button's own shortcut clicks late: on the next X-ray, of fast hands.
        return add_key(button, key, "", lambda: _press(button))

    def show_choice(self, value: object) -> None:
        """Show which one is chosen; None shows none."""
        for each, button in zip(self._values, self._buttons, strict=True):
            button.setChecked(value is not None and each == value)

    @property
    def first_button(self) -> QPushButton:
        """The first of the buttons."""
        return self._buttons[0]

    def _choose(self, button: SlimButton, is_chosen: bool) -> None:
        value = self._values[self._buttons.index(button)]
        if is_chosen:
            self._since_choice.start()
        elif self._is_double_click():
            self.show_choice(value)
            return
        else:
            value = None
        self.show_choice(value)
        self.chosen.emit(value)

    def _is_double_click(self) -> bool:
        """Tell whether a choice was made so shortly before that a click which takes it back is none of its own."""
        timer = self._since_choice
        return timer.isValid() and timer.elapsed() < QApplication.doubleClickInterval()


def _press(button: QPushButton) -> None:
    """Click a button by its key, and go on from there."""
    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    button.click()
