"""Chip on the picture that says how it is shown: its zoom, and whatever was changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel

from app.gui.imaging.image_view import ImageView
from app.gui.text.locale_text import number_text
from app.gui.theme.tokens import DARK, palette_of
from app.gui.xray.viewer.floating import paint_floating

_MARGINS_PX = (10, 4, 10, 4)


class StateChip(QLabel):
    """Follows a view; it takes no clicks from it, and is hidden while there is no image."""

    def __init__(self, view: ImageView) -> None:
        super().__init__()
        self._view = view
        self._note = ""
        self.setPalette(palette_of(DARK))
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setContentsMargins(*_MARGINS_PX)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        view.view_changed.connect(self._show_state)

    @property
    def changes(self) -> str:
        """In words, how the image is shown otherwise than it came; empty for nothing."""
        return ", ".join(self._changed())

    def set_note(self, note: str) -> None:
        """Set what is said of the image itself; empty for nothing."""
        self._note = note
        self._show_state()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words on their ground."""
        painter = QPainter(self)
        paint_floating(painter, self.rect())
        painter.end()
        super().paintEvent(event)

    @Slot()
    def _show_state(self) -> None:
        zoom = self.tr("{number}%").format(number=number_text(round(100 * self._view.zoom)))
        self.setText(" · ".join(filter(None, (self._note, zoom, *self._changed()))))
        self.setVisible(self._view.has_image)

    def _changed(self) -> list[str]:
        levels = self._view.grey_levels
        changes = {
            self.tr("brightness changed"): levels.brightness != 0,
            self.tr("contrast changed"): levels.contrast != 0,
            self.tr("inverted"): levels.inverted,
            self.tr("turned"): self._view.turns != 0,
        }
        return [words for words, holds in changes.items() if holds]
