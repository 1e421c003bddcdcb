"""Rail of the window: one button for each page; that of the page that is shown is marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.icons import paint_icon
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import LOW_RAIL_PX, RAIL_PX, SMALL, SPACE_1_PX, TARGET_PX, colours
from app.gui.widgets.card import Surface
from app.gui.widgets.controls import column_layout
from app.gui.widgets.labels import scaled_font
from app.gui.widgets.window_height import WindowHeight

_BUTTON_PX, _LOW_BUTTON_PX = 62, 50
_ICON_PX, _LOW_ICON_PX = 22, 18
_MARK_PX, _BETWEEN_PX = 3, 3
_SHARE = 0.85
"""Of the height of the window, that the buttons may take with their words; else their icons stand alone."""


class Rail(Surface):
    """Buttons with an icon above a word, from the top, and others from the bottom; it is slimmer in a low window.

    With large words every window may be low. Where they would need more than the window's height, there are the icons
    alone, with the words as tool tips.
    """

    def __init__(self, window: QWidget, leading: Sequence[QAction], trailing: Sequence[QAction]) -> None:
        """Make a button for each action.

        Args:
            window: whose height decides how slim the rail is.
            leading: actions from the top; the icon's name is in the property `iconName` of each.
            trailing: actions at the bottom.
        """
        super().__init__(line_at="trailing")
        self.setAccessibleName(self.tr("Pages"))
        self._window = window
        self._buttons = {action: _RailButton(action) for action in (*leading, *trailing)}
        column = column_layout(self, gap_px=2, margins=(6, 6, 6, 6))
        for action in leading:
            column.addWidget(self._buttons[action])
        column.addStretch()
        for action in trailing:
            column.addWidget(self._buttons[action])
        self._window_height = WindowHeight(window)
        self._window_height.changed.connect(self._fit)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return no height of its own: the rail gives way to a low window, not the window to the rail."""
        return QSize(super().minimumSizeHint().width(), 0)

    def mark(self, shown: QAction | None) -> None:
        """Mark the button of the page that is shown; None marks none."""
        for action, button in self._buttons.items():
            button.setChecked(action is shown)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        height = _SHARE * self._window.height() / len(self._buttons)
        is_low = self._window_height.is_low() or scale_to_text(_BUTTON_PX) > height
        has_words = scale_to_text(_LOW_BUTTON_PX) < height
        for button in self._buttons.values():
            button.fit(is_low=is_low, has_words=has_words)
        words = max(button.sizeHint().width() for button in self._buttons.values()) + 12
        least = LOW_RAIL_PX if is_low or not has_words else RAIL_PX
        self.setFixedWidth(max(least, words) if has_words else least)


class _RailButton(QToolButton):
    """A button of the rail, of an action of the window."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(scaled_font(self, SMALL))
        self.clicked.connect(self._trigger)
        action.changed.connect(self._follow_action)
        self._shape: tuple[bool, bool] | None = None
        self._follow_action()

    def fit(self, *, is_low: bool, has_words: bool) -> None:
        """Take the height, and the size of the icon, for a low window or another; large words may find no room."""
        height = scale_to_text(_LOW_BUTTON_PX if is_low else _BUTTON_PX) if has_words else TARGET_PX
        self.setFixedHeight(height)
        if (is_low, has_words) != self._shape:
            self._shape = is_low, has_words
            self._follow_action()
            style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if has_words else Qt.ToolButtonStyle.ToolButtonIconOnly
            self.setToolButtonStyle(style)

    def sizeHint(self) -> QSize:
        """Return a width for the word, as it stands on the page that is shown."""
        metrics = QFontMetrics(scaled_font(self, 1, bold=True))
        return QSize(metrics.horizontalAdvance(self.text()) + 8, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the mark of the page that is shown, the icon, and the word below it."""
        tokens, is_shown = colours(self.palette()), self.isChecked()
        painter = QPainter(self)
        if is_shown or (self.underMouse() and self.isEnabled()):
            paint_panel(painter, self.rect(), tokens.accent_soft if is_shown else tokens.hover, "")
        if is_shown:
            left = self.width() - _MARK_PX if self.isRightToLeft() else 0
            painter.fillRect(QRect(left, SPACE_1_PX, _MARK_PX, self.height() - 2 * SPACE_1_PX), QColor(tokens.accent))
        is_low, has_words = self._shape or (False, True)
        side, line = _LOW_ICON_PX if is_low else _ICON_PX, 0
        if has_words:
            side, line = scale_to_text(side), self.fontMetrics().height() + _BETWEEN_PX
        top = (self.height() - side - line) // 2
        ink = QColor((tokens.accent if is_shown else tokens.pale_ink) if self.isEnabled() else tokens.dimmed_ink)
        place = QRectF((self.width() - side) / 2, top, side, side)
        paint_icon(painter, str(self._action.property("iconName")), place, ink)
        painter.setFont(scaled_font(self, 1, bold=is_shown))
        painter.setPen(ink)
        words = QRect(0, top + side + _BETWEEN_PX, self.width(), line - _BETWEEN_PX)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()

    def _trigger(self) -> None:
        """Do what the action does; the mark follows the page, not the click."""
        self.setChecked(not self.isChecked())
        self._action.trigger()

    def _follow_action(self) -> None:
        has_words = self._shape is None or self._shape[1]
        self.setText(self._action.iconText() if has_words else "")
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
        self.setAccessibleName(self._action.iconText())
