"""Theme of the window: palette, text size and focus ring."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenuBar, QWidget
from shiboken6 import isValid

from app.gui.theme.style import Style
from app.gui.theme.tokens import DARK, FONT_FAMILIES, LIGHT, RADIUS_PX, TEXT_PT, colours, palette_of
from app.paths import font_files, icon_files
from app.settings import Settings

RINGED_WITH_PARENT = "kifuaRingedWithParent"
"""Property of a widget whose focus is shown around its parent: a box that is ticked by a click on its whole line."""

_SYSTEM_SIZE = "kifuaSystemPointSize"
_SIZE_RESOLVED = 0x2  # QFont::SizeResolved, which PySide6 does not name
_RING_PX, _PARTING_PX = 2.0, 2.0
_USUAL_PT = TEXT_PT * 72 / 96 if sys.platform == "darwin" else TEXT_PT  # a point is a pixel on macOS
_SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def apply_theme(application: QApplication, settings: Settings) -> None:
    """Apply the theme and the text size of the settings to all windows."""
    follower = application.findChild(_ThemeFollower) or _ThemeFollower(application)
    follower.theme = settings.theme
    QGuiApplication.styleHints().setColorScheme(_SCHEMES[settings.theme])  # the frame of the window, where it can be
    follower.set_palette()
    _set_text_size(application, settings.text_percent)
    _restyle(application)


def program_icon() -> QIcon:
    """Return the icon of the program, in every size available."""
    icon = QIcon()
    for file in icon_files():
        icon.addFile(str(file))
    return icon


class FocusRing(QWidget):
    """A ring inside the edge of the focused widget, above all that is in it; it takes no clicks."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(around.rect())
        around.installEventFilter(self)
        if isinstance(around, QAbstractScrollArea):  # it raises its scroll bars whenever it lays itself out
            for part in around.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if not isinstance(part, FocusRing):  # a ring that is going would be raised back, and so on
                    part.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the widget, and above its scroll bars."""
        around = self.parentWidget()  # asked each time: a ring that is going hears of its widget's end too
        if event.type() == QEvent.Type.Resize and watched is around:
            self.setGeometry(around.rect())
        elif event.type() == QEvent.Type.ZOrderChange and watched is not around:
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in a colour that contrasts with every ground; a line inside parts it from a button's fill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = colours(self.palette())
        for colour, width, inset in (
            (tokens.surface, _PARTING_PX, 1.5 * _RING_PX),
            (tokens.focus, _RING_PX, _RING_PX / 2),
        ):
            painter.setPen(QPen(QColor(colour), width))
            radius = RADIUS_PX - inset
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()


class _ThemeFollower(QObject):
    """Follows the system's colour scheme, and moves the focus ring."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.setStyle(Style())
        _use_bundled_font(application)
        self.theme = "system"
        self._application = application
        self._ring: FocusRing | None = None
        application.focusChanged.connect(self._move_ring)
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    @Slot()
    def _follow_system(self) -> None:
        self.set_palette()
        _restyle(self._application)

    def set_palette(self) -> None:
        """Set the palette of the theme."""
        scheme = _SCHEMES[self.theme]
        if scheme is Qt.ColorScheme.Unknown:
            scheme = self._application.styleHints().colorScheme()
        self._application.setPalette(palette_of(DARK if scheme is Qt.ColorScheme.Dark else LIGHT))

    @Slot()
    def _move_ring(self) -> None:
        if self._ring and isValid(self._ring):  # it dies with the widget that it is around
            self._ring.hide()
            self._ring.deleteLater()
        focused = self._application.focusWidget()
        by_keyboard = focused and focused.focusPolicy() & Qt.FocusPolicy.TabFocus and not focused.isWindow()
        self._ring = FocusRing(_ringed(focused)) if focused and by_keyboard else None


def _ringed(focused: QWidget) -> QWidget:
    """Return the widget that the ring is drawn around while another has the focus."""
    parent = focused.parentWidget()
    return parent if parent and focused.property(RINGED_WITH_PARENT) else focused


def _use_bundled_font(application: QApplication) -> None:
    """Use the fonts that come with the program, so that every system looks alike and no script lacks its letters.

    A system whose own text is larger keeps its size.
    """
    for file in font_files():
        QFontDatabase.addApplicationFont(str(file))
    font = application.font()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPointSizeF(max(_USUAL_PT, font.pointSizeF()))
    application.setFont(font)


def _set_text_size(application: QApplication, percent: int) -> None:
    """Change the font size of the application; widgets with a font of their own keep their proportion."""
    if application.property(_SYSTEM_SIZE) is None:
        application.setProperty(_SYSTEM_SIZE, application.font().pointSizeF())
    size = application.property(_SYSTEM_SIZE) * percent / 100
    ratio = size / application.font().pointSizeF()
    if ratio == 1:
        return
    application.setFont(_resize_font(application.font(), size))
    for widget in application.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) and _has_own_size(widget.font()):
            widget.setFont(_resize_font(widget.font(), widget.font().pointSizeF() * ratio))
        if isinstance(widget, QMenuBar):  # Qt leaves it as high as it was
            QTimer.singleShot(0, widget, partial(_fit_height, widget))


def _fit_height(bar: QMenuBar) -> None:
    bar.setMinimumHeight(bar.sizeHint().height())


def _restyle(application: QApplication) -> None:
    """Set each style sheet again: Qt does not update the palette and font of widgets that have one."""
    for widget in application.allWidgets():
        if widget.styleSheet():
            widget.setStyleSheet(widget.styleSheet())


def _has_own_size(font: QFont) -> bool:
    return font.pointSizeF() > 0 and bool(font.resolveMask() & _SIZE_RESOLVED)


def _resize_font(font: QFont, size: float) -> QFont:
    resized = QFont(font)
    resized.setPointSizeF(size)
    return resized
