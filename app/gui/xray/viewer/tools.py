"""The viewer's tools: a row of buttons, and sliders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QSlider, QToolButton, QWidget

from app.gui.imaging.grey_levels import MAX_CHANGE
from app.gui.imaging.image_view import ImageView
from app.gui.theme.icons import ICON_PX, show_icon
from app.gui.theme.spacing import BAR_MARGINS, FIELD_HEIGHT_PX
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import DARK, SPACE_1_PX, TARGET_PX
from app.gui.widgets.controls import row_layout
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.xray.viewer.actions import ViewAction

_SLIDER_PX = 90
_ICON_ROOM_PX = 12
_OWN_KEYS = frozenset((Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))


class ViewSlider(QSlider):
    """A level slider that keeps the keys for itself that a page would take."""

    def __init__(self, name: str, lowest: int, highest: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(lowest, highest)
        self.setPageStep(10)
        self.setMinimumSize(_SLIDER_PX, FIELD_HEIGHT_PX)
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        """Claim its own keys before they become a shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)


class ToolButton(QToolButton):
    """A button for an action, with its icon, and with its word where there is room.

    Attributes:
        keeps_word: how long, as of `ViewAction`; 0 where it has none.
    """

    def __init__(self, action: QAction, made_of: ViewAction) -> None:
        super().__init__()
        self._action = action
        self.keeps_word = made_of.keeps_word
        self.setText(action.iconText())
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(action.isCheckable())
        show_icon(self, made_of.icon, lambda _theme: DARK.ink)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()
        self.set_worded(False)

    def set_worded(self, worded: bool) -> None:
        """Show the word beside the icon, or the icon alone."""
        with_word, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(with_word if worded and self.keeps_word else alone)
        side = max(TARGET_PX, scale_to_text(ICON_PX) + _ICON_ROOM_PX)  # what is enough for a finger does not grow
        self.setMinimumSize(side, side)

    @Slot()
    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.text().replace("&", ""))
        self.setAccessibleDescription(self._action.whatsThis())


class ToolRow(QWidget):
    """The buttons in a row, with the words that it has room for; in several lines where it has not even for icons.

    Buttons that keep their words equally long show or lose them together, so that the row does not look patchy.
    """

    def __init__(self, buttons: Sequence[ToolButton]) -> None:
        super().__init__()
        self._buttons = buttons
        self._row = FlowLayout(*buttons, gap_px=SPACE_1_PX)
        self.setLayout(self._row)
        self._icons_px = 0
        self._words_px: dict[ToolButton, int] = {}
        """What each word takes beside the icon; those that are kept longest first."""

    def fit_to(self, width_px: int) -> None:
        """Show the words that fit into a width."""
        if not self._words_px:
            self._measure()
        room_px = width_px - self._icons_px
        for _, buttons in groupby(self._words_px, key=lambda each: each.keeps_word):
            together = tuple(buttons)
            room_px -= sum(self._words_px[button] for button in together)
            for button in together:
                button.set_worded(room_px >= 0)
        self._row.activate()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the words again in another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._words_px.clear()

    def _measure(self) -> None:
        for button in sorted(self._buttons, key=lambda each: each.keeps_word):
            widths = []
            for worded in (True, False):
                button.set_worded(worded)
                widths.append(button.sizeHint().expandedTo(button.minimumSize()).width())
            if button.keeps_word:
                self._words_px[button] = widths[0] - widths[1]
        self._icons_px = self._row.sizeHint().width()


class GreySliders(QWidget):
    """Brightness and contrast of a view."""

    def __init__(self, view: ImageView) -> None:
        super().__init__()
        self._view = view
        self._brightness = ViewSlider(self.tr("Brightness"), -MAX_CHANGE, MAX_CHANGE)
        self._contrast = ViewSlider(self.tr("Contrast"), -MAX_CHANGE, MAX_CHANGE)
        row = FlowLayout(margins=BAR_MARGINS)
        for slider in (self._brightness, self._contrast):
            slider.valueChanged.connect(self._set_grey_levels)
            row.addWidget(side_by_side(QLabel(slider.accessibleName()), slider))
        self.setLayout(row)
        view.view_changed.connect(self._show_grey_levels)

    @Slot()
    def _set_grey_levels(self) -> None:
        brightness, contrast = self._brightness.value(), self._contrast.value()
        self._view.set_grey_levels(replace(self._view.grey_levels, brightness=brightness, contrast=contrast))

    @Slot()
    def _show_grey_levels(self) -> None:
        levels = self._view.grey_levels
        for slider, value in ((self._brightness, levels.brightness), (self._contrast, levels.contrast)):
            slider.blockSignals(True)  # half of the new levels would go back to the view
            slider.setValue(value)
            slider.blockSignals(False)


def side_by_side(*parts: QWidget) -> QWidget:
    """Return a row of parts that stay together, as high as a tool."""
    group = QWidget()
    group.setMinimumHeight(FIELD_HEIGHT_PX)
    row = row_layout(group)
    for part in parts:
        row.addWidget(part)
    return group
