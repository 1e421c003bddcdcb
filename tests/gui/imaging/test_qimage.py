"""Radiographs as pictures for the screen."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from app.core.adjustment import Adjustment
from app.core.imaging.decode import decode_preview
from app.core.records import Radiograph, SourceFacts
from app.gui.imaging.image_view import ImageView
from app.gui.imaging.qimage import DISPLAY_PX, adjusted_image, jpeg_image, to_qimage
from tests.helpers.pictures import encoded


def radiograph(pixels: np.ndarray) -> Radiograph:
    return Radiograph(pixels, 255, SourceFacts("PNG", pixels.shape[1], pixels.shape[0]), "")


@pytest.mark.parametrize(("dtype", "full_scale"), [(np.uint8, 255), (np.uint16, 4095), (np.uint16, 65535)])
def test_every_depth_spans_black_to_white(tmp_path, dtype, full_scale):
    pixels = np.array([[0, full_scale // 2, full_scale]] * 5, dtype)
    Image.fromarray(pixels).save(tmp_path / "deep.png")
    image = to_qimage(decode_preview(tmp_path / "deep.png", DISPLAY_PX))

    greys = [QColor(image.pixel(x, 4)).red() for x in range(3)]
    assert (image.width(), image.height()) == (3, 5)
    assert greys[0] == 0
    assert greys[1] == pytest.approx(127, abs=9)
    assert greys[2] == 255


def test_the_picture_outlives_the_array_and_minds_its_stride():
    pixels = np.arange(7 * 5, dtype=np.uint8).reshape(5, 7)
    image = to_qimage(radiograph(pixels[:, ::-1]))
    del pixels

    assert [QColor(image.pixel(x, 1)).red() for x in range(7)] == [13, 12, 11, 10, 9, 8, 7]


def test_a_huge_picture_is_shrunk_with_its_aspect_ratio():
    image = to_qimage(radiograph(np.zeros((DISPLAY_PX // 2, DISPLAY_PX * 2), np.uint8)))

    assert (image.width(), image.height()) == (DISPLAY_PX, DISPLAY_PX // 4)


def test_a_small_copy_is_read_and_a_broken_one_is_none():
    jpeg = encoded(Image.new("L", (30, 20), 200), "JPEG")

    assert (jpeg_image(jpeg).width(), jpeg_image(jpeg).height()) == (30, 20)
    assert QColor(jpeg_image(jpeg).pixel(29, 19)).red() == pytest.approx(200, abs=2)
    assert jpeg_image(jpeg[:40]).isNull()
    assert jpeg_image(None).isNull()


@pytest.mark.parametrize("size", [(400, 300), (300, 400)])
def test_the_view_fits_a_picture_with_its_aspect_ratio_kept(qtbot, size):
    view = ImageView()
    qtbot.addWidget(view)
    view.resize(*size)
    image = QImage(100, 100, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    view.show_image(image)
    shown = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    white = [(x, y) for x in range(size[0]) for y in range(size[1]) if QColor(shown.pixel(x, y)).red() > 250]

    columns, lines = {x for x, _ in white}, {y for _, y in white}
    assert len(columns) == len(lines) == min(size) - 24
    assert abs(min(columns) + max(columns) - size[0]) <= 2


@pytest.mark.parametrize(
    ("adjustments", "first_row"),
    [
        ((), [0, 10, 20]),
        ((Adjustment.TURNED_90,), [30, 0]),
        ((Adjustment.TURNED_270,), [20, 50]),
        ((Adjustment.INVERTED,), [255, 245, 235]),
    ],
)
def test_an_image_is_turned_and_inverted_as_its_x_ray_was(adjustments, first_row):
    image = to_qimage(radiograph(np.arange(0, 60, 10, dtype=np.uint8).reshape(2, 3)))
    before = image.copy()
    adjusted = adjusted_image(image, adjustments)

    assert [QColor(adjusted.pixel(x, 0)).red() for x in range(adjusted.width())] == first_row
    assert image == before
