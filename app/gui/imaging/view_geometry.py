"""Geometry of an image in its view: zoom, pan, rotation."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

MAX_ZOOM = 8.0
"""Largest zoom: pixels of the screen for one of the image."""

_MARGIN = 12


@dataclass(frozen=True, slots=True)
class Position:
    """What of an image is seen, in terms that hold for another image too.

    Attributes:
        zoom: how many times as large as the whole image fits into its view; None while it is fitted, whatever its size.
        x, y: the image's point in the middle of the view, as shares of its width and height.
    """

    zoom: float | None = None
    x: float = 0.5
    y: float = 0.5


class ViewGeometry:
    """Maps an image into a view, of which the lower end and an upper corner may be covered: it is fitted beside them.

    A zoom of 1 shows each pixel of the image as one of the screen. Points and rectangles of the view are in the
    window's own units, of which a dense screen has several pixels each.
    """

    def __init__(self) -> None:
        self._image_size = QSizeF()
        self._room = QSizeF()  # of the view, above its covered end
        self._corner = QSizeF()
        self._above = 0.0  # height that is left free for what covers the corner
        self._view = QSizeF()
        self._density = 1.0
        self._zoom: float | None = None  # None fits the image into the view, whatever its size
        self._centre = QPointF()  # the image's point in the middle of the view

    @property
    def is_fitted(self) -> bool:
        """Whether the image is fitted into the view."""
        return self._zoom is None

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the image."""
        return self._fitted_zoom() if self._zoom is None else self._zoom

    @property
    def position(self) -> Position:
        """What of the image is seen."""
        if self._zoom is None or self._image_size.isEmpty():
            return Position()
        x, y = self._centre.x() / self._image_size.width(), self._centre.y() / self._image_size.height()
        return Position(self._zoom / self._fitted_zoom(), x, y)

    @property
    def can_pan(self) -> bool:
        """Whether a part of the image lies outside the view."""
        shown = self.image_rect().size()
        return shown.width() > self._view.width() or shown.height() > self._view.height()

    def set_image(self, size: QSize) -> None:
        """Fit an image of a size."""
        self._image_size = QSizeF(size)
        self._leave_corner()
        self.fit()

    def set_view(self, size: QSize, density: float, covered: int = 0, corner: QSize | None = None) -> None:
        """Use a view.

        Args:
            size: of it.
            density: pixels for each of its units.
            covered: units that are covered at its lower end.
            corner: what is covered of its upper corners, on either side.
        """
        self._room, self._density = QSizeF(size.width(), max(size.height() - covered, 1)), density
        self._corner = QSizeF(corner or QSize())
        self._leave_corner()
        self._clamp_centre()

    def set_position(self, position: Position) -> None:
        """Show what another image shows, at whatever zoom that takes."""
        self._zoom = None if position.zoom is None else position.zoom * self._fitted_zoom()
        self._centre = QPointF(position.x * self._image_size.width(), position.y * self._image_size.height())
        self._clamp_centre()

    def fit(self) -> None:
        """Fit the image into the view."""
        self._zoom = None
        self._clamp_centre()

    def zoom_to(self, zoom: float, point: QPointF | None = None) -> None:
        """Zoom, within limits; what lies at a point of the view, by default its centre, stays there."""
        fitting = self._fitted_zoom()
        zoom = max(min(fitting, 1.0), min(zoom, max(fitting, MAX_ZOOM)))
        about = QPointF() if point is None else (point - self._middle()) * self._density
        self._centre += about / self.zoom - about / zoom
        self._zoom = zoom
        self._clamp_centre()

    def pan(self, by: QPointF) -> None:
        """Move the image, as far as it covers the view."""
        self._centre -= by * self._density / self.zoom
        self._clamp_centre()

    def turn(self) -> None:
        """Follow a quarter turn of the image clockwise."""
        self._centre = QPointF(self._image_size.height() - self._centre.y(), self._centre.x())
        self._image_size.transpose()
        self._leave_corner()
        self._clamp_centre()

    def image_rect(self) -> QRectF:
        """Return the rectangle of the whole image in the view, its corner on a whole pixel of the screen."""
        scale = self.zoom / self._density
        corner = (self._middle() - self._centre * scale) * self._density
        whole = QPointF(round(corner.x()), round(corner.y())) / self._density
        return QRectF(whole, self._image_size * scale)

    def _leave_corner(self) -> None:
        """Leave a strip above the image free where a fitted one would reach into the corner."""
        self._view, self._above = self._room, 0.0
        gap = (self._room - self._image_size * (self._fitted_zoom() / self._density)) / 2
        if gap.width() < self._corner.width() and gap.height() < self._corner.height():
            self._above = max(self._corner.height() - _MARGIN, 0.0)
            self._view = QSizeF(self._room.width(), max(self._room.height() - self._above, 1.0))

    def _fitted_zoom(self) -> float:
        if self._image_size.isEmpty():
            return 1.0
        width = max(self._view.width() - 2 * _MARGIN, 1.0) / self._image_size.width()
        height = max(self._view.height() - 2 * _MARGIN, 1.0) / self._image_size.height()
        return min(width, height) * self._density

    def _middle(self) -> QPointF:
        return QPointF(self._view.width() / 2, self._above + self._view.height() / 2)

    def _clamp_centre(self) -> None:
        """Leave no gap beside an image that is larger than the view, and centre one that is smaller."""
        zoom = self.zoom
        self._centre = QPointF(
            _clamped(self._centre.x(), self._image_size.width(), self._view.width() * self._density / zoom),
            _clamped(self._centre.y(), self._image_size.height(), self._view.height() * self._density / zoom),
        )


def _clamped(centre: float, size: float, seen: float) -> float:
    if size <= seen:
        return size / 2
    return max(seen / 2, min(size - seen / 2, centre))
