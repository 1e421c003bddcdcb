import math

import numpy as np
import pytest

from trainer.evaluation import metrics


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


def test_a_tie_is_half_a_right_order():
    truth = np.array([False, True, False, True])

    assert metrics.auroc(truth, np.array([1.0, 1.0, 0.0, 1.0])) == 0.75


def test_auroc_is_the_published_one():
    # Hanley and McNeil 1982, table I: ratings of 109 CT images from 1 to 5; area by the trapezoid rule 0.893.
    well, ill = np.repeat(range(1, 6), (33, 6, 6, 11, 2)), np.repeat(range(1, 6), (3, 2, 2, 11, 33))
    truth = np.repeat([False, True], (len(well), len(ill)))

    assert metrics.auroc(truth, np.concatenate([well, ill]).astype(float)) == pytest.approx(0.893, abs=5e-4)


def test_rates_of_no_case_are_no_numbers():
    nobody, nothing = np.zeros(0, bool), np.zeros(0)

    assert math.isnan(metrics.accuracy_at(0.0)(nobody, nothing))
    assert math.isnan(metrics.sensitivity_at(0.0)(nobody, nothing))
    assert math.isnan(metrics.specificity_at(0.0)(nobody, nothing))


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


def test_a_reliability_diagram_counts_every_case_once(coin):
    truth, margins = (values[:500] for values in coin)

    bins = metrics.reliability(truth, 1 / (1 + np.exp(-margins)), [str(i) for i in range(500)])

    assert sum(each.count for each in bins) == 500
    assert all(each.low <= each.probability < each.high for each in bins)
    assert all(each.share.low <= each.share.value <= each.share.high for each in bins)


def test_an_empty_bin_and_a_certain_score_are_no_trouble():
    bins = metrics.reliability(np.array([False, True]), np.array([0.0, 1.0]), ["a", "b"])

    assert [each.count for each in bins] == [1] + [0] * 8 + [1]
    assert bins[-1].share.value == 1.0
    assert math.isnan(bins[4].probability)
    assert math.isnan(bins[4].share.value)


@pytest.fixture
def scattered():
    """Truth and margins of 200 images."""
    rng = np.random.default_rng(1)
    truth = rng.random(200) < 0.5
    return truth, truth + rng.normal(0, 1, 200)


def test_an_interval_holds_its_figure(scattered):
    found = metrics.figure("AUROC", metrics.auroc, *scattered, [str(i) for i in range(200)], "made up")

    assert found.low < found.value < found.high


def test_an_interval_is_wider_when_images_that_err_alike_are_of_one_patient():
    right = np.repeat(np.arange(40) % 4 > 0, 5)  # the five images of a patient are all right, or all wrong
    of_one = [str(i // 5) for i in range(200)]

    def share(patients):
        return metrics.bootstrap("Share", lambda drawn: float(np.mean(right[drawn])), patients, "made up")

    many, few = share([str(i) for i in range(200)]), share(of_one)

    assert few.value == many.value == 0.75
    assert few.high - few.low > 1.5 * (many.high - many.low)


def test_the_interval_of_nobody_is_no_number():
    found = metrics.figure("Accuracy", metrics.accuracy_at(0.0), np.zeros(0, bool), np.zeros(0), [], "nobody")

    assert math.isnan(found.value)
    assert math.isnan(found.low)


@pytest.mark.parametrize(("margin", "low", "high"), [(-1.0, 0.839, 1.0), (1.0, 0.0, 0.161)])
def test_a_rate_without_an_exception_is_not_certain(margin, low, high):
    """Wilson's 95% interval of 20 of 20 patients begins at 0.839; the ill patients say nothing of specificity."""
    truth, margins = np.array([False] * 40 + [True] * 40), np.full(80, margin)
    patients = [f"p{place // 2}" for place in range(80)]

    found = metrics.figure("Specificity", metrics.specificity_at(0.0), truth, margins, patients, "test part")

    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-4)
