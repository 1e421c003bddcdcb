"""A picture on black: zoomed, moved, turned, and its greys changed."""

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

from app.gui.imaging.grey_levels import Tone
from app.gui.imaging.layers import Layers
from app.gui.imaging.view_geometry import ViewGeometry

_BACKGROUND, _INK = QColor("#0e1113"), QColor("#d5dade")  # dark in every theme: an X-ray is judged on black
_FOCUS = QColor("#6cb4ee")
_MARGIN = 12
_STEP = 1.25  # of the zoom, for a key or a notch of the wheel
_NOTCH = 120  # Qt's angle of one notch
_PAN_SHARE = 0.1  # of the view, for an arrow key
_TONE_PER_PX = 0.5  # of a drag with the right button
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class PictureView(QWidget):
    """Shows one grey picture, with a coloured map over it if there is one, or a line of text in its place.

    Signals:
        tone_changed: the `Tone` that the picture is shown in.
    """

    tone_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._layers = Layers(self._image)
        self._text = ""
        self._geometry = ViewGeometry()
        self._dragged_from = QPointF()
        self._tone_before = Tone()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)  # the right button changes the greys
        self.setAccessibleName(self.tr("Picture"))

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the picture."""
        return self._geometry.zoom

    @property
    def picture_place(self) -> QRectF:
        """The rectangle of the whole picture in this widget; parts of it may lie outside."""
        return self._geometry.place()

    @property
    def tone(self) -> Tone:
        """How its greys are shown."""
        return self._layers.tone

    def show_text(self, text: str) -> None:
        """Show a line of text and no picture."""
        self._text = text
        self.show_image(QImage())

    def show_image(self, image: QImage) -> None:
        """Show a picture, whole and as it is."""
        self._image = image
        self.setAccessibleDescription(self._text if image.isNull() else "")
        self._layers = Layers(image)
        self._geometry.set_picture(image.size())
        self.tone_changed.emit(self.tone)
        self._look()

    def show_overlay(self, overlay: QImage, strength: float) -> None:
        """Lay a map over the picture, stretched over the whole of it as it came; a null image takes the map away.

        Args:
            overlay: with alpha.
            strength: 0..1, for its opacity.
        """
        self._layers.lay_over(overlay, strength)
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Show the greys in another way."""
        if tone != self.tone:
            self._layers.tone = tone
            self.update()
            self.tone_changed.emit(tone)

    def renderer(self) -> Callable[[QImage, float], QImage]:
        """Return a function that renders the whole picture, turned and in the greys that it has now, under a map.

        Any thread may call it, with what `show_overlay` takes; it returns null without a picture.
        """
        return partial(_render, self._image, self.tone, self._layers.turns)

    @Slot()
    def fit(self) -> None:
        """Show the picture whole."""
        self._geometry.fit()
        self._look()

    @Slot()
    def show_actual_size(self) -> None:
        """Show each pixel of the picture as one of the screen."""
        self._zoom_to(1.0)

    def zoom_by(self, steps: float, point: QPointF | None = None) -> None:
        """Zoom so many steps in, or out below 0, about a point of this widget, else about its middle."""
        self._zoom_to(self.zoom * _STEP**steps, point)

    @Slot()
    def invert(self) -> None:
        """Swap black and white."""
        self.set_tone(replace(self.tone, inverted=not self.tone.inverted))

    def turn(self, quarters: int) -> None:
        """Turn the picture on the screen by so many quarters to the right, 0..3."""
        self._layers.turn(quarters)
        for _ in range(quarters):
            self._geometry.turn()
        self._look()

    @Slot()
    def reset(self) -> None:
        """Show the X-ray as it was opened."""
        self.turn(-self._layers.turns % 4)
        self.set_tone(Tone())
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or keep the middle."""
        self._geometry.set_view(self.size(), self.devicePixelRatio())
        self._look()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self.zoom_by(event.angleDelta().y() / _NOTCH, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        self._dragged_from = event.position()
        self._tone_before = self.tone
        self._look()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture with the left button, change its greys with the right one."""
        by = event.position() - self._dragged_from
        if not self.has_picture:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._geometry.pan(by)
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
        elif event.buttons() & Qt.MouseButton.RightButton:
            self.set_tone(self._tone_before.moved(round(-by.y() * _TONE_PER_PX), round(by.x() * _TONE_PER_PX)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        self._look()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between the whole picture and its actual size."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._geometry.is_fitted:
            self._zoom_to(1.0, event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a picture that is larger than the view."""
        step = _ARROWS.get(event.key())
        if step is None or not self._geometry.can_pan:
            super().keyPressEvent(event)
            return
        self._geometry.pan(QPointF(step[0] * self.width(), step[1] * self.height()) * _PAN_SHARE)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, the map, and the frame that shows the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BACKGROUND)
        if self.has_picture:
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
        self._layers.draw(painter, self.picture_place, self.zoom, finely=self._geometry.is_fitted)

    def _zoom_to(self, zoom: float, point: QPointF | None = None) -> None:
        self._geometry.zoom_to(zoom, point)
        self._look()

    def _look(self) -> None:
        can_pan = self.has_picture and self._geometry.can_pan
        self.setCursor(Qt.CursorShape.OpenHandCursor if can_pan else Qt.CursorShape.ArrowCursor)
        self.update()


def _render(image: QImage, tone: Tone, turns: int, overlay: QImage, strength: float) -> QImage:
    layers = Layers(image)
    layers.tone = tone
    layers.turn(turns)
    layers.lay_over(overlay, strength)
    return layers.render()
