"""The keys of a user who has no mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

_MOST_STOPS = 60
"""More than any page has controls."""


class Keyboard:
    """The keys of a user who sees where the focus is."""

    def __init__(self, desktop, qtbot) -> None:
        self._desktop = desktop
        self._qtbot = qtbot

    @property
    def focus(self) -> QWidget:
        """The widget that keys go to: it can be seen, and has a name."""
        top = QApplication.activeModalWidget() or self._desktop.window
        if not top.isActiveWindow():
            with self._qtbot.waitActive(top):  # a desktop does this for what is shown last
                top.activateWindow()
        self._qtbot.waitUntil(lambda: top.focusWidget() is not None)
        focus = top.focusWidget()
        assert focus.isVisible(), f"{focus} has the focus, and is hidden"
        assert focus.isEnabled(), f"{focus} has the focus, and does nothing"
        assert is_in_sight(focus), f"{focus} has the focus, and is scrolled out of sight"
        return focus

    def press(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.focus, key, modifier)
        QApplication.processEvents()  # a hand is slower than a layout

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self.focus, text)

    def tab_to(self, name: str) -> None:
        """Press Tab until a control has the focus."""
        passed = []
        while name not in names(self.focus):
            passed.append(names(self.focus))
            assert len(passed) < _MOST_STOPS, f"no Tab leads to {name}: {passed}"
            self.press(Qt.Key.Key_Tab)

    def stops(self) -> list[str]:
        """Press Tab around the window, and return the name of each stop, the toolbar's after the page's."""
        found = []
        first = self.focus
        while not found or self.focus is not first:
            assert len(found) < _MOST_STOPS, found
            name = names(self.focus)[0]
            assert name, f"{self.focus} has no name"
            found.append(name)
            self.press(Qt.Key.Key_Tab)
        return found

    def choose_path(self, path: object) -> None:
        """Type a path into the file dialog that is open, and accept it."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(self.focus, QLineEdit)
        self.focus.setText(str(path))  # as from the clipboard: Qt's list of suggestions would take the keys
        self.press(Qt.Key.Key_Return)
        self._qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not dialog)


def is_in_sight(part: QWidget) -> bool:
    """Tell whether no part around it cuts a part off."""
    seen = part.rect()
    while not part.isWindow():
        seen.translate(part.pos())
        part = part.parentWidget()
        seen &= part.rect()
    return not seen.isEmpty()


def names(part: QWidget) -> tuple[str, ...]:
    """Return what a screen reader says of a part, and its text."""
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return (part.accessibleName() or text, text)
