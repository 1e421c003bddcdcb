"""Return of the keyboard focus from a part of the window that goes away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusReturn(QObject):
    """Gives the focus back to where it was before it came into a part, when its holder there hides or is disabled.

    Qt itself would give it to the next widget, which may be at the other end of the window.
    """

    def __init__(self, part: QWidget) -> None:
        """Watch a part for as long as it lives."""
        super().__init__(part)
        self._part = part
        self._before: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        comes, goes = self._holds(new), self._holds(old)
        if comes and not goes and old is not None:
            self._before = old
        elif goes and not comes and old is not None and not (old.isVisible() and old.isEnabled()):
            self._give_back()

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and self._part.isAncestorOf(widget)

    def _give_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()
