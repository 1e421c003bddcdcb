"""Actions of the viewer: the same for its tools, for the menu and for the keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

RESET_KEY = "Home"
"""Of the image alone: in a field or on a slider, the key has a meaning of its own."""


@dataclass(frozen=True, slots=True)
class ViewAction:
    """One thing that can be done with the image.

    Attributes:
        text: in the menu.
        tip: what it does, in a sentence.
        keys: that do it.
        icon: of its tool; empty where it has none.
        word: on its tool, where there is room; empty for an icon alone.
        keeps_word: the tools with 1 keep their words longest where there is not room for all, then those with 2.
        is_switch: whether it is on or off.
    """

    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    word: str = ""
    keeps_word: int = 0
    is_switch: bool = False


def view_actions() -> dict[str, ViewAction]:
    """Return the actions by name, in the order of the tools and of the menu."""
    grey_tip = _tr("Brightness and contrast: drag with the right button of the mouse, or use sliders")
    map_tip = _tr("Show where the model sees signs of pneumonia, and where it sees signs against it")
    split_tip = _tr("Show the X-ray and its evidence map side by side")
    return {
        "zoom_out": ViewAction(_tr("Zoom &out"), _tr("Zoom out"), ("-",), "minus"),
        "fit": ViewAction(_tr("&Fit"), _tr("Show the whole X-ray"), ("0",), "arrows-maximize", _tr("Fit"), 3),
        "zoom_in": ViewAction(_tr("Zoom &in"), _tr("Zoom in"), ("+", "="), "plus"),
        "actual_size": ViewAction(_tr("&Actual size"), _tr("Show the X-ray at its actual size"), ("1",)),
        "turn_left": ViewAction(_tr("Turn &left"), _tr("Turn left"), ("Shift+R",), "rotate", _tr("Turn left"), 3),
        "turn_right": ViewAction(
            _tr("Turn ri&ght"), _tr("Turn right"), ("R",), "rotate-clockwise", _tr("Turn right"), 3
        ),
        "invert": ViewAction(
            _tr("In&vert"), _tr("Swap black and white"), ("I",), "contrast", _tr("Invert"), 1, is_switch=True
        ),
        "greys": ViewAction(
            _tr("&Brightness and contrast"), grey_tip, ("B",), "sun", _tr("Brightness"), 2, is_switch=True
        ),
        "map": ViewAction(_tr("&Evidence map"), map_tip, ("E",), "flame", _tr("Evidence"), 1, is_switch=True),
        "split": ViewAction(
            _tr("Evidence map be&side"), split_tip, ("S",), "columns-2", _tr("Side by side"), 2, is_switch=True
        ),
        "reset": ViewAction(
            _tr("&Reset"), _tr("Show the X-ray as it was opened"), (), "arrow-back-up", _tr("Reset"), 1
        ),
    }


def make_action(place: QWidget, made_of: ViewAction) -> QAction:
    """Return an action whose keys work while the focus is inside a widget; text fields keep their letters."""
    action = QAction(made_of.text, place)
    action.setIconText(made_of.word or made_of.tip)
    action.setCheckable(made_of.is_switch)
    action.setShortcuts([QKeySequence(key) for key in made_of.keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    set_tip(action, made_of.tip)
    place.addAction(action)
    return action


def set_tip(action: QAction, tip: str, reason: str = "") -> None:
    """Set what the tool of an action says it does, with its first key; or why it cannot be done now."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(reason or (f"{tip} ({key})" if key else tip))
    action.setWhatsThis(reason or tip)


def _tr(text: str) -> str:
    return QCoreApplication.translate("view_actions", text)
