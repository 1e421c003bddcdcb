"""Two views side by side that show the same part of their images."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from app.gui.imaging.grey_levels import GreyLevels
from app.gui.imaging.image_view import ImageView
from app.gui.imaging.view_link import ViewLink


@pytest.fixture
def views(qtbot) -> tuple[ImageView, ImageView]:
    """Two views of one size; the image of the second is twice as large."""
    made = []
    for scale in (1, 2):
        view = ImageView()
        qtbot.addWidget(view)
        view.resize(400, 300)
        view.show()
        qtbot.waitExposed(view)
        image = QImage(800 * scale, 400 * scale, QImage.Format.Format_Grayscale8)
        image.fill(100)
        view.show_image(image)
        made.append(view)
    return made[0], made[1]


def seen_point(view: ImageView) -> tuple[float, float]:
    """Return the point of the image in the middle of its view, as shares of its size."""
    place = view.image_rect
    return (200 - place.x()) / place.width(), (150 - place.y()) / place.height()


def test_the_second_shows_the_same_part_of_an_image_of_another_size(views):
    first, second = views
    ViewLink(first, second).set_on(True)
    first.zoom_by(4, QPointF(130, 140))

    assert seen_point(second) == pytest.approx(seen_point(first), abs=0.003)
    assert second.image_rect.width() == pytest.approx(first.image_rect.width())
    assert seen_point(first) != pytest.approx((0.5, 0.5), abs=0.05)


def test_the_first_follows_the_second_too(views):
    first, second = views
    first.show_actual_size()
    ViewLink(first, second).set_on(True)
    second.pan(QPointF(-30, 0))
    assert seen_point(first) == pytest.approx(seen_point(second), abs=0.003)
    second.turn(1)
    second.invert()
    assert (first.turns, first.grey_levels) == (1, GreyLevels(inverted=True))
    second.reset()

    assert first.is_fitted
    assert (first.turns, first.grey_levels) == (0, GreyLevels())


def test_a_link_begins_with_what_the_first_shows_and_can_be_ended(views):
    first, second = views
    link = ViewLink(first, second)
    first.turn(3)
    assert second.turns == 0
    link.set_on(True)
    assert second.turns == 3
    link.set_on(False)
    first.invert()

    assert not second.grey_levels.inverted
