"""Row of parts that turns into a column where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.gui.theme.spacing import NO_MARGINS


class FoldingRow(QWidget):
    """Shows its parts side by side, or one below the other where they find no room; the first takes what is left."""

    def __init__(self, *parts: QWidget, gap_px: int) -> None:
        super().__init__()
        self._parts = parts
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(*NO_MARGINS)
        self._box.setSpacing(gap_px)
        for number, part in enumerate(parts):
            self._box.addWidget(part, stretch=number == 0)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest part, which is enough for a column."""
        return QSize(max(_width(part) for part in self._parts), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the width that the parts want side by side."""
        widths = (max(_width(part), part.sizeHint().width()) for part in self._parts)
        return QSize(sum(widths) + self._box.spacing() * (len(self._parts) - 1), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn into a row or a column, as the width asks for."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_narrow = self.sizeHint().width() > self.width()
        self._box.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)


def _width(part: QWidget) -> int:
    return max(part.minimumWidth(), part.minimumSizeHint().width())
