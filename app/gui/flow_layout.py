"""A row that goes on in the next line where there is too little room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle


class FlowLayout(QLayout):
    """Sets its parts beside each other, in as many lines as it takes; from the right where one reads from the right."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part; Qt calls this."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part, or None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a part back, or None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow row is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), apply=False)

    def sizeHint(self) -> QSize:
        """Return the size of a single line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() + self.spacing() for size in sizes) - self.spacing()
        return self._with_margins(QSize(max(width, 0), max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """Return the size of the largest part."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def setGeometry(self, rect: QRect) -> None:
        """Set the parts into a rectangle."""
        super().setGeometry(rect)
        self._arrange(rect, apply=True)

    def _arrange(self, rect: QRect, *, apply: bool) -> int:
        widget = self.parentWidget()
        direction = widget.layoutDirection() if widget else Qt.LayoutDirection.LeftToRight
        room = rect.marginsRemoved(self.contentsMargins())
        corner, line = room.topLeft(), 0
        for item in self._shown():
            size = item.sizeHint()
            if corner.x() > room.left() and corner.x() + size.width() > room.right() + 1:
                corner, line = QPoint(room.left(), corner.y() + line + self.spacing()), 0
            if apply:
                item.setGeometry(QStyle.visualRect(direction, room, QRect(corner, size)))
            corner.setX(corner.x() + size.width() + self.spacing())
            line = max(line, size.height())
        return corner.y() + line + self.contentsMargins().bottom() - rect.top()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())
