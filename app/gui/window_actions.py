"""The menus and the toolbar: what can be done, by mouse and by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QWidget

Key = QKeySequence.StandardKey | str
_Keys = QKeySequence.StandardKey

_TOOL_STYLE = "QToolButton { padding: 7px 14px; }"


class WindowActions:
    """Every action of the window, by name, in its menus and on its toolbar."""

    def __init__(
        self, window: QMainWindow, slots: Mapping[str, Callable[[], object]], reports: Sequence[QAction]
    ) -> None:
        """Make the menus and the toolbar.

        Args:
            window: gets them.
            slots: what each action does, by its name in `_titles`.
            reports: the actions of the report, which are made elsewhere.
        """
        self._window = window
        self._actions = {name: self._action(text, key, slots[name]) for name, (text, key) in _titles().items()}
        self["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self._fill_menus(reports)
        self._fill_toolbar()

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
        view.addActions([self[name] for name in ("show_picture", "show_batch", "show_history", "settings")])
        self._window.menuBar().addMenu(_tr("Help")).addAction(self["about"])

    def _fill_toolbar(self) -> None:
        bar = QToolBar(_tr("Tools"), movable=False)
        bar.toggleViewAction().setVisible(False)
        bar.setStyleSheet(_TOOL_STYLE)
        bar.addActions([self[name] for name in ("open_file", "open_folder")])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        bar.addActions([self[name] for name in ("show_picture", "show_batch", "show_history", "settings", "about")])
        for action in bar.actions():
            button = bar.widgetForAction(action)
            if action in self._actions.values():
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._window.addToolBar(bar)


def _titles() -> dict[str, tuple[str, Key | None]]:
    """Return the text and the key of every action."""
    return {
        "open_file": (_tr("Open file…"), _Keys.Open),
        "open_folder": (_tr("Open folder…"), "Ctrl+Shift+O"),
        "paste": (_tr("Paste picture"), _Keys.Paste),
        "export": (_tr("Export CSV…"), _Keys.Save),
        "quit": (_tr("Quit"), _Keys.Quit),
        "show_picture": (_tr("X-ray"), "Ctrl+R"),
        "show_batch": (_tr("Table"), "Ctrl+T"),
        "show_history": (_tr("History"), "Ctrl+H"),
        "settings": (_tr("Settings"), "Ctrl+,"),
        "about": (_tr("About Kifua"), "F1"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("window", text)
