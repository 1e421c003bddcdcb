"""Buttons, fields, lists, keys and layouts that all pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

from PySide6.QtCore import QSize, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.gui.theme.icons import Ink, ink, show_icon
from app.gui.theme.spacing import BUTTON_WIDTH_PX, CONTROL_GAP_PX, NO_MARGINS, Margins

_HINT_ROOM_PX = 24
"""Beside the hint of a field."""
_TYPING_PAUSE_MS = 1000
"""A field is saved so long after the last key."""

LISTED_AS = "listedAs"
"""Property of an action: its words in the list of keys, where its own change with what is selected."""

Kind = Literal["plain", "primary", "quiet", "danger"]
"""How much a button stands out. A page has one primary button at most."""

_ICON_INKS: dict[Kind, Ink] = {
    "plain": ink,
    "primary": lambda tokens: tokens.accent_ink,
    "quiet": lambda tokens: tokens.accent,
    "danger": lambda tokens: tokens.signs.ink,
}


def push_button(
    text: str,
    clicked: Callable[[], object] | SignalInstance,
    *,
    icon: str = "",
    kind: Kind = "plain",
    width_px: int = BUTTON_WIDTH_PX,
) -> QPushButton:
    """Return a button of at least this width; a click calls the function or emits the signal.

    Args:
        text: on the button.
        clicked: called or emitted.
        icon: name of the icon before the words, as `show_icon` takes it; empty for none.
        kind: how much it stands out.
        width_px: its least width.
    """
    button = QPushButton(text)
    button.setMinimumWidth(width_px)
    button.clicked.connect(clicked)
    set_kind(button, kind, icon=icon)
    return button


def set_kind(button: QPushButton, kind: Kind, *, icon: str = "") -> None:
    """Let a button stand out more or less.

    Args:
        button: to change.
        kind: how much it stands out.
        icon: name of its icon; empty for none.
    """
    if button.property("kind") == kind:
        return
    button.setProperty("kind", kind)
    if icon:
        show_icon(button, icon, _ICON_INKS[kind])
    button.update()


def add_key(
    place: QWidget,
    key: QKeySequence.StandardKey | Qt.Key | str,
    words: str,
    do: Callable[[], None],
    *,
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """Return a key that does something while a widget is shown.

    Args:
        place: the widget.
        key: as `QKeySequence` reads it.
        words: for the list of keys.
        do: called at once.
        context: where the keyboard has to be for it.
    """
    shortcut = QShortcut(QKeySequence(key), place, context=context)
    shortcut.setWhatsThis(words)
    shortcut.activated.connect(do)
    return shortcut


def column_layout(
    parent: QWidget | None = None, *, gap_px: int = CONTROL_GAP_PX, margins: Margins = NO_MARGINS
) -> QVBoxLayout:
    """Return a layout of parts one below the other: of a widget, or for another layout."""
    layout = QVBoxLayout()
    _set_up(layout, parent, gap_px, margins)
    return layout


def row_layout(
    parent: QWidget | None = None, *, gap_px: int = CONTROL_GAP_PX, margins: Margins = NO_MARGINS
) -> QHBoxLayout:
    """Return a layout of parts side by side: of a widget, or for another layout."""
    layout = QHBoxLayout()
    _set_up(layout, parent, gap_px, margins)
    return layout


def _set_up(layout: QLayout, parent: QWidget | None, gap_px: int, margins: Margins) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap_px)
    if parent:
        parent.setLayout(layout)


def scroll_vertically(area: QScrollArea) -> None:
    """Let an area scroll vertically only, without a frame; its content gets the area's width.

    It is no class to inherit from: Qt looks for the texts of a class in each that it inherits from too.
    """
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class NoWheelComboBox(QComboBox):
    """A list of values with their words. The wheel scrolls the page instead of changing the value by accident."""

    def __init__(self, options: Iterable[tuple[Any, str]]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for value, words in options:
            self.addItem(words, value)

    def show_value(self, value: Any, words: str = "") -> None:
        """Show a value; one that is not in the list is added with these words, or as it is."""
        if self.findData(value) < 0:
            self.addItem(words or str(value), value)
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def save_after_typing(field: QLineEdit | QPlainTextEdit, save: Callable[[], object]) -> None:
    """Save what is typed in a field a moment after the last key: until it is left, a power cut would lose it."""
    timer = QTimer(field, singleShot=True, interval=_TYPING_PAUSE_MS)
    timer.timeout.connect(lambda: save() if field.hasFocus() else None)

    def wait_anew() -> None:  # without the text that one kind of field sends, which a timer would take for a time
        timer.start()

    field.textChanged.connect(wait_anew)


class HintField(QLineEdit):
    """A field with room for the whole of its hint."""

    def setPlaceholderText(self, text: str) -> None:
        """Set the hint."""
        super().setPlaceholderText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return a size for the hint."""
        return self._with_hint(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which the hint is not cut."""
        return self._with_hint(super().minimumSizeHint())

    def _with_hint(self, size: QSize) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(max(size.width(), words + _HINT_ROOM_PX), size.height())
