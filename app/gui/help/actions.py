"""Actions of the help: guide, keys and tour, whose windows are made when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from app.core.text import printable
from app.gui.session import Session
from app.gui.text.verdict_text import bundle_text

if TYPE_CHECKING:
    from app.gui.help.guide import Guide
    from app.gui.help.guide_window import GuideWindow


class HelpActions(QObject):
    """Opens the guide at the page that fits, shows the keys, and leads the tour.

    Attributes:
        guide_action: F1.
        keys_action: `?`, except in a field, which takes the letter itself.
        tour_action: the tour again.
    """

    def __init__(self, window: QMainWindow, session: Session, shown_page: Callable[[], str]) -> None:
        """Make the actions.

        Args:
            window: whose keys are listed, and that the windows belong to.
            session: has the model, whose limits the guide tells.
            shown_page: returns the key of the page of the window that is shown.
        """
        super().__init__(window)
        self._window = window
        self._session = session
        self._shown_page = shown_page
        self._guide_window: GuideWindow | None = None
        self.guide_action = self._action(self.tr("&Guide"), QKeySequence(QKeySequence.StandardKey.HelpContents))
        self.guide_action.setProperty("iconName", "help")
        self.guide_action.triggered.connect(self.show_guide)
        self.keys_action = self._action(self.tr("&Keys"), QKeySequence("?"))
        self.keys_action.triggered.connect(self.show_keys)
        self.tour_action = self._action(self.tr("&Tour"), QKeySequence())
        self.tour_action.triggered.connect(self.show_tour)

    @property
    def actions(self) -> Sequence[QAction]:
        """All of them, for a menu."""
        return self.guide_action, self.keys_action, self.tour_action

    @Slot()
    def show_guide(self) -> None:
        """Open the guide at the page that fits the one of the window that is shown."""
        from app.gui.help.guide import page_for  # only who asks for help waits for it
        from app.gui.help.guide_window import GuideWindow

        if self._guide_window is None:
            self._guide_window = GuideWindow(self._guide(), self._window)
            self._guide_window.keys_wanted.connect(partial(self._show_keys, self._guide_window))
        self._guide_window.show_page(page_for(self._shown_page()))

    @Slot()
    def show_keys(self) -> None:
        """Show every key of the window."""
        self._show_keys(self._window)

    def _show_keys(self, parent: QWidget) -> None:
        from app.gui.help.keys import key_groups  # only who asks for help waits for it
        from app.gui.help.keys_dialog import KeysDialog

        KeysDialog(key_groups(self._window), self.keys_action.shortcut(), parent).open()

    @Slot(result=QDialog)
    def show_tour(self) -> QDialog:
        """Lead through the tour, and return its dialog."""
        from app.gui.help.tour import TourDialog, tour_steps  # only who asks for help waits for it

        guide = self._guide()
        dialog = TourDialog([guide.file(step.picture) for step in tour_steps()], self._window)
        dialog.open()
        return dialog

    def _guide(self) -> Guide:
        from app.gui.help.guide import Guide  # only who asks for help waits for it

        return Guide({"keys": self._keys, "limits": self._limits})

    def _keys(self) -> str:
        from app.gui.help.keys import key_groups, keys_markdown  # only who asks for help waits for it

        return keys_markdown(key_groups(self._window))

    def _limits(self) -> str:
        return "\n".join(f"- {printable(bundle_text(limit))}" for limit in self._session.bundle.limits)

    def _action(self, text: str, key: QKeySequence) -> QAction:
        action = QAction(text, self._window)
        if not key.isEmpty():
            action.setShortcut(key)
        return action
