"""An X-ray that was refused as it lies is screened as it was turned and inverted, by the real model."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from app.core.adjustment import Adjustment
from app.core.imaging.small_picture import PictureTray
from app.core.records import Finding
from app.core.screening import Screener
from tests.helpers.pictures import SAMPLE, saved

TURNED_90, TURNED_180, TURNED_270, INVERTED = Adjustment
SPOILED = {
    "left.png": (np.rot90, (TURNED_90,)),
    "right.png": (lambda grey: np.rot90(grey, -1), (TURNED_270,)),
    "over.png": (lambda grey: np.rot90(grey, 2), (TURNED_180,)),
    "negative.png": (lambda grey: 255 - grey, (INVERTED,)),
    "both.png": (lambda grey: 255 - np.rot90(grey), (TURNED_90, INVERTED)),
}


@pytest.fixture
def screener(bundle):
    return Screener.open(bundle, "1.2.3")


@pytest.fixture
def upright(tmp_path):
    """Return the pixels of the sample, and a file of them without loss."""
    grey = np.asarray(Image.open(SAMPLE).convert("L"))
    return grey, saved(tmp_path / "upright.png", grey, "PNG")


@pytest.mark.parametrize("name", SPOILED)
def test_what_was_refused_is_screened_as_it_is_turned(screener, upright, tmp_path, name):
    grey, file = upright
    spoil, adjustments = SPOILED[name]
    spoiled = saved(tmp_path / name, spoil(grey), "PNG")
    content = spoiled.read_bytes()

    refused = screener.screen_file(str(spoiled))
    screened, expected = screener.adjusting(adjustments).screen_file(str(spoiled)), screener.screen_file(str(file))

    assert (refused.verdict.finding, refused.adjustments) == (Finding.NOT_ASSESSED, ())
    assert (screened.verdict, screened.adjustments) == (expected.verdict, adjustments)
    assert (screened.facts.width, screened.facts.height) == (expected.facts.width, expected.facts.height)
    assert (spoiled.read_bytes(), screened.sha256) == (content, refused.sha256)


def test_what_is_turned_the_wrong_way_is_refused_again(screener):
    refused = screener.adjusting((TURNED_180,)).screen_file(str(SAMPLE))

    assert (refused.verdict.finding, refused.adjustments) == (Finding.NOT_ASSESSED, (TURNED_180,))


@pytest.mark.parametrize("suffix", ["jpeg", "png"])
def test_the_small_copy_is_turned_too(screener, tmp_path, suffix):
    large = np.kron(np.asarray(Image.open(SAMPLE).convert("L")), np.ones((3, 3), np.uint8))
    file = tmp_path / f"child.{suffix}"  # a large JPEG is decoded a second time for its copy
    Image.fromarray(255 - np.rot90(large)).save(file)
    tray = PictureTray()
    made = screener.keeping_pictures(tray).adjusting((TURNED_90, INVERTED)).screen_file(str(file))
    copy = Image.open(BytesIO(tray.take(made.id)))

    expected = Image.fromarray(large).resize(copy.size, Image.Resampling.BOX)
    assert np.abs(np.asarray(copy, float) - np.asarray(expected, float)).mean() < 4
