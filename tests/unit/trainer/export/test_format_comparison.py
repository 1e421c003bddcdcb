import math
from dataclasses import replace

import numpy as np
import pytest

from app.core.model.bundle import Calibration, Figure, OperatingPoint
from trainer.data.split import ManifestRow
from trainer.evaluation.outputs import Outputs
from trainer.export import format_comparison
from trainer.export.format_comparison import FormatResult, explain_choice, measure_formats, shipped_result
from trainer.export.tflite import Format


def figure(value):
    return Figure("made up", value, value, value, "")


@pytest.fixture
def result():
    """An int8 file that keeps every budget."""
    return FormatResult(
        Format.INT8, 0.5, 1.0, figure(0.99), figure(0.0), figure(1.0), figure(0.99), figure(0.002), largest_change=0.1
    )


def test_a_file_within_its_budget_has_nothing_to_tell(result):
    assert result.missed_budgets() == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"size_mb": 1.51}, "1.51 MB, over 1.5 MB"),
        ({"milliseconds": 2.01}, "2.01 ms an image, over 2 ms"),
        ({"auroc_change": figure(-0.0011)}, "-0.0011"),
        ({"auroc_change": figure(math.nan)}, "nan"),
        ({"equal_sides": figure(0.994)}, "99.40% of the verdicts"),
    ],
)
def test_each_budget_is_watched(result, change, told):
    (words,) = replace(result, **change).missed_budgets()

    assert told in words


def test_the_choice_says_honestly_what_another_does_better(result):
    float32 = replace(result, form=Format.FLOAT32, size_mb=2.0, milliseconds=3.0, mean_change=figure(0.0))
    dynamic = replace(result, form=Format.DYNAMIC, size_mb=0.4, milliseconds=1.5, mean_change=figure(0.001))

    said = explain_choice((float32, dynamic, result))

    assert "int8 file is shipped, because it keeps every budget" in said
    assert "No other format is faster" in said
    assert "dynamic range is smaller; dynamic range is nearer" in said


def test_the_choice_says_which_budget_is_not_kept(result):
    assert "although it does not keep its budget: 3.00 ms" in explain_choice((replace(result, milliseconds=3.0),))


def test_the_shipped_result_is_the_int8_one(result):
    assert shipped_result((replace(result, form=Format.FLOAT32), result)) is result


class Decided:
    """As much of a bundle as decides: threshold at a margin of 0, uncertain from −1 to 1."""

    calibration = Calibration(1.0, 0.0)
    operating_points = (OperatingPoint("balanced", 0.5, 1 / (1 + math.e), math.e / (1 + math.e), *[figure(1.0)] * 2),)


def outputs(margins):
    rows = tuple(
        ManifestRow(f"{place}", "", f"p{place}", "bacterial" if place % 2 else "normal", "test")
        for place in range(len(margins))
    )
    return Outputs(rows, np.array(margins, np.float32)[:, None])


@pytest.fixture
def compared(monkeypatch):
    """The result of an int8 file that moved two of four margins: one into the band, one over the threshold."""
    monkeypatch.setattr(format_comparison, "measure_milliseconds", lambda files, images: dict.fromkeys(files, 1.0))
    said = {Format.FLOAT32: outputs([-2, 2, -3, 0.5]), Format.INT8: outputs([-2, 0.9, -3, -0.5])}
    files = {Format.FLOAT32: bytes(2_000_000), Format.INT8: bytes(500_000)}
    return measure_formats(files, said, np.zeros((4, 8, 8, 1), np.uint8), Decided())


def test_sides_and_words_are_counted_against_float32(compared):
    float32, int8 = compared

    assert (float32.equal_sides.value, float32.equal_words.value) == (1.0, 1.0)
    assert (int8.equal_sides.value, int8.equal_words.value) == (0.75, 0.75)
    assert int8.size_mb == 0.5


def test_changes_of_score_and_auroc_are_those_of_the_calibrated_scores(compared):
    _, int8 = compared

    sigma = [1 / (1 + math.exp(-margin)) for margin in (2, 0.9, 0.5, -0.5)]
    assert int8.largest_change == pytest.approx(sigma[2] - sigma[3], rel=1e-6)
    assert int8.mean_change.value == pytest.approx((sigma[0] - sigma[1] + sigma[2] - sigma[3]) / 4, rel=1e-6)
    assert int8.auroc_change.value == 0.0
