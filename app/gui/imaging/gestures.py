"""Mouse, wheel and arrow keys of an image view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from app.gui.imaging.grey_levels import GreyLevels

if TYPE_CHECKING:
    from app.gui.imaging.image_view import ImageView

_NOTCH = 120  # Qt's angle of one notch
_PAN_SHARE = 0.1  # of the view, for an arrow key
_LEVELS_PER_PX = 0.5  # of a drag with the right button
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Gestures(QObject):
    """Zooms a view with the wheel and a double click, moves it with the left button and the arrow keys.

    The right button changes its greys: brightness upwards, contrast to the right.
    """

    def __init__(self, view: ImageView) -> None:
        super().__init__(view)
        self._view = view
        self._dragged_from = QPointF()
        self._levels_before = GreyLevels()
        view.installEventFilter(self)
        view.view_changed.connect(self._show_cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is a gesture; leave the rest to the view."""
        if isinstance(event, QWheelEvent):
            self._view.zoom_by(event.angleDelta().y() / _NOTCH, event.position())
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pan_by_key(event.key())
        if isinstance(event, QMouseEvent):
            return self._take_mouse(event)
        return False

    def _take_mouse(self, event: QMouseEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._dragged_from = event.position()
                self._levels_before = self._view.grey_levels
            case QEvent.Type.MouseMove:
                self._drag(event)
            case QEvent.Type.MouseButtonRelease:
                self._show_cursor()
            case QEvent.Type.MouseButtonDblClick:
                self._switch_zoom(event)
            case _:
                return False
        return True

    def _drag(self, event: QMouseEvent) -> None:
        by = event.position() - self._dragged_from
        if not self._view.has_image:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._view.pan(by)
            self._dragged_from = event.position()
            self._view.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.buttons() & Qt.MouseButton.RightButton:
            brightness, contrast = round(-by.y() * _LEVELS_PER_PX), round(by.x() * _LEVELS_PER_PX)
            self._view.set_grey_levels(self._levels_before.changed_by(brightness, contrast))

    def _switch_zoom(self, event: QMouseEvent) -> None:
        """Switch between the whole image and its actual size."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._view.is_fitted:
            self._view.zoom_to(1.0, event.position())
        else:
            self._view.fit()

    def _pan_by_key(self, key: int) -> bool:
        """Move the image, where it is larger than the view."""
        step = _ARROWS.get(key)
        if step is None or not self._view.can_pan:
            return False
        self._view.pan(QPointF(step[0] * self._view.width(), step[1] * self._view.height()) * _PAN_SHARE)
        return True

    @Slot()
    def _show_cursor(self) -> None:
        """Show by the pointer whether the image can be moved."""
        self._view.setCursor(Qt.CursorShape.OpenHandCursor if self._view.can_pan else Qt.CursorShape.ArrowCursor)
