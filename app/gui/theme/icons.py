"""Icons of Tabler (MIT licence; `assets/icons/tabler`), drawn in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QPushButton

from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import Colours, colours
from app.paths import assets_folder

ICON_PX = 20
"""Side of an icon before a word."""

Ink = Callable[[Colours], str]

_DENSE = 3  # pixels for one of the screen's units: sharp on a dense screen
_BEFORE_WORDS_PX = 4
_DRAWN_ANEW = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange)


def ink(tokens: Colours) -> str:
    """Return the usual colour of an icon: that of words."""
    return tokens.ink


def show_icon(
    button: QAbstractButton, name: str, colour: Ink = ink, side_px: int = ICON_PX, *, grows: bool = True
) -> None:
    """Show an icon on a button, which from now on follows the theme and the size of the text.

    Args:
        button: to show it on, instead of the icon before.
        name: of a file in `assets/icons/tabler`, without its ending.
        colour: picks it of those of the theme; what is switched off is dimmed.
        side_px: of the icon, at the usual size of the text.
        grows: whether it grows with the text.

    Raises:
        FileNotFoundError: there is none of this name.
    """
    _drawing(name)
    for before in button.findChildren(_Follower):
        button.removeEventFilter(before)
        before.deleteLater()
    _Follower(button, lambda side: icon(name, button.palette(), colour, side), side_px, grows=grows)


def icon(name: str, palette: QPalette, colour: Ink = ink, side_px: int = ICON_PX) -> QIcon:
    """Return an icon in the colours of a palette; it does not change with the theme.

    On a button that is chosen it is drawn in the ink of the accent.
    """
    tokens = colours(palette)
    made = QIcon()
    made.addPixmap(pixmap(name, colour(tokens), side_px))
    made.addPixmap(pixmap(name, tokens.accent_ink, side_px), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(pixmap(name, tokens.dimmed_ink, side_px), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, side_px: int) -> QPixmap:
    """Return an icon in a colour like `#rrggbb`, sharp on a dense screen too."""
    key = f"{name} {colour} {side_px}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = QPixmap(_DENSE * side_px, _DENSE * side_px)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        paint_icon(painter, name, QRectF(made.rect()), QColor(colour))
        painter.end()
        made.setDevicePixelRatio(_DENSE)
        QPixmapCache.insert(key, made)
    return made


def paint_icon(painter: QPainter, name: str, place: QRectF, colour: QColor) -> None:
    """Paint an icon into a square."""
    drawing = _drawing(name).replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, place)


class _Follower(QObject):
    """Draws the icon of a button again when the theme or the size of the text changes."""

    def __init__(self, button: QAbstractButton, make: Callable[[int], QIcon], side_px: int, *, grows: bool) -> None:
        super().__init__(button)
        self._button = button
        self._make = make
        self._side_px = side_px
        self._grows = grows
        button.installEventFilter(self)
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw again for another palette or font."""
        if event.type() in _DRAWN_ANEW:
            self._draw()
        return False

    def _draw(self) -> None:
        side = scale_to_text(self._side_px) if self._grows else self._side_px
        has_words = isinstance(self._button, QPushButton) and bool(self._button.text())
        self._button.setIconSize(QSize(side + (_BEFORE_WORDS_PX if has_words else 0), side))
        made = self._make(side)
        self._button.setIcon(_with_gap(made, self._button.layoutDirection()) if has_words else made)


def _with_gap(made: QIcon, direction: Qt.LayoutDirection) -> QIcon:
    """Return an icon with room between it and the words that follow, of which Qt leaves too little."""
    widened = QIcon()
    states = QIcon.State
    for mode, state in (
        (QIcon.Mode.Normal, states.Off),
        (QIcon.Mode.Normal, states.On),
        (QIcon.Mode.Disabled, states.Off),
    ):
        source = made.pixmap(made.availableSizes()[0], mode, state)
        ratio = source.devicePixelRatio()
        gap = round(_BEFORE_WORDS_PX * ratio)
        canvas = QPixmap(source.width() + gap, source.height())
        canvas.fill(Qt.GlobalColor.transparent)
        canvas.setDevicePixelRatio(ratio)
        painter = QPainter(canvas)
        left = _BEFORE_WORDS_PX if direction == Qt.LayoutDirection.RightToLeft else 0
        painter.drawPixmap(left, 0, source)
        painter.end()
        widened.addPixmap(canvas, mode, state)
    return widened


@cache
def _drawing(name: str) -> str:
    return (assets_folder() / "icons" / "tabler" / f"{name}.svg").read_text(encoding="utf-8")
