"""The menus and the toolbars of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QWidget

from app.gui.window.pages import page_entries

_STYLE = "QToolButton { padding: 7px 14px; }"


class ToolBars(QObject):
    """Two toolbars, at both ends of one line or on two lines, so that no action is hidden behind an arrow."""

    def __init__(
        self, window: QMainWindow, names: tuple[str, str], leading: Sequence[QAction], trailing: Sequence[QAction]
    ) -> None:
        """Make the toolbars.

        Args:
            window: gets them.
            names: of both, for a screen reader.
            leading: actions at the beginning of the line.
            trailing: actions at its end.
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


Key = QKeySequence.StandardKey | str
_Keys = QKeySequence.StandardKey

_OPENING = ("open_file", "open_folder")


class WindowActions:
    """Every action of the window, by name, in its menus and on its toolbars."""

    def __init__(
        self,
        window: QMainWindow,
        slots: Mapping[str, Callable[[], object]],
        show_page: Callable[[str], object],
        reports: Sequence[QAction],
    ) -> None:
        """Make the menus and the toolbars.

        Args:
            window: gets them.
            slots: what each action does, by its name in `_titles`.
            show_page: shows a page by the key of its entry, which is the name of its action too.
            reports: the actions of the report, which are made elsewhere.
        """
        self._window = window
        self._actions = {name: self._action(text, key, slots[name]) for name, (text, key) in _titles().items()}
        self._pages = page_entries()
        for page in self._pages:
            self._actions[page.key] = self._action(page.title, page.shortcut, partial(show_page, page.key))
        self["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self._fill_menus(reports)
        leading = [self[name] for name in _OPENING]
        ToolBars(window, (_tr("Open"), _tr("Pages")), leading, [*self._page_actions(), self["about"]])

    def __getitem__(self, name: str) -> QAction:
        """Return an action by its name."""
        return self._actions[name]

    def enable(self, names: tuple[str, ...], enabled: bool) -> None:
        """Allow or forbid actions, by name."""
        for name in names:
            self[name].setEnabled(enabled)

    def _action(self, text: str, key: Key | None, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self._window)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(slot)
        return action

    def _fill_menus(self, reports: Sequence[QAction]) -> None:
        file = self._window.menuBar().addMenu(_tr("File"))
        file.addActions([self[name] for name in ("open_file", "open_folder", "paste")])
        file.addSeparator()
        file.addActions([*reports, self["export"]])
        file.addSeparator()
        file.addAction(self["quit"])
        view = self._window.menuBar().addMenu(_tr("View"))
        view.addActions(self._page_actions())
        self._window.menuBar().addMenu(_tr("Help")).addAction(self["about"])

    def _page_actions(self) -> list[QAction]:
        return [self[page.key] for page in self._pages]


def _titles() -> dict[str, tuple[str, Key | None]]:
    """Return the text and the key of every action but those of the pages."""
    return {
        "open_file": (_tr("Open file…"), _Keys.Open),
        "open_folder": (_tr("Open folder…"), "Ctrl+Shift+O"),
        "paste": (_tr("Paste picture"), _Keys.Paste),
        "export": (_tr("Export CSV…"), _Keys.Save),
        "quit": (_tr("Quit"), _Keys.Quit),
        "about": (_tr("About"), "F1"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("window", text)
