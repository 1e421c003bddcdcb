"""The actions of the window: its menus, and which of them stand on the rail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.gui.help.actions import HelpActions
from app.gui.window.pages import page_entries

Key = QKeySequence.StandardKey | str
_Keys = QKeySequence.StandardKey


class WindowActions:
    """Every action of the window, by name, in its menus.

    Attributes:
        leading: those of the rail, from its top.
        trailing: those at its bottom.
    """

    def __init__(
        self,
        window: QMainWindow,
        slots: Mapping[str, Callable[[], object]],
        show_page: Callable[[str], object],
        reports: Sequence[QAction],
        xray: Sequence[QAction],
        helps: HelpActions,
    ) -> None:
        """Make the menus.

        Args:
            window: gets them.
            slots: what each action does, by its name in `_titles`.
            show_page: shows a page by the key of its entry, which is the name of its action too.
            reports: the actions of the report, which are made elsewhere.
            xray: the actions of the X-ray that is shown, which are made elsewhere.
            helps: those of the help.
        """
        self._window = window
        self._actions = {name: self._action(text, key, slots[name]) for name, (text, key) in _titles().items()}
        self._pages = page_entries()
        self["start"].setProperty("iconName", "photo-plus")
        for page in self._pages:
            action = self._actions[page.key] = self._action(page.title, page.shortcut, partial(show_page, page.key))
            action.setProperty("iconName", page.icon)
        self.leading = [self["start"], *(self[page.key] for page in self._pages if not page.is_last)]
        self.trailing = [helps.guide_action, *(self[page.key] for page in self._pages if page.is_last)]
        self["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self._fill_menus(reports, xray, helps)

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

    def _fill_menus(self, reports: Sequence[QAction], xray: Sequence[QAction], helps: HelpActions) -> None:
        file = self._window.menuBar().addMenu(_tr("&File"))
        file.addActions([self[name] for name in ("open_file", "open_folder", "paste")])
        file.addSeparator()
        file.addActions([*reports, self["export"]])
        file.addSeparator()
        file.addAction(self["quit"])
        view = self._window.menuBar().addMenu(_tr("&View"))
        view.addActions([self["start"], *(self[page.key] for page in self._pages)])
        self._window.menuBar().addMenu(_tr("&Picture")).addActions(list(xray))
        help_menu = self._window.menuBar().addMenu(_tr("&Help"))
        help_menu.addActions(helps.actions)
        help_menu.addSeparator()
        help_menu.addActions([self["open_samples"], self["check"], self["about"]])


def _titles() -> dict[str, tuple[str, Key | None]]:
    """Return the text and the key of every action but those of the pages."""
    return {
        "start": (_tr("&Open"), "Alt+Home"),
        "open_file": (_tr("&Open X-ray…"), _Keys.Open),
        "open_folder": (_tr("Open &folder…"), "Ctrl+Shift+O"),
        "paste": (_tr("&Paste picture"), _Keys.Paste),
        "export": (_tr("&Export CSV…"), _Keys.Save),
        "quit": (_tr("&Quit"), _Keys.Quit),
        "open_samples": (_tr("Open the &sample X-rays"), None),
        "check": (_tr("&Check this installation…"), None),
        "about": (_tr("&About"), None),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("window", text)
