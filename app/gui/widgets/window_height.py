"""The height of the window, which headers, rails and rows become lower with."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from app.gui.theme.tokens import LOW_WINDOW_PX


class WindowHeight(QObject):
    """Tells of the size of the window that a widget is in, whichever it comes into.

    Signals:
        changed: the window has another size, or the widget is in another window.
    """

    changed = Signal()

    def __init__(self, widget: QWidget) -> None:
        """Watch the window of a widget, which owns this."""
        super().__init__(widget)
        self._widget = widget
        self._window: QWidget | None = None
        widget.installEventFilter(self)
        self._follow()

    def is_low(self) -> bool:
        """Tell whether the window is low; a widget that was not shown yet is watched in it from now on."""
        self._follow()
        return is_in_low_window(self._widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of another size, or of another window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.changed.emit()
        elif watched is self._widget and event.type() in (QEvent.Type.Polish, QEvent.Type.Show):
            self._follow()
            self.changed.emit()
        return False

    def _follow(self) -> None:
        window = self._widget.window()
        if window is self._window:
            return
        if self._window is not None and self._window is not self._widget:
            self._window.removeEventFilter(self)
        self._window = window
        window.installEventFilter(self)


def is_in_low_window(widget: QWidget) -> bool:
    """Tell whether the window that a widget is in is low."""
    return widget.window().height() < LOW_WINDOW_PX
