import math

import numpy as np
import pytest

from trainer import metrics


@pytest.fixture
def coin():
    """Margins whose σ is the true probability."""
    rng = np.random.default_rng(0)
    margins = rng.normal(0, 2, 20000)
    return rng.random(20000) < 1 / (1 + np.exp(-margins)), margins


def test_auroc_of_a_perfect_order_is_one():
    assert metrics.auroc(np.array([False, False, True]), np.array([0.1, 0.2, 0.3])) == 1.0


def test_auroc_of_one_class_is_no_number():
    assert math.isnan(metrics.auroc(np.array([True, True]), np.array([0.1, 0.2])))


def test_rates_at_a_threshold():
    truth = np.array([True, True, True, False, False])
    margins = np.array([2.0, 1.0, -1.0, 1.0, -2.0])

    assert metrics.sensitivity_at(0.0)(truth, margins) == pytest.approx(2 / 3)
    assert metrics.specificity_at(0.0)(truth, margins) == pytest.approx(1 / 2)
    assert metrics.accuracy_at(0.0)(truth, margins) == pytest.approx(3 / 5)


def test_a_score_at_the_threshold_is_positive():
    assert metrics.sensitivity_at(1.0)(np.array([True]), np.array([1.0])) == 1.0


def test_platt_scaling_undoes_a_linear_distortion(coin):
    truth, margins = coin

    fitted = metrics.fit_platt(truth, 3 * margins + 1)

    assert fitted.slope == pytest.approx(1 / 3, rel=0.05)
    assert fitted.intercept == pytest.approx(-1 / 3, abs=0.05)


def test_true_probabilities_have_no_calibration_error(coin):
    truth, margins = coin

    assert metrics.expected_calibration_error(truth, 1 / (1 + np.exp(-margins))) < 0.01


def test_overconfidence_has_a_calibration_error(coin):
    truth, margins = coin

    assert metrics.expected_calibration_error(truth, 1 / (1 + np.exp(-5 * margins))) > 0.1


def test_an_interval_holds_its_figure_and_is_wider_for_fewer_patients():
    rng = np.random.default_rng(1)
    truth = rng.random(200) < 0.5
    margins = truth + rng.normal(0, 1, 200)
    many = metrics.figure("AUROC", metrics.auroc, truth, margins, [str(i) for i in range(200)], "made up")
    few = metrics.figure("AUROC", metrics.auroc, truth, margins, [str(i // 20) for i in range(200)], "made up")

    assert many.low < many.value < many.high
    assert few.high - few.low != many.high - many.low


def test_wilson_interval_against_a_published_value():
    # Newcombe 1998, table I: 81 of 263, 95% interval without continuity correction 0.2553 to 0.3662.
    assert metrics.wilson_low(81, 263) == pytest.approx(0.2553, abs=5e-5)
