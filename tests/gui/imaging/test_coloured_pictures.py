"""A picture that is refused for its colours is shown in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from app.core.errors import Reason
from app.core.imaging.colours import decode_colours
from app.core.imaging.source_file import digest
from app.core.records import Finding, Verdict
from app.gui.imaging.image_view import ImageView
from app.gui.imaging.loaded_xray import load_file, load_screened
from app.gui.imaging.qimage import DISPLAY_PX
from tests.helpers.pictures import saved
from tests.helpers.screening_records import record

LIMIT = 0.2
IN_COLOUR = Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("image_colour"),))
RED, BLUE = QColor(200, 20, 20), QColor(20, 20, 200)


@pytest.fixture
def photo(tmp_path) -> Path:
    """A picture that is red at the left and blue at the right."""
    made = Image.new("RGB", (901, 600), (200, 20, 20))
    made.paste((20, 20, 200), (450, 0, 901, 600))
    return saved(tmp_path / "photo.png", made, "PNG")


def ends(image: QImage) -> list[QColor]:
    middle = image.height() // 2
    return [image.pixelColor(x, middle) for x in (5, image.width() - 5)]


def is_grey(image: QImage) -> bool:
    return all(colour.red() == colour.green() == colour.blue() for colour in ends(image))


def test_it_is_shown_in_them_while_it_is_screened_and_after(photo, tmp_path):
    refused = replace(record(str(photo), IN_COLOUR), sha256=digest(photo))

    assert ends(load_file(str(photo), (), LIMIT).image) == [RED, BLUE]
    assert ends(load_screened(refused, tmp_path / "none.sqlite3").image) == [RED, BLUE]


def test_what_is_not_refused_for_them_is_shown_grey_as_it_is_screened(photo, tmp_path):
    screened = replace(record(str(photo)), sha256=digest(photo))

    assert is_grey(load_file(str(photo), (), 0.9).image)
    assert is_grey(load_screened(screened, tmp_path / "none.sqlite3").image)


@pytest.mark.parametrize("zoom", [1.0, 0.3])
def test_a_view_draws_the_colours_at_any_zoom_turned_and_inverted(photo, qtbot, zoom):
    view = ImageView()
    qtbot.addWidget(view)
    view.resize(round(925 * zoom), round(624 * zoom))
    view.show_image(load_file(str(photo), (), LIMIT).image)
    view.show()
    assert not is_grey(view.grab().toImage().copy(view.image_rect.toRect()))
    assert ends(view.renderer()(QImage(), 0.0)) == [RED, BLUE]

    view.invert()
    assert ends(view.renderer()(QImage(), 0.0)) == [QColor(55, 235, 235), QColor(235, 235, 55)]
    view.turn(2)
    assert ends(view.renderer()(QImage(), 0.0)) == [QColor(235, 235, 55), QColor(55, 235, 235)]


def test_colours_are_decoded_small_and_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    path = saved(tmp_path / "phone.jpg", Image.new("RGB", (4000, 3000), (10, 90, 200)), "JPEG", exif=exif)
    colours = decode_colours(path, digest(path), DISPLAY_PX)

    assert colours is not None
    assert colours.shape == (2560, 1920, 3)


def test_a_file_that_was_changed_is_not_shown_in_colours(photo):
    before = digest(photo)
    Image.new("RGB", (90, 60), "red").save(photo)

    assert decode_colours(photo, before, DISPLAY_PX) is None


def test_other_formats_and_damaged_files_have_none(tmp_path):
    tiff = saved(tmp_path / "x.tif", Image.new("RGB", (90, 60), "red"), "TIFF")
    cut = saved(tmp_path / "x.png", Image.effect_noise((300, 300), 90).convert("RGB"), "PNG")
    cut.write_bytes(cut.read_bytes()[:9000])

    assert decode_colours(tiff, digest(tiff), DISPLAY_PX) is None
    assert decode_colours(cut, digest(cut), DISPLAY_PX) is None
    assert decode_colours(tmp_path / "none.png", "", DISPLAY_PX) is None
