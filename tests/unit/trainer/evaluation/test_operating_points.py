import numpy as np
import pytest

from trainer.data.split import ManifestRow
from trainer.evaluation.operating_points import (
    MOST_UNCERTAIN,
    Altered,
    abstention_curve,
    fit_calibration,
    fit_points,
    margin_at_score,
)
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


def fitted(said, stressed, hidden=(0.0,)):
    """Return threshold, lower and upper end of the uncertain band of each point, as margins."""
    altered = Altered({"as it is": said.margins, **stressed}, {"lungs hidden: grey": np.array(hidden)})
    calibration = fit_calibration(said.truth, altered)
    points = fit_points(said, altered, calibration, "validation part")
    return {
        point.name: tuple(
            margin_at_score(score, calibration)
            for score in (point.threshold, point.uncertain_low, point.uncertain_high)
        )
        for point in points
    }


def points_of(said, stressed):
    return {name: threshold for name, (threshold, *_) in fitted(said, stressed).items()}


@pytest.fixture
def said():
    """Twenty normals from -2 to -0.1 and twenty pneumonias from 1 to 3."""
    return outputs(["normal"] * 20 + ["viral"] * 20, [*np.linspace(-2, -0.1, 20), *np.linspace(1, 3, 20)])


def test_the_balanced_point_parts_the_classes(said):
    assert -0.1 < points_of(said, {})["balanced"] < 1


def test_the_balanced_point_heeds_the_normals_that_a_stress_raises(said):
    raised = said.margins + np.where(said.truth, 0, 0.9)  # normals now up to 0.8

    assert 0.8 < points_of(said, {"taller": raised})["balanced"] < 1


def test_the_sensitive_point_never_finds_less_than_the_balanced_one(said):
    lowered = said.margins - np.where(said.truth, 1.9, 0)

    points = points_of(said, {"wider": lowered})

    assert points["high_sensitivity"] <= points["balanced"]


def test_the_balanced_point_evens_out_the_lowest_rates(said):
    """One stress raises a fifth of the normals to 4, another lowers half of the pneumonias to 0.5 and 0.6."""
    order = np.arange(40)
    raised = np.where(order < 4, 4.0, said.margins)
    lowered = np.where((order >= 20) & (order < 30), np.where(order % 2, 0.5, 0.6), said.margins)

    threshold = points_of(said, {"overexposed": raised, "afar": lowered})["balanced"]

    assert -0.1 < threshold < 0.5  # any higher loses half of the pneumonias and saves no normal


def test_pictures_without_lungs_are_uncertain(said):
    _, low, high = fitted(said, {}, hidden=np.linspace(-1.5, 1.5, 101))["balanced"]

    assert low == pytest.approx(-1.5, abs=0.1)
    assert high == pytest.approx(1.5, abs=0.1)


def test_the_uncertain_band_leaves_out_what_is_wrong_under_any_alteration():
    said = outputs(["normal"] * 100 + ["viral"] * 100, [*np.linspace(-5, -0.1, 100), *np.linspace(0.1, 5, 100)])
    raised = said.margins + np.where(said.truth, 0, 0.8)  # some of the normals are up to 0.7 now

    threshold, low, high = fitted(said, {"overexposed": raised})["balanced"]
    plain_threshold, plain_low, plain_high = fitted(said, {})["balanced"]

    assert high - low > plain_high - plain_low
    uncertain = (said.margins >= low) & (said.margins < high)
    assert 0 < uncertain.mean() <= MOST_UNCERTAIN
    assert low < threshold < high
    assert plain_low <= plain_threshold <= plain_high
