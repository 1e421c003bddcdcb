"""Where a picture lies in its view: zoom, pan, and what stays under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

MOST_ZOOM = 8.0
"""Pixels of the screen for one of the picture at the most."""

_MARGIN = 12


class ViewGeometry:
    """Maps a picture into a view.

    A zoom of 1 shows each pixel of the picture as one of the screen. Points and rectangles of the view are in the
    window's own units, of which a dense screen has several pixels each.
    """

    def __init__(self) -> None:
        self._picture = QSizeF()
        self._view = QSizeF()
        self._density = 1.0
        self._zoom: float | None = None  # None fits the picture into the view, whatever its size
        self._centre = QPointF()  # the picture's point in the middle of the view

    @property
    def is_fitted(self) -> bool:
        """Whether the picture is as large as the view allows."""
        return self._zoom is None

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the picture."""
        return self._fitting() if self._zoom is None else self._zoom

    @property
    def can_pan(self) -> bool:
        """Whether a part of the picture lies outside the view."""
        shown = self.place().size()
        return shown.width() > self._view.width() or shown.height() > self._view.height()

    def set_picture(self, size: QSize) -> None:
        """Show a whole picture of a size."""
        self._picture = QSizeF(size)
        self.fit()

    def set_view(self, size: QSize, density: float) -> None:
        """Use a view of a size, with so many pixels for each of its units."""
        self._view, self._density = QSizeF(size), density
        self._hold()

    def fit(self) -> None:
        """Show the picture whole."""
        self._zoom = None
        self._hold()

    def zoom_to(self, zoom: float, point: QPointF | None = None) -> None:
        """Zoom, held within limits; what lies at a point of the view, else in its middle, stays there."""
        fitting = self._fitting()
        zoom = max(min(fitting, 1.0), min(zoom, max(fitting, MOST_ZOOM)))
        about = QPointF() if point is None else (point - self._middle()) * self._density
        self._centre += about / self.zoom - about / zoom
        self._zoom = zoom
        self._hold()

    def pan(self, by: QPointF) -> None:
        """Move the picture, as far as it covers the view."""
        self._centre -= by * self._density / self.zoom
        self._hold()

    def turn(self) -> None:
        """Follow a quarter turn of the picture to the right."""
        self._centre = QPointF(self._picture.height() - self._centre.y(), self._centre.x())
        self._picture.transpose()
        self._hold()

    def place(self) -> QRectF:
        """Return the rectangle of the whole picture in the view, its corner on a whole pixel of the screen."""
        scale = self.zoom / self._density
        corner = (self._middle() - self._centre * scale) * self._density
        whole = QPointF(round(corner.x()), round(corner.y())) / self._density
        return QRectF(whole, self._picture * scale)

    def _fitting(self) -> float:
        if self._picture.isEmpty():
            return 1.0
        width = max(self._view.width() - 2 * _MARGIN, 1.0) / self._picture.width()
        height = max(self._view.height() - 2 * _MARGIN, 1.0) / self._picture.height()
        return min(width, height) * self._density

    def _middle(self) -> QPointF:
        return QPointF(self._view.width() / 2, self._view.height() / 2)

    def _hold(self) -> None:
        """Leave no room beside a picture that is larger than the view, and centre one that is smaller."""
        zoom = self.zoom
        self._centre = QPointF(
            _held(self._centre.x(), self._picture.width(), self._view.width() * self._density / zoom),
            _held(self._centre.y(), self._picture.height(), self._view.height() * self._density / zoom),
        )


def _held(centre: float, picture: float, seen: float) -> float:
    if picture <= seen:
        return picture / 2
    return max(seen / 2, min(picture - seen / 2, centre))
