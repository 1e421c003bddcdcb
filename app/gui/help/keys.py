"""Keys of the window, read from its actions: what is listed is what works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QMenu

from app.gui.widgets.controls import LISTED_AS

_Native = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together.

    Attributes:
        title: name of their menu or place.
        rows: each the keys, as the system writes them, and what they do.
    """

    title: str
    rows: Sequence[tuple[str, str]]


def key_groups(window: QMainWindow) -> list[KeyGroup]:
    """Return the keys of a window: of its menus in their order, and of its other actions; groups without keys not."""
    groups, listed = [], set()
    for entry in window.menuBar().actions():
        menu = entry.menu()
        actions = list(_actions_of(menu)) if isinstance(menu, QMenu) else []
        listed.update(actions)
        groups.append(KeyGroup(_plain(entry.text()), [row for action in actions if (row := _row(action))]))
    others = [action for action in window.findChildren(QAction) if action not in listed]
    shortcuts = [each for each in window.findChildren(QShortcut) if each.whatsThis() and not each.key().isEmpty()]
    rows = [
        *_button_rows(window),
        *(row for action in others if (row := _row(action))),
        *((each.key().toString(_Native), each.whatsThis()) for each in shortcuts),
    ]
    groups.append(KeyGroup(_tr("On the pages"), sorted(set(rows))))
    groups.append(KeyGroup(_tr("Everywhere"), [*_menu_rows(window), *_common_rows()]))
    return [group for group in groups if group.rows]


def keys_markdown(groups: Sequence[KeyGroup]) -> str:
    """Return keys as Markdown: a heading and a table for each group."""
    return "\n\n".join("\n".join(_table(group)) for group in groups)


def _table(group: KeyGroup) -> Iterator[str]:
    yield f"## {group.title}"
    yield ""
    yield f"| {_tr('Key')} | {_tr('What it does')} |"
    yield "|---|---|"
    for keys, words in group.rows:
        yield f"| **{_escaped(keys)}** | {_escaped(words)} |"


def _actions_of(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _actions_of(below)
        else:
            yield action


def _row(action: QAction) -> tuple[str, str] | None:
    keys = [key.toString(_Native) for key in action.shortcuts() if not key.isEmpty()]
    words = str(action.property(LISTED_AS) or action.text())
    return (_tr(" or ").join(keys), _plain(words)) if keys and words else None


def _common_rows() -> list[tuple[str, str]]:
    """Return the keys that Qt itself gives every window."""
    return [
        ("Tab", _tr("To the next button or field; with Shift, to the one before")),
        (QKeySequence("Space").toString(_Native), _tr("Press the button, or tick the box")),
        ("Esc", _tr("Close the dialog")),
    ]


def _button_rows(window: QMainWindow) -> Iterator[tuple[str, str]]:
    """Yield the keys of buttons, but for the letters in their own words."""
    for button in window.findChildren(QAbstractButton):
        key = button.shortcut()
        if not key.isEmpty() and key != QKeySequence.mnemonic(button.text()):
            yield key.toString(_Native), f"{button.accessibleDescription()} {_plain(button.text())}".strip()


def _menu_rows(window: QMainWindow) -> Iterator[tuple[str, str]]:
    for entry in window.menuBar().actions():
        key = QKeySequence.mnemonic(entry.text())
        if not key.isEmpty():
            yield key.toString(_Native), _tr("Menu {name}").format(name=_plain(entry.text()))


def _plain(text: str) -> str:
    """Return the words of an action without the mark of its mnemonic and without an ellipsis."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\|*_`[]<>#" else letter for letter in text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
