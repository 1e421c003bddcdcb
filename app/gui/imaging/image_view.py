"""Image widget with zoom, pan, rotation, grey levels and an overlay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui.imaging.gestures import Gestures
from app.gui.imaging.grey_levels import GreyLevels
from app.gui.imaging.layers import Layers
from app.gui.imaging.view_geometry import Position, ViewGeometry
from app.gui.theme.tokens import DARK, colours  # dark in every theme: an X-ray is judged on black

_MARGIN = 12
_STEP = 1.25  # of the zoom, for a key or a notch of the wheel


class ImageView(QWidget):
    """Shows one grey image on black, with an optional overlay, or a line of text in its place.

    Signals:
        view_changed: another part of the image is shown, or at another zoom, or otherwise turned, or in other greys.
    """

    view_changed = Signal()

    def __init__(self, name: str = "") -> None:
        """Make a view without an image; a screen reader calls it by its name, or "Picture"."""
        super().__init__()
        self._image = QImage()
        self._layers = Layers(self._image)
        self._text = ""
        self._geometry = ViewGeometry()
        self._covered_px, self._corner = 0, QSize()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)  # the right button changes the greys
        self.setAccessibleName(name or self.tr("Picture"))
        Gestures(self)

    @property
    def has_image(self) -> bool:
        """Whether an image is shown."""
        return not self._image.isNull()

    @property
    def image(self) -> QImage:
        """The image, upright and with its own grey levels; null without one."""
        return self._image

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the image."""
        return self._geometry.zoom

    @property
    def can_pan(self) -> bool:
        """Whether a part of the image lies outside the view."""
        return self.has_image and self._geometry.can_pan

    @property
    def is_fitted(self) -> bool:
        """Whether the image is fitted into the view."""
        return self._geometry.is_fitted

    @property
    def position(self) -> Position:
        """What of the image is seen."""
        return self._geometry.position

    @property
    def turns(self) -> int:
        """Quarter turns clockwise that the image is rotated by, 0..3."""
        return self._layers.turns

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
            self._update_view()

    def set_position(self, position: Position) -> None:
        """Show what another view shows."""
        if position != self.position:
            self._geometry.set_position(position)
            self._update_view()

    def set_covered(self, height_px: int, corner: QSize) -> None:
        """Fit the image above so much of the lower end, and clear of an upper corner, where both are covered."""
        if (height_px, corner) != (self._covered_px, self._corner):
            self._covered_px, self._corner = height_px, corner
            self._fit_view()

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
        self.zoom_to(1.0)

    def zoom_by(self, steps: float, point: QPointF | None = None) -> None:
        """Zoom so many steps in, or out below 0, about a point of this widget, else about its middle."""
        self.zoom_to(self.zoom * _STEP**steps, point)

    def zoom_to(self, zoom: float, point: QPointF | None = None) -> None:
        """Zoom, within limits, about a point of this widget, else about its middle."""
        self._geometry.zoom_to(zoom, point)
        self._update_view()

    def pan(self, by: QPointF) -> None:
        """Move the image, as far as it covers the view."""
        self._geometry.pan(by)
        self._update_view()

    @Slot()
    def invert(self) -> None:
        """Swap black and white."""
        self.set_grey_levels(replace(self.grey_levels, inverted=not self.grey_levels.inverted))

    def turn(self, quarters: int) -> None:
        """Rotate the image by so many quarter turns clockwise, 0..3."""
        if not quarters:
            return
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
        self._fit_view()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the image, the overlay, and the frame that shows the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours(self.palette()).viewer))
        if self.has_image:
            self._draw_picture(painter)
        else:
            room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN - self._covered_px)
            painter.setPen(QColor(DARK.ink))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self._text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(DARK.focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_picture(self, painter: QPainter) -> None:
        self._set_view()  # the window may have changed screens
        self._layers.draw(painter, self.image_rect, self.zoom, smooth=self.is_fitted)

    def _fit_view(self) -> None:
        """Use the present size of the view; only a fitted image is shown otherwise then."""
        self._set_view()
        self.update()
        if self.is_fitted:
            self.view_changed.emit()

    def _set_view(self) -> None:
        self._geometry.set_view(self.size(), self.devicePixelRatio(), self._covered_px, self._corner)

    def _update_view(self) -> None:
        self.update()
        self.view_changed.emit()


def _render(image: QImage, grey_levels: GreyLevels, turns: int, overlay: QImage, strength: float) -> QImage:
    layers = Layers(image)
    layers.grey_levels = grey_levels
    layers.turn(turns)
    layers.set_overlay(overlay, strength)
    return layers.render()
