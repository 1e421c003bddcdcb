"""A field to write in, with a hint of what."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea


def scroll_downwards(area: QScrollArea) -> None:
    """Give what is inside the area's own width, so that it scrolls downwards alone, and draw no frame.

    It is no class to inherit from: Qt looks for the texts of a class in each that it inherits from too.
    """
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


_ROOM_PX = 24
"""Beside the hint."""


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
        return QSize(max(size.width(), words + _ROOM_PX), size.height())
