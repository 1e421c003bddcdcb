"""Image widget with zoom, pan, rotation, grey levels and an overlay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui.imaging.grey_levels import GreyLevels
from app.gui.imaging.layers import Layers
from app.gui.imaging.view_geometry import ViewGeometry

_BACKGROUND, _INK = QColor("#0e1113"), QColor("#d5dade")  # dark in every theme: an X-ray is judged on black
_FOCUS = QColor("#6cb4ee")
_MARGIN = 12
_STEP = 1.25  # of the zoom, for a key or a notch of the wheel
_NOTCH = 120  # Qt's angle of one notch
_PAN_SHARE = 0.1  # of the view, for an arrow key
_LEVELS_PER_PX = 0.5  # of a drag with the right button
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class ImageView(QWidget):
    """Shows one grey image on black, with an optional overlay, or a line of text in its place.

    Signals:
        grey_levels_changed: the `GreyLevels` that the image is shown with.
    """

    grey_levels_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._layers = Layers(self._image)
        self._text = ""
        self._geometry = ViewGeometry()
        self._dragged_from = QPointF()
        self._levels_before = GreyLevels()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)  # the right button changes the greys
        self.setAccessibleName(self.tr("Picture"))

    @property
    def has_image(self) -> bool:
        """Whether an image is shown."""
        return not self._image.isNull()

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the image."""
        return self._geometry.zoom

    @property
    def image_rect(self) -> QRectF:
        """The rectangle of the whole image in this widget; parts of it may lie outside."""
        return self._geometry.image_rect()

    @property
    def grey_levels(self) -> GreyLevels:
        """The grey levels that the image is shown with."""
        return self._layers.grey_levels

    def show_text(self, text: str) -> None:
        """Show a line of text and no image."""
        self._text = text
        self.show_image(QImage())

    def show_image(self, image: QImage) -> None:
        """Show a whole image, upright and with its own grey levels."""
        self._image = image
        self.setAccessibleDescription(self._text if image.isNull() else "")
        self._layers = Layers(image)
        self._geometry.set_image(image.size())
        self.grey_levels_changed.emit(self.grey_levels)
        self._update_view()

    def show_overlay(self, overlay: QImage, strength: float) -> None:
        """Draw a map over the whole image, stretched to its size; a null image removes the map.

        Args:
            overlay: with alpha.
            strength: 0..1, for its opacity.
        """
        self._layers.set_overlay(overlay, strength)
        self.update()

    def set_grey_levels(self, grey_levels: GreyLevels) -> None:
        """Show the image with other grey levels."""
        if grey_levels != self.grey_levels:
            self._layers.grey_levels = grey_levels
            self.update()
            self.grey_levels_changed.emit(grey_levels)

    def renderer(self) -> Callable[[QImage, float], QImage]:
        """Return a function that renders the whole image under a map, with the rotation and grey levels of now.

        Any thread may call it, with what `show_overlay` takes; it returns null without an image.
        """
        return partial(_render, self._image, self.grey_levels, self._layers.turns)

    @Slot()
    def fit(self) -> None:
        """Show the whole image."""
        self._geometry.fit()
        self._update_view()

    @Slot()
    def show_actual_size(self) -> None:
        """Show each pixel of the image as one of the screen."""
        self._zoom_to(1.0)

    def zoom_by(self, steps: float, point: QPointF | None = None) -> None:
        """Zoom so many steps in, or out below 0, about a point of this widget, else about its middle."""
        self._zoom_to(self.zoom * _STEP**steps, point)

    @Slot()
    def invert(self) -> None:
        """Swap black and white."""
        self.set_grey_levels(replace(self.grey_levels, inverted=not self.grey_levels.inverted))

    def turn(self, quarters: int) -> None:
        """Rotate the image by so many quarter turns clockwise, 0..3."""
        self._layers.turn(quarters)
        for _ in range(quarters):
            self._geometry.turn()
        self._update_view()

    @Slot()
    def reset(self) -> None:
        """Show the X-ray as it was opened."""
        self.turn(-self._layers.turns % 4)
        self.set_grey_levels(GreyLevels())
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the image again, or keep its centre."""
        self._geometry.set_view(self.size(), self.devicePixelRatio())
        self._update_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self.zoom_by(event.angleDelta().y() / _NOTCH, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        self._dragged_from = event.position()
        self._levels_before = self.grey_levels
        self._update_view()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan with the left button; change brightness and contrast with the right one."""
        by = event.position() - self._dragged_from
        if not self.has_image:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._geometry.pan(by)
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
        elif event.buttons() & Qt.MouseButton.RightButton:
            self.set_grey_levels(
                self._levels_before.changed_by(round(-by.y() * _LEVELS_PER_PX), round(by.x() * _LEVELS_PER_PX))
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        self._update_view()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Switch between the whole image and its actual size."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._geometry.is_fitted:
            self._zoom_to(1.0, event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan with the arrow keys, where the image is larger than the view."""
        step = _ARROWS.get(event.key())
        if step is None or not self._geometry.can_pan:
            super().keyPressEvent(event)
            return
        self._geometry.pan(QPointF(step[0] * self.width(), step[1] * self.height()) * _PAN_SHARE)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the image, the overlay, and the frame that shows the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BACKGROUND)
        if self.has_image:
            self._draw_picture(painter)
        else:
            room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            painter.setPen(_INK)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self._text)
        if self.hasFocus():
            painter.setPen(QPen(_FOCUS, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_picture(self, painter: QPainter) -> None:
        self._geometry.set_view(self.size(), self.devicePixelRatio())  # the window may have changed screens
        self._layers.draw(painter, self.image_rect, self.zoom, smooth=self._geometry.is_fitted)

    def _zoom_to(self, zoom: float, point: QPointF | None = None) -> None:
        self._geometry.zoom_to(zoom, point)
        self._update_view()

    def _update_view(self) -> None:
        can_pan = self.has_image and self._geometry.can_pan
        self.setCursor(Qt.CursorShape.OpenHandCursor if can_pan else Qt.CursorShape.ArrowCursor)
        self.update()


def _render(image: QImage, grey_levels: GreyLevels, turns: int, overlay: QImage, strength: float) -> QImage:
    layers = Layers(image)
    layers.grey_levels = grey_levels
    layers.turn(turns)
    layers.set_overlay(overlay, strength)
    return layers.render()
