"""A small picture shows the whole radiograph in grey, whatever it was made from, and says nothing of its file."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from app.core.errors import InputError
from app.core.imaging.decode import decode
from app.core.imaging.small_picture import LONGER_PX, PictureTray, small_picture
from app.core.records import Radiograph, SourceFacts


def opened(jpeg):
    return Image.open(BytesIO(jpeg))


def gradient(width, height):
    return np.tile(np.linspace(0, 255, width, dtype=np.uint8), (height, 1))


@pytest.mark.parametrize(
    ("size", "small"), [((1200, 900), (512, 384)), ((300, 600), (256, 512)), ((200, 100), (200, 100))]
)
@pytest.mark.parametrize("at_least_px", [None, 64])
def test_the_longer_side_has_512_pixels_at_most(tmp_path, size, small, at_least_px):
    path = tmp_path / "child.jpeg"
    Image.fromarray(gradient(*size)).save(path, exif=b"Exif\0\0secret")
    jpeg = small_picture(decode(path, at_least_px=at_least_px), path)
    picture = opened(jpeg)

    assert (picture.format, picture.mode, picture.size) == ("JPEG", "L", small)
    assert np.abs(np.asarray(picture, float) - gradient(*small)).mean() < 3
    assert b"secret" not in jpeg


def test_deep_grey_is_spread_over_what_a_picture_shows(tmp_path):
    pixels = gradient(600, 400).astype(np.uint16) * 16
    jpeg = small_picture(Radiograph(pixels, 4095, SourceFacts("PNG", 600, 400), ""), tmp_path / "gone.png")
    shown = np.asarray(opened(jpeg), float)

    assert shown.shape == (341, 512)
    assert np.abs(shown - gradient(512, 341)).mean() < 3


def test_a_file_that_is_gone_when_it_is_to_be_decoded_again_is_said(tmp_path):
    coarse = Radiograph(gradient(300, 225), 255, SourceFacts("JPEG", 1200, 900), "")

    with pytest.raises(InputError, match="file_missing"):
        small_picture(coarse, tmp_path / "gone.jpeg")


def test_a_tray_gives_each_picture_once_and_keeps_the_newest_only():
    tray = PictureTray()
    for number in range(LONGER_PX):
        tray.put(str(number), b"x")

    assert tray.take("0") is None
    assert (tray.take(str(LONGER_PX - 1)), tray.take(str(LONGER_PX - 1))) == (b"x", None)
