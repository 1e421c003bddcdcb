"""What can be done with the selected rows, as actions with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from app.gui.tables.columns import COLUMNS
from app.gui.widgets.controls import LISTED_AS
from app.gui.worklist.row_commands import RowCommands

_Keys = QKeySequence.StandardKey


class RowActions(QObject):
    """The actions of a table's context menu; each says of how many rows.

    Signals:
        sort_chosen: the place of a column that the user wants the rows sorted by; -1 for the usual order.
    """

    sort_chosen = Signal(int)

    def __init__(
        self,
        page: QWidget,
        commands: RowCommands,
        open_row: Callable[[], object],
        screen_again: Callable[[], object],
    ) -> None:
        """Make the actions.

        Args:
            page: that they work on.
            commands: what they do.
            open_row: opens the row.
            screen_again: screens every X-ray of the batch anew.
        """
        super().__init__(page)
        self._page, self._commands = page, commands
        slots: Mapping[str, Callable[[], object]] = {
            "open": open_row,
            "report": commands.report,
            "export": commands.export,
            "send": commands.send,
            "deidentify": commands.deidentify,
            "copy": commands.copy,
            "mark_seen": commands.mark_seen,
            "mark_unseen": commands.mark_unseen,
            "delete": commands.delete,
        }
        self._actions = {name: self._make(name, slots[name]) for name in _KEYS}
        for name, words in self._words(0).items():
            self._actions[name].setProperty(LISTED_AS, words)
        self._sort = self._make_sort_menu()
        self._again = QAction(self.tr("Screen all again"), page)
        self._again.triggered.connect(screen_again)
        self.show_selected(0)

    def __getitem__(self, name: str) -> QAction:
        """Return an action by its name."""
        return self._actions[name]

    def add_to(self, table: QTableView) -> None:
        """Put the actions into the context menu of a table; their keys work while it has the focus."""
        table.addActions(self._all())

    def fill(self, menu: QMenu) -> None:
        """Put the actions into a menu."""
        menu.addActions(self._all())

    def show_selected(self, count: int, *, can_screen_again: bool = False) -> None:
        """Say how many rows are selected, and offer to screen the whole batch again where that can be done."""
        self._again.setEnabled(can_screen_again)
        for name, words in self._words(count).items():
            self._actions[name].setText(words)
            self._actions[name].setEnabled(count > 0)
        self._actions["open"].setEnabled(count == 1)
        self._actions["send"].setVisible(self._commands.can_send)

    def _all(self) -> Sequence[QAction]:
        return [*self._actions.values(), self._sort.menuAction(), self._again]

    def _make(self, name: str, slot: Callable[[], object]) -> QAction:
        action = QAction(self._page)
        action.setShortcut(QKeySequence(_KEYS[name]))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        return action

    def _make_sort_menu(self) -> QMenu:
        menu = QMenu(self.tr("Sort by"), self._page)
        menu.addAction(self.tr("Usual order"), partial(self.sort_chosen.emit, -1))
        for place, column in enumerate(COLUMNS):
            if not column.can_sort:
                continue
            menu.addAction(column.name_in_words(), partial(self.sort_chosen.emit, place))
        return menu

    def _words(self, count: int) -> dict[str, str]:
        """Return the words of each action; without a row, those that the list of keys says."""
        if not count:
            return {
                "open": self.tr("Open"),
                "report": self.tr("Report of the selected X-rays…"),
                "export": self.tr("Export the selected X-rays to CSV…"),
                "send": self.tr("Send the selected results to the archive"),
                "deidentify": self.tr("Save the selected X-rays without the identity…"),
                "copy": self.tr("Copy the selected rows"),
                "mark_seen": self.tr("Mark the selected rows as seen"),
                "mark_unseen": self.tr("Mark the selected rows as not seen"),
                "delete": self.tr("Delete the selected screenings…"),
            }
        return {
            "open": self.tr("Open"),
            "report": self.tr("Report of %Ln X-ray(s)…", "", count),
            "export": self.tr("Export %Ln X-ray(s) to CSV…", "", count),
            "send": self.tr("Send %Ln result(s) to the archive", "", count),
            "deidentify": self.tr("Save %Ln X-ray(s) without the identity…", "", count),
            "copy": self.tr("Copy %Ln row(s)", "", count),
            "mark_seen": self.tr("Mark %Ln as seen", "", count),
            "mark_unseen": self.tr("Mark %Ln as not seen", "", count),
            "delete": self.tr("Delete %Ln screening(s)…", "", count),
        }


_KEYS: Mapping[str, _Keys | str] = {
    "open": "",
    "report": "",
    "export": "",
    "send": "",
    "deidentify": "",
    "copy": _Keys.Copy,
    "mark_seen": "Ctrl+M",
    "mark_unseen": "Ctrl+Shift+M",
    "delete": _Keys.Delete,
}
