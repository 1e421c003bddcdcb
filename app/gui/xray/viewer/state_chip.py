"""Chip on the picture that says how it is shown: its zoom, and whatever was changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QHoverEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel

from app.gui.imaging.image_view import ImageView
from app.gui.text.locale_text import number_text
from app.gui.theme.tokens import DARK, palette_of
from app.gui.xray.viewer.floating import paint_floating

_MARGINS_PX = (10, 4, 10, 4)
_WIDEST_ZOOM = 88.88


class StateChip(QLabel):
    """Follows a view; it takes no clicks from it, and is hidden while there is no image.

    It goes out of the way of the pointer: over a part of an image that is zoomed, it may lie where somebody looks.
    """

    def __init__(self, view: ImageView) -> None:
        super().__init__()
        self._view = view
        self._note = ""
        self._is_aside = False
        self.setPalette(palette_of(DARK))
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setContentsMargins(*_MARGINS_PX)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        view.view_changed.connect(self._show_state)
        view.setAttribute(Qt.WidgetAttribute.WA_Hover)
        view.installEventFilter(self)

    @property
    def changes(self) -> str:
        """In words, how the image is shown otherwise than it came; empty for nothing."""
        return ", ".join(self._changed())

    @property
    def room(self) -> QSize:
        """Size that the chip needs at any zoom: a zoom that followed its width would change the width again."""
        left, _, right, _ = _MARGINS_PX
        words = self.fontMetrics().horizontalAdvance(self._words(_WIDEST_ZOOM))
        return QSize(left + words + right, self.sizeHint().height())

    def set_note(self, note: str) -> None:
        """Set what is said of the image itself; empty for nothing."""
        self._note = note
        self._show_state()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words on their ground, unless the pointer is there."""
        if self._is_aside:
            return
        painter = QPainter(self)
        paint_floating(painter, self.rect())
        painter.end()
        super().paintEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer over the view."""
        if isinstance(event, QHoverEvent):
            is_left = event.type() == QEvent.Type.HoverLeave
            is_aside = not is_left and self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if is_aside != self._is_aside:
                self._is_aside = is_aside
                self.update()
        return False

    @Slot()
    def _show_state(self) -> None:
        self.setText(self._words(self._view.zoom))
        self.setVisible(self._view.has_image)

    def _words(self, zoom: float) -> str:
        percent = self.tr("{number}%").format(number=number_text(round(100 * zoom)))
        return " · ".join(filter(None, (self._note, percent, *self._changed())))

    def _changed(self) -> list[str]:
        levels = self._view.grey_levels
        changes = {
            self.tr("brightness changed"): levels.brightness != 0,
            self.tr("contrast changed"): levels.contrast != 0,
            self.tr("inverted"): levels.inverted,
            self.tr("turned"): self._view.turns != 0,
        }
        return [words for words, holds in changes.items() if holds]
