"""The picture and the evidence map of a screening are those of the X-ray as it was turned and inverted for it."""

import numpy as np
import pytest
from PIL import Image

from app.core.adjustment import Adjustment
from app.core.screening import Screener
from app.gui.imaging.evidence import evidence_image
from app.gui.imaging.loaded_xray import load_file, load_screened
from tests.helpers.pictures import SAMPLE, saved

ADJUSTMENTS = (Adjustment.TURNED_90, Adjustment.INVERTED)


@pytest.fixture
def screener(bundle):
    return Screener.open(bundle, "1.2.3")


@pytest.fixture
def files(tmp_path):
    """Return a sample X-ray, and its negative on its side."""
    grey = np.asarray(Image.open(SAMPLE).convert("L"))
    spoiled = saved(tmp_path / "spoiled.png", 255 - np.rot90(grey), "PNG")
    return saved(tmp_path / "upright.png", grey, "PNG"), spoiled


def test_picture_and_evidence_map_are_those_of_the_upright_x_ray(screener, files, tmp_path):
    history = tmp_path / "none.sqlite3"
    upright = screener.screen_file(str(files[0]))
    adjusted = screener.adjusting(ADJUSTMENTS).screen_file(str(files[1]))
    evidence = evidence_image(adjusted, screener)

    assert load_screened(adjusted, history) == load_screened(upright, history)
    assert not evidence.isNull()
    assert evidence == evidence_image(upright, screener)


def test_a_file_is_shown_as_it_is_being_screened(files):
    assert load_file(str(files[1]), ADJUSTMENTS) == load_file(str(files[0]))
