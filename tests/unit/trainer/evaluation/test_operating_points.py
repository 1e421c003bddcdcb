import numpy as np
import pytest

from trainer.data.split import ManifestRow
from trainer.evaluation.operating_points import abstention_curve, fit_calibration, fit_points, margin_at_score
from trainer.evaluation.outputs import Outputs


def outputs(labels, margins):
    rows = tuple(ManifestRow(f"{place}", "", f"p{place}", label, "test") for place, label in enumerate(labels))
    return Outputs(rows, np.array(margins, np.float32)[:, None])


def test_the_nearest_to_the_threshold_are_left_aside_first():
    said = outputs(["viral", "viral", "normal", "normal"] * 2, [3, -0.1, -3, 0.2, 3, 3, -3, -3])

    curve = abstention_curve(said, 0.0)

    assert curve[:, 0] == pytest.approx([0, 1 / 8, 2 / 8])
    assert curve[:, 1] == pytest.approx([6 / 8, 6 / 7, 1])
    assert curve[:, 2] == pytest.approx([3 / 4, 1, 1])
    assert curve[:, 3] == pytest.approx([3 / 4, 3 / 4, 1])


def test_without_normals_the_specificity_is_no_number():
    curve = abstention_curve(outputs(["viral"] * 4, [1, 2, 3, -1]), 0.0)

    assert np.isnan(curve[:, 3]).all()
    assert curve[0, 2] == 0.75


def points_of(said, stressed):
    calibration = fit_calibration(said)
    points = fit_points(said, stressed, calibration, "validation part")
    return {point.name: margin_at_score(point.threshold, calibration) for point in points}


@pytest.fixture
def said():
    """Twenty normals from -2 to -0.1 and twenty pneumonias from 1 to 3."""
    return outputs(["normal"] * 20 + ["viral"] * 20, [*np.linspace(-2, -0.1, 20), *np.linspace(1, 3, 20)])


def test_the_balanced_point_parts_the_classes(said):
    assert -0.1 < points_of(said, {"as it is": said.margins})["balanced"] < 1


def test_the_balanced_point_heeds_the_normals_that_a_stress_raises(said):
    raised = said.margins + np.where(said.truth, 0, 0.9)  # normals now up to 0.8

    assert 0.8 < points_of(said, {"as it is": said.margins, "taller": raised})["balanced"] < 1


def test_the_sensitive_point_never_finds_less_than_the_balanced_one(said):
    lowered = said.margins - np.where(said.truth, 1.9, 0)

    points = points_of(said, {"as it is": said.margins, "wider": lowered})

    assert points["high_sensitivity"] <= points["balanced"]
