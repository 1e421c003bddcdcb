"""A row that goes on below where there is no more room beside."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle


class FlowLayout(QLayout):
    """Puts its parts side by side at the size that they ask for, in as many lines as the width makes necessary."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._parts: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part in; Qt calls this for `addWidget`."""
        self._parts.append(item)

    def count(self) -> int:
        """Return the number of parts."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part, or None."""
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a part out."""
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it needs no more room than it asks for."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that its height depends on its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that a width makes necessary."""
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """Return the size of the parts in one line."""
        sizes = [part.sizeHint() for part in self._visible()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest part."""
        sizes = [part.sizeHint() for part in self._visible()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        """Put each part in its place, from the right in a language that is read so."""
        super().setGeometry(rect)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for part, place in self._places(rect.width()):
            place.translate(rect.topLeft())
            part.setGeometry(QStyle.visualRect(direction, rect, place))

    def _visible(self) -> list[QLayoutItem]:
        return [part for part in self._parts if not part.isEmpty()]

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        places: list[tuple[QLayoutItem, QRect]] = []
        x = y = line = 0
        for part in self._visible():
            size = part.sizeHint()
            if x and x + size.width() > width:
                x, y, line = 0, y + line + self.spacing(), 0
            places.append((part, QRect(QPoint(x, y), size)))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return places
