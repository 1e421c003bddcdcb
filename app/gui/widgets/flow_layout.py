"""Row layout that wraps onto the next line."""

from __future__ import annotations

import math

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from app.gui.theme.spacing import CONTROL_GAP_PX, NO_MARGINS, Margins

_Line = list[tuple[QLayoutItem, QSize]]


class FlowLayout(QLayout):
    """Puts its parts side by side in as many lines as needed, in reading direction.

    Parts that want to be wide share the room that is left in their line.
    """

    def __init__(
        self,
        *parts: QWidget,
        gap_px: int = CONTROL_GAP_PX,
        margins: Margins = NO_MARGINS,
        is_even: bool = False,
    ) -> None:
        """Create a row of parts.

        Args:
            parts: in reading order; more can be added.
            gap_px: between the parts, and between the lines.
            margins: around all of them.
            is_even: whether all parts are equally wide, in lines of equally many.
        """
        super().__init__()
        self._is_even = is_even
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(*margins)
        self.setSpacing(gap_px)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        """Add a part; Qt calls this."""
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
        """Return that it does not expand."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), apply=False)

    def sizeHint(self) -> QSize:
        """Return the size of a single line."""
        sizes = [item.sizeHint() for item in self._visible_items()]
        width = sum(size.width() + self.spacing() for size in sizes) - self.spacing()
        return self._with_margins(QSize(max(width, 0), max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """Return the size of the largest part."""
        size = QSize()
        for item in self._visible_items():
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
        top = room.top()
        for line in self._lines(room.width()):
            height = max(size.height() for _, size in line)
            if apply:
                left = room.left()
                for item, size in self._stretch(line, room.width()):
                    place = QRect(left, top + (height - size.height()) // 2, size.width(), size.height())
                    item.setGeometry(QStyle.visualRect(direction, room, place))
                    left += size.width() + self.spacing()
            top += height + self.spacing()
        return max(top - self.spacing(), room.top()) + self.contentsMargins().bottom() - rect.top()

    def _lines(self, width: int) -> list[_Line]:
        """Return the parts that are shown with their sizes, line by line."""
        return self._even_lines(width) if self._is_even else self._full_lines(width)

    def _even_lines(self, width: int) -> list[_Line]:
        sizes = [(item, item.sizeHint()) for item in self._visible_items()]
        if not sizes:
            return []
        gap, widest = self.spacing(), max(size.width() for _, size in sizes)
        fitting = max((width + gap) // (widest + gap), 1)
        lines = math.ceil(len(sizes) / fitting)
        columns = math.ceil(len(sizes) / lines)
        each = (width - gap * (columns - 1)) // columns
        even = [(item, QSize(max(each, item.minimumSize().width()), size.height())) for item, size in sizes]
        return [even[start : start + columns] for start in range(0, len(even), columns)]

    def _full_lines(self, width: int) -> list[_Line]:
        lines: list[_Line] = []
        left = 0
        for item in self._visible_items():
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
            if not lines or left + size.width() > width:
                lines.append([])
                left = 0
            lines[-1].append((item, size))
            left += size.width() + self.spacing()
        return lines

    def _stretch(self, line: _Line, width: int) -> _Line:
        """Return a line whose expanding parts share the remaining width."""
        if self._is_even:
            return line
        wide = [item for item, _ in line if item.expandingDirections() & Qt.Orientation.Horizontal]
        left = width - sum(size.width() for _, size in line) - self.spacing() * (len(line) - 1)
        more = max(left, 0) // max(len(wide), 1)
        return [(item, size.grownBy(QMargins(0, 0, more, 0)) if item in wide else size) for item, size in line]

    def _visible_items(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())
