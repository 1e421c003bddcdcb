"""A radiograph is turned clockwise and inverted, whatever its depth, and its facts follow."""

import numpy as np
import pytest

from app.core.adjustment import Adjustment
from app.core.imaging.adjust import adjust
from app.core.records import Radiograph, SourceFacts

TURNED_90, TURNED_180, TURNED_270, INVERTED = Adjustment


def radiograph(full_scale=255, dtype=np.uint8):
    pixels = np.array([[0, 1, 2], [3, 4, full_scale]], dtype)
    return Radiograph(pixels, full_scale, SourceFacts("DICOM", 300, 200, view="AP", width_mm=240.0), "ab" * 32)


def test_a_radiograph_without_adjustments_is_the_same_one():
    given = radiograph()

    assert adjust(given, ()) is given


@pytest.mark.parametrize(
    ("adjustments", "first_row"),
    [
        ((TURNED_90,), [3, 0]),
        ((TURNED_180,), [255, 4, 3]),
        ((TURNED_270,), [2, 255]),
        ((INVERTED,), [255, 254, 253]),
        ((TURNED_90, INVERTED), [252, 255]),
    ],
)
def test_it_is_turned_clockwise_and_inverted(adjustments, first_row):
    adjusted = adjust(radiograph(), adjustments)

    assert adjusted.pixels[0].tolist() == first_row
    assert (adjusted.pixels.dtype, adjusted.full_scale, adjusted.sha256) == (np.uint8, 255, "ab" * 32)


def test_deep_grey_is_inverted_within_its_scale():
    assert adjust(radiograph(4095, np.uint16), (INVERTED,)).pixels.tolist() == [[4095, 4094, 4093], [4092, 4091, 0]]


@pytest.mark.parametrize("full_scale", [4000, 65535])
def test_a_value_beyond_white_becomes_black(full_scale):
    given = Radiograph(np.array([[full_scale, 65535]], np.uint16), full_scale, SourceFacts("TIFF", 2, 1), "")

    assert adjust(given, (INVERTED,)).pixels.tolist() == [[0, 0]]


@pytest.mark.parametrize("adjustments", [(TURNED_90,), (TURNED_270, INVERTED)])
def test_the_sides_change_places_with_a_quarter_turn(adjustments):
    facts = adjust(radiograph(), adjustments).facts

    assert (facts.width, facts.height, facts.width_mm, facts.view) == (200, 300, 160.0, "AP")


@pytest.mark.parametrize("adjustments", [(TURNED_180,), (INVERTED,)])
def test_the_facts_stay_without_a_quarter_turn(adjustments):
    assert adjust(radiograph(), adjustments).facts == radiograph().facts


def test_a_width_that_is_not_known_stays_so():
    given = Radiograph(np.zeros((2, 3), np.uint8), 255, SourceFacts("PNG", 3, 2), "")

    assert adjust(given, (TURNED_90,)).facts == SourceFacts("PNG", 2, 3)
