"""Theme of the window: palette, text size and focus ring."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.gui.theme.style import Style
from app.paths import icon_files
from app.settings import Settings

_Role = QPalette.ColorRole
_SYSTEM_SIZE = "kifuaSystemPointSize"
_SIZE_RESOLVED = 0x2  # QFont::SizeResolved, which PySide6 does not name
_RING_PX = 2.0
_SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}

# Not the system's own: Fusion's highlight and placeholder have less than 4.5:1, and some systems have no dark palette.
_LIGHT = {
    _Role.Window: "#efefef",
    _Role.WindowText: "#000000",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#f7f7f7",
    _Role.Text: "#000000",
    _Role.Button: "#efefef",
    _Role.ButtonText: "#000000",
    _Role.BrightText: "#ffffff",
    _Role.Highlight: "#1f6aa5",
    _Role.HighlightedText: "#ffffff",
    _Role.Link: "#1b5f95",
    _Role.LinkVisited: "#6b3fa0",
    _Role.PlaceholderText: "#5c5c5c",
    _Role.ToolTipBase: "#ffffdc",
    _Role.ToolTipText: "#000000",
    _Role.Mid: "#6e6e6e",
}
_DARK = {
    _Role.Window: "#2b2d30",
    _Role.WindowText: "#f2f2f2",
    _Role.Base: "#1e1f22",
    _Role.AlternateBase: "#26282b",
    _Role.Text: "#f2f2f2",
    _Role.Button: "#3a3d41",
    _Role.ButtonText: "#f2f2f2",
    _Role.BrightText: "#ffffff",
    _Role.Highlight: "#1f6aa5",
    _Role.HighlightedText: "#ffffff",
    _Role.Link: "#8ec7f5",
    _Role.LinkVisited: "#cdb4f0",
    _Role.PlaceholderText: "#b0b4b9",
    _Role.ToolTipBase: "#3a3d41",
    _Role.ToolTipText: "#f2f2f2",
    _Role.Mid: "#9a9da1",
}
_DIMMED = {"light": "#767676", "dark": "#8e9297"}
"""Text of what is switched off: told from the rest, and still to be read."""


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


def palette(*, is_dark: bool) -> QPalette:
    """Return the light or the dark palette."""
    colours: Mapping[QPalette.ColorRole, str] = _DARK if is_dark else _LIGHT
    made = QPalette(QColor(colours[_Role.Button]), QColor(colours[_Role.Window]))  # it derives shadows and edges
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    dimmed = QColor(_DIMMED["dark" if is_dark else "light"])
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, dimmed)
    return made


class FocusRing(QWidget):
    """A ring inside the edge of the focused widget; it takes no clicks."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(around.rect())
        around.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the widget."""
        if event.type() == QEvent.Type.Resize and watched is self._around:
            self.setGeometry(self._around.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colour of links, which contrasts with every background."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(_Role.Link), _RING_PX))
        inset = _RING_PX / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 3, 3)
        painter.end()


class _ThemeFollower(QObject):
    """Follows the system's colour scheme, and moves the focus ring."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.setStyle(Style())
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
        self._application.setPalette(palette(is_dark=scheme is Qt.ColorScheme.Dark))

    @Slot()
    def _move_ring(self) -> None:
        if self._ring and isValid(self._ring):  # it dies with the widget that it is around
            self._ring.hide()
            self._ring.deleteLater()
        focused = self._application.focusWidget()
        by_keyboard = focused and focused.focusPolicy() & Qt.FocusPolicy.TabFocus and not focused.isWindow()
        self._ring = FocusRing(focused) if focused and by_keyboard else None


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
