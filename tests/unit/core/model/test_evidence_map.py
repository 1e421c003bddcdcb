"""The evidence map: its values, its size and its colours."""

from __future__ import annotations

import numpy as np
import pytest

from app.core.imaging.preprocess import load_radiograph
from app.core.model.evidence_map import (
    FULL_COLOUR_MARGIN,
    NORMAL_COLOUR,
    PNEUMONIA_COLOUR,
    map_colours,
    pneumonia_map,
    resize_map,
)
from app.core.records import Scores
from app.core.screening import Screener


def test_the_map_is_above_zero_where_a_pneumonia_class_wins():
    evidence = np.zeros((2, 3, 3), np.float32)
    evidence[0, 2] = (0, 9, 0)
    evidence[1, 0] = (9, 0, 0)
    margins = pneumonia_map(Scores(evidence.mean((0, 1)), evidence))

    assert margins.shape == (2, 3)
    assert margins[0, 2] == pytest.approx(9, abs=0.01)
    assert margins[1, 0] == pytest.approx(np.log(2) - 9)


def test_warm_is_for_and_cool_against_and_nothing_is_seen_through():
    colours = map_colours(np.array([[FULL_COLOUR_MARGIN, -FULL_COLOUR_MARGIN, 0.0]]))

    assert colours.dtype == np.uint8
    assert tuple(colours[0, 0]) == (*PNEUMONIA_COLOUR, 255)
    assert tuple(colours[0, 1]) == (*NORMAL_COLOUR, 255)
    assert colours[0, 2, 3] == 0


def test_the_scale_is_fixed_so_that_a_faint_map_looks_faint():
    faint, strong = (
        map_colours(np.array([[FULL_COLOUR_MARGIN / 8]])),
        map_colours(np.array([[FULL_COLOUR_MARGIN / 2, 9 * FULL_COLOUR_MARGIN]])),
    )

    assert faint[0, 0, 3] == 32
    assert list(strong[0, :, 3]) == [128, 255]


def test_an_enlarged_map_keeps_its_corners_and_flows_between_them():
    large = resize_map(np.array([[8.0, 0.0], [0.0, -8.0]]), 64)

    assert large.shape == (64, 64)
    assert (large[0, 0], large[63, 63]) == (8.0, -8.0)
    assert np.abs(np.diff(large, axis=0)).max() <= 0.25
    assert large[31:33, 31:33].mean() == pytest.approx(0, abs=0.01)


def test_the_shipped_model_points_to_more_for_pneumonia_where_it_finds_it(bundle, samples):
    screener = Screener.open(bundle, "0")

    def shares(name: str) -> tuple[float, float]:
        margins = pneumonia_map(screener.score(load_radiograph(samples / name, screener.bundle.preprocess)))
        return float(np.mean(margins > FULL_COLOUR_MARGIN / 4)), float(np.mean(margins < -FULL_COLOUR_MARGIN / 4))

    ill_for, ill_against = shares("person1073_bacteria_3008.jpeg")
    well_for, well_against = shares("IM-0147-0001.jpeg")
    assert ill_for > 0.2 > ill_against
    assert well_against > 0.2 > well_for
