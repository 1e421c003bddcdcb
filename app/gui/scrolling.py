"""Places that scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea


def scroll_downwards(area: QScrollArea) -> None:
    """Give what is inside the area's own width, so that it scrolls downwards alone, and draw no frame.

    It is no class to inherit from: Qt looks for the texts of a class in each that it inherits from too.
    """
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
