"""Place in the lower corner of the pages, over them: what comes and goes there moves nothing."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QScrollArea, QStyle, QWidget

from app.gui.theme.style import scale_to_text

_MOST_PX, _MOST_SHARE = 372, 0.43
"""Width of the bar at most, alone and as a share of the pages: it covers what scrolls, not the tools of an X-ray."""
_Event = QEvent.Type
_OF_BAR = (_Event.Show,)
_OF_OTHERS = (_Event.Resize, _Event.Move, _Event.LayoutRequest)


class LowerCorner(QObject):
    """Keeps a bar in the corner at the end of the lines, as high as it asks for."""

    def __init__(self, bar: QScrollArea, pages: QWidget) -> None:
        """Take a bar out of every layout.

        Args:
            bar: to place, with its content; it asks for its height by its width.
            pages: that it lies over.
        """
        super().__init__(pages)
        self._bar, self._pages = bar, pages
        bar.setParent(pages.parentWidget())
        content = cast(QWidget, bar.widget())
        for part in (bar.viewport(), content):
            part.setAutoFillBackground(False)
        for watched in (bar, content, pages):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place the bar anew where it is shown, or its content or the pages have another size."""
        if event.type() in (_OF_BAR if watched is self._bar else _OF_OTHERS):
            self._place()
        return False

    def _place(self) -> None:
        if not self._bar.isVisible():
            return
        room = self._pages.geometry()
        width = min(scale_to_text(_MOST_PX), round(_MOST_SHARE * room.width()))
        self._bar.resize(width, self._bar.height())
        height = min(self._bar.sizeHint().height(), room.height())
        place = QRect(QPoint(room.right() + 1 - width, room.bottom() + 1 - height), QSize(width, height))
        self._bar.setGeometry(QStyle.visualRect(self._pages.layoutDirection(), room, place))
        self._bar.raise_()
