"""Two toolbars that share a line where there is room for both, and else stand one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QWidget

_STYLE = "QToolButton { padding: 7px 14px; }"


class ToolBars(QObject):
    """Sets actions at both ends of a line; none of them ever hides where only a small arrow leads."""

    def __init__(
        self, window: QMainWindow, names: tuple[str, str], leading: Sequence[QAction], trailing: Sequence[QAction]
    ) -> None:
        """Make the toolbars.

        Args:
            window: gets them.
            names: of both, for a screen reader.
            leading: where one begins to read.
            trailing: at the other end.
        """
        super().__init__(window)
        self._window = window
        self._leading, self._trailing = (_bar(name) for name in names)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._gap = self._trailing.addWidget(gap)
        for bar, actions in ((self._leading, leading), (self._trailing, trailing)):
            bar.addActions(actions)
            for action in actions:
                bar.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
            bar.installEventFilter(self)
            window.addToolBar(bar)
        window.installEventFilter(self)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take one line or two, as the widths of the window and of the words ask for."""
        if event.type() == (QEvent.Type.Resize if watched is self._window else QEvent.Type.LayoutRequest):
            self._arrange()
        return False

    def _arrange(self) -> None:
        needed = self._leading.sizeHint().width() + self._trailing.sizeHint().width()
        needs_two = needed > self._window.width()
        if needs_two == self._window.toolBarBreak(self._trailing):
            return
        if needs_two:
            self._window.insertToolBarBreak(self._trailing)
        else:
            self._window.removeToolBarBreak(self._trailing)
        self._gap.setVisible(not needs_two)


def _bar(name: str) -> QToolBar:
    bar = QToolBar(name, movable=False)
    bar.toggleViewAction().setVisible(False)
    bar.setStyleSheet(_STYLE)
    return bar
