"""The view under real events of mouse, wheel and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.gui.imaging.grey_levels import GreyLevels
from app.gui.imaging.image_view import ImageView

WIDTH, HEIGHT = 800, 400
MIDDLE = QPoint(200, 150)
NO_KEY = Qt.KeyboardModifier.NoModifier


def ramp(width: int = WIDTH, height: int = HEIGHT) -> QImage:
    """Return greys from 40 at the left to 200 at the right."""
    greys = np.ascontiguousarray(np.broadcast_to(np.linspace(40, 200, width).astype(np.uint8), (height, width)))
    return QImage(greys.data, width, height, width, QImage.Format.Format_Grayscale8).copy()


def hot_corner() -> QImage:
    """Return a map that is red in its upper left eighth alone."""
    image = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    for x in range(8):
        for y in range(8):
            image.setPixelColor(x, y, QColor("red"))
    return image


def is_red(colour: QColor) -> bool:
    return colour.red() > 150 and colour.green() < 60 and colour.blue() < 60


@pytest.fixture
def view(qtbot) -> ImageView:
    view = ImageView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    qtbot.waitExposed(view)
    view.show_image(ramp())
    return view


def wheel(view: ImageView, at: QPoint, notches: float) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, int(120 * notches)),
        Qt.MouseButton.NoButton,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def drag(qtbot, view: ImageView, button: Qt.MouseButton, by: QPoint) -> None:
    qtbot.mousePress(view, button, pos=MIDDLE)
    at = MIDDLE + by
    places = (QPointF(at), QPointF(view.mapToGlobal(at)))
    # `mouseMove` of Qt's tests holds no button, so the drag itself is sent.
    event = QMouseEvent(QEvent.Type.MouseMove, *places, Qt.MouseButton.NoButton, button, NO_KEY)
    QApplication.sendEvent(view, event)
    qtbot.mouseRelease(view, button, pos=at)


def picture_point(view: ImageView, at: QPoint) -> QPointF:
    place = view.image_rect
    return QPointF((at.x() - place.x()) / place.width(), (at.y() - place.y()) / place.height())


def look_at(qtbot, view: ImageView, x: float, y: float) -> None:
    """Press arrow keys until the corner of the picture that is nearest to a place is seen."""
    keys = (Qt.Key.Key_Left if x < 0.5 else Qt.Key.Key_Right, Qt.Key.Key_Up if y < 0.5 else Qt.Key.Key_Down)
    for key in keys * 30:
        qtbot.keyClick(view, key)


def seen(view: ImageView) -> QImage:
    return view.grab().toImage()


def test_the_wheel_zooms_about_the_pointer(view):
    for at, notches in ((QPoint(130, 140), 4), (QPoint(290, 120), 2), (QPoint(200, 150), -2)):
        before, zoom = picture_point(view, at), view.zoom
        wheel(view, at, notches)

        after = picture_point(view, at)
        assert view.zoom == pytest.approx(zoom * 1.25**notches)
        assert after.x() == pytest.approx(before.x(), abs=0.003)
        assert after.y() == pytest.approx(before.y(), abs=0.006)


def test_zoom_ends_at_the_whole_picture_and_at_eight_times(view):
    fitted = view.zoom
    wheel(view, MIDDLE, 60)
    assert view.zoom == 8
    wheel(view, MIDDLE, -60)
    assert view.zoom == fitted


def test_a_double_click_changes_between_whole_and_actual_size(qtbot, view):
    fitted, at = view.zoom, QPoint(300, 150)
    before = picture_point(view, at)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert view.zoom == 1
    assert picture_point(view, at).x() == pytest.approx(before.x(), abs=0.003)

    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert view.zoom == fitted


def test_the_left_button_moves_a_zoomed_picture_as_far_as_its_edge(qtbot, view):
    view.show_actual_size()
    before = view.image_rect
    drag(qtbot, view, Qt.MouseButton.LeftButton, QPoint(30, -20))
    assert view.image_rect.topLeft() - before.topLeft() == QPointF(30, -20)
    assert view.grey_levels == GreyLevels()

    drag(qtbot, view, Qt.MouseButton.LeftButton, QPoint(3000, 3000))
    assert view.image_rect.topLeft() == QPointF(0, 0)


def test_a_whole_picture_cannot_be_moved(qtbot, view):
    before = view.image_rect
    drag(qtbot, view, Qt.MouseButton.LeftButton, QPoint(30, 20))
    qtbot.keyClick(view, Qt.Key.Key_Right)

    assert view.image_rect == before


def test_arrow_keys_look_further_in_their_direction(qtbot, view):
    view.show_actual_size()
    before = view.image_rect.topLeft()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.image_rect.topLeft() - before == QPointF(-40, 0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.image_rect.topLeft() - before == QPointF(-40, -30)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.image_rect.topLeft() == before


def test_a_key_that_qt_does_not_know_is_left_to_others(view):
    view.show_actual_size()
    before = view.image_rect
    event = QKeyEvent(QEvent.Type.KeyPress, 0x1FFFFF0, NO_KEY)
    QApplication.sendEvent(view, event)

    assert not event.isAccepted()
    assert view.image_rect == before


def test_the_right_button_brightens_upwards_and_sharpens_contrast_to_the_right(qtbot, view):
    grey = seen(view).pixelColor(120, 150).red()
    with qtbot.waitSignal(view.view_changed):
        drag(qtbot, view, Qt.MouseButton.RightButton, QPoint(0, -40))
    assert view.grey_levels == GreyLevels(brightness=20)
    assert seen(view).pixelColor(120, 150).red() == pytest.approx(grey + 51, abs=1)

    drag(qtbot, view, Qt.MouseButton.RightButton, QPoint(60, 0))
    assert view.grey_levels == GreyLevels(brightness=20, contrast=30)


def test_inversion_is_seen_at_every_zoom(view):
    for zoom in (view.fit, view.show_actual_size):
        zoom()
        grey = seen(view).pixelColor(200, 150).red()
        view.invert()
        assert seen(view).pixelColor(200, 150).red() == 255 - grey
        view.invert()


@pytest.mark.parametrize("zoom", [0.2, 0.3, 0.45, 0.7, 1.0, 1.6])
def test_what_is_drawn_is_the_picture_at_every_zoom(view, zoom):
    view.show_image(ramp(3000, 2000))
    view.zoom_by(np.log(zoom / view.zoom) / np.log(1.25))
    assert view.zoom == pytest.approx(zoom)
    image = seen(view)

    for x in (60, 200, 340):
        share = picture_point(view, QPoint(x, 150)).x()
        assert image.pixelColor(x, 150).red() == pytest.approx(40 + 160 * share, abs=2)


@pytest.mark.parametrize("is_mirrored", [False, True], ids=["left-to-right", "right-to-left"])
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_the_map_lies_on_the_same_corner_however_it_is_turned_and_zoomed(qtbot, view, turns, is_mirrored):
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight)
    view.show_overlay(hot_corner(), 1.0)
    view.turn(turns)
    corners = ((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95))

    for zoom in (view.fit, view.show_actual_size):
        zoom()
        for number, (x, y) in enumerate(corners):
            look_at(qtbot, view, x, y)
            place = view.image_rect
            point = QPointF(place.x() + x * place.width(), place.y() + y * place.height()).toPoint()
            assert view.rect().contains(point)
            assert is_red(seen(view).pixelColor(point)) == (number == turns)


def test_the_map_is_laid_right_over_a_picture_that_was_turned_before(view):
    view.turn(1)
    view.show_overlay(hot_corner(), 1.0)
    place = view.image_rect

    assert is_red(seen(view).pixelColor((place.topRight() + QPointF(-6, 6)).toPoint()))


def test_strength_is_the_opacity_of_the_map(view):
    point = (view.image_rect.topLeft() + QPointF(8, 8)).toPoint()
    plain = seen(view).pixelColor(point)
    view.show_overlay(hot_corner(), 0.5)
    half = seen(view).pixelColor(point)
    view.show_overlay(hot_corner(), 0.0)

    assert half.red() == pytest.approx((plain.red() + 255) / 2, abs=2)
    assert half.green() == pytest.approx(plain.green() / 2, abs=2)
    assert seen(view).pixelColor(point) == plain


def test_a_quarter_turn_keeps_the_middle_of_a_zoomed_picture(view):
    view.show_actual_size()
    wheel(view, QPoint(390, 150), 4)
    before = picture_point(view, MIDDLE)
    view.turn(1)
    after = picture_point(view, MIDDLE)

    assert (after.x(), after.y()) == (pytest.approx(1 - before.y(), abs=0.01), pytest.approx(before.x(), abs=0.01))


def test_reset_shows_the_picture_as_it_came(view):
    plain = seen(view)
    view.turn(3)
    view.invert()
    view.set_grey_levels(view.grey_levels.changed_by(10, 20))
    view.zoom_by(4)
    assert seen(view) != plain
    view.reset()

    assert seen(view) == plain


def test_the_next_picture_is_shown_as_it_came(view):
    view.invert()
    view.turn(1)
    view.show_overlay(hot_corner(), 1.0)
    view.show_image(ramp())

    assert view.grey_levels == GreyLevels()
    assert view.image_rect.width() > view.image_rect.height()
    assert not is_red(seen(view).pixelColor((view.image_rect.topLeft() + QPointF(8, 8)).toPoint()))


def test_a_fitted_picture_follows_the_size_of_the_view(view):
    view.resize(600, 500)
    assert view.image_rect == QRectF(12, 106, 576, 288)


def test_the_picture_is_fitted_above_what_covers_the_end_of_the_view(view):
    view.set_covered(100, QSize())
    assert view.image_rect == QRectF(24, 12, 352, 176)
    view.show_actual_size()
    view.pan(QPointF(0, -3000))  # from under the cover
    assert view.image_rect.bottom() == 200


def test_the_rendered_picture_is_whole_toned_and_turned_under_its_map(view):
    view.invert()
    view.turn(1)
    view.zoom_by(5)
    render = view.renderer()
    view.reset()
    plain, mapped = render(QImage(), 1.0), render(hot_corner(), 1.0)

    assert (plain.width(), plain.height()) == (HEIGHT, WIDTH)
    assert [plain.pixelColor(100, y).red() for y in (0, WIDTH - 1)] == [215, 55]
    assert is_red(mapped.pixelColor(HEIGHT - 10, 10))
    assert not is_red(mapped.pixelColor(10, 10))


def test_without_a_picture_nothing_is_rendered_and_nothing_moves(qtbot):
    view = ImageView()
    qtbot.addWidget(view)
    view.show_text("None here")
    drag(qtbot, view, Qt.MouseButton.RightButton, QPoint(50, 50))
    wheel(view, MIDDLE, 3)
    view.turn(1)
    view.grab()
    assert view.renderer()(hot_corner(), 1.0).isNull()
    assert view.grey_levels == GreyLevels()
