import numpy as np
import pytest

from app.core.model.bundle import Calibration, Figure, OperatingPoint
from app.core.records import Finding
from trainer.data.split import ManifestRow
from trainer.evaluation import plots
from trainer.evaluation.outputs import Outputs
from trainer.evaluation.worst_errors import OF_EACH, find_worst_failures

_FIGURE = Figure("made up", 1.0, 1.0, 1.0, "")


class Decided:
    """As much of a bundle as decides: threshold at a margin of 0, uncertain from −1 to 1."""

    calibration = Calibration(1.0, 0.0)
    operating_points = (OperatingPoint("balanced", 0.5, 0.2689, 0.7311, _FIGURE, _FIGURE),)


def failures(*labelled):
    """Return the worst failures of a network that says these margins of images with these labels."""
    rows = tuple(
        ManifestRow(f"train/X/{place}.jpeg", "", f"p{place}", label, "test")
        for place, (label, _) in enumerate(labelled)
    )
    outputs = Outputs(rows, np.array([margin for _, margin in labelled], np.float32)[:, None])
    greys = np.arange(len(rows), dtype=np.uint8)[:, None, None, None] * np.ones((1, 8, 8, 1), np.uint8)
    return find_worst_failures(outputs, Decided(), greys, lambda place: np.full((2, 2, 1), place, np.float32))


def test_the_farthest_from_the_threshold_come_first_missed_before_false_alarms():
    found = failures(("normal", 2.0), ("viral", -0.5), ("bacterial", -3.0), ("normal", 4.0), ("viral", 5.0))

    assert [failure.file for failure in found] == ["2.jpeg", "1.jpeg", "3.jpeg", "0.jpeg"]


def test_no_more_than_three_of_each_are_shown():
    found = failures(*[("viral", -float(place)) for place in range(1, 9)], *[("normal", 1.0)] * 5)

    assert [failure.label for failure in found] == ["viral"] * OF_EACH + ["normal"] * OF_EACH


def test_each_carries_its_own_picture_map_word_and_score():
    _, _, (second) = failures(("viral", -2.0), ("viral", -1.5), ("normal", 0.5))

    assert second.finding is Finding.UNCERTAIN
    assert second.score == pytest.approx(0.6225, abs=1e-4)
    assert second.grey[0, 0] == 2
    assert second.margins.shape == (2, 2)
    assert second.margins[0, 0] == 2


def test_a_model_without_errors_has_none_to_show():
    assert failures(("viral", 2.0), ("normal", -2.0)) == ()


def test_a_score_at_the_threshold_is_pneumonia_and_so_no_miss():
    assert failures(("viral", 0.0)) == ()


def test_the_same_failures_give_the_same_picture(tmp_path):
    shown = failures(("viral", -2.0), ("normal", 0.5))
    for name in ("first.png", "second.png"):
        plots.failures(shown, tmp_path / name)

    assert (tmp_path / "first.png").read_bytes() == (tmp_path / "second.png").read_bytes()
