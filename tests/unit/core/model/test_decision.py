"""From logits to a calibrated score and a finding, by the numbers of the bundle alone."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.core.errors import Reason
from app.core.model.bundle import Calibration, Figure, OperatingPoint, load_bundle
from app.core.model.decision import calibrated_probability, decide, finding_at, pattern_margin, pneumonia_margin
from app.core.records import Finding, InputReport, InputStatus, Scores

FIGURE = Figure("Sensitivity", 0.9, 0.8, 1.0, "nobody")
POINT = OperatingPoint("balanced", 0.5, 0.4, 0.6, FIGURE, FIGURE)
FINE = InputReport(InputStatus.OK, ())
LOGITS = arrays(np.float64, 3, elements=st.floats(-20, 20))


@pytest.mark.parametrize(
    ("score", "finding"),
    [
        (0.0, Finding.NORMAL),
        (0.3999, Finding.NORMAL),
        (0.4, Finding.UNCERTAIN),
        (0.5, Finding.UNCERTAIN),
        (0.5999, Finding.UNCERTAIN),
        (0.6, Finding.PNEUMONIA),
        (1.0, Finding.PNEUMONIA),
    ],
)
def test_the_band_holds_its_lower_edge_and_not_its_upper(score, finding):
    assert finding_at(score, POINT) is finding


@pytest.mark.parametrize(("score", "finding"), [(0.4999, Finding.NORMAL), (0.5, Finding.PNEUMONIA)])
def test_without_a_band_the_threshold_itself_is_pneumonia(score, finding):
    assert finding_at(score, replace(POINT, uncertain_low=0.5, uncertain_high=0.5)) is finding


@given(LOGITS)
def test_the_margin_is_the_log_odds_of_the_softmax(logits):
    normal, *pneumonia = np.exp(logits) / np.exp(logits).sum()
    assert pneumonia_margin(logits) == pytest.approx(np.log(sum(pneumonia) / normal), abs=1e-6)


@given(st.floats(-1e6, 1e6))
def test_the_margin_of_one_logit_is_that_logit(logit):
    assert pneumonia_margin(np.array([logit])) == logit


def test_margins_of_a_batch_are_those_of_its_rows():
    batch = np.array([[0.0, 1.0, 2.0], [3.0, -1.0, 0.5]])
    np.testing.assert_array_equal(pneumonia_margin(batch), [pneumonia_margin(row) for row in batch])


def test_the_margin_of_huge_logits_is_finite():
    assert pneumonia_margin(np.array([-1e30, 1e30, 1e30], np.float32)) == pytest.approx(2e30, rel=1e-6)


def test_the_pattern_margin_is_bacterial_against_viral():
    assert pattern_margin(np.array([9.0, 3.0, 1.0])) == 2.0


@pytest.mark.parametrize("margin", [-1e308, -1e4, 0.0, 1e4, 1e308, float("inf"), float("-inf")])
def test_a_score_is_a_probability_however_large_the_margin(margin):
    assert 0.0 <= calibrated_probability(margin, Calibration(1.7, -0.3)) <= 1.0


def test_a_margin_of_nothing_is_even_odds():
    assert calibrated_probability(0.0, Calibration(1.0, 0.0)) == 0.5


@given(st.floats(-30, 30), st.floats(0.1, 3), st.floats(-3, 3))
def test_calibration_is_the_logistic_function(margin, slope, intercept):
    expected = 1 / (1 + np.exp(-(slope * margin + intercept)))
    assert calibrated_probability(margin, Calibration(slope, intercept)) == pytest.approx(expected, abs=1e-12)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2))
def test_a_higher_margin_never_lowers_the_score(margins):
    scores = [calibrated_probability(margin, Calibration(1.3, 0.2)) for margin in sorted(margins)]
    assert all(before <= after for before, after in pairwise(scores))


@pytest.fixture
def plain(bundle):
    """Return the shipped bundle with calibrations that change nothing."""
    same = Calibration(1.0, 0.0)
    return replace(load_bundle(bundle), calibration=same, pattern_calibration=same)


def scores(*logits):
    return Scores(np.array(logits, np.float32), np.zeros((4, 4, 3), np.float32))


NORMAL, BACTERIAL, VIRAL, UNCERTAIN = scores(9, 0, 0), scores(0, 9, 5), scores(0, 5, 9), scores(np.log(2), 0, 0)


@pytest.mark.parametrize(
    ("logits", "finding"),
    [
        (NORMAL, Finding.NORMAL),
        (BACTERIAL, Finding.PNEUMONIA),
        (VIRAL, Finding.PNEUMONIA),
        (UNCERTAIN, Finding.UNCERTAIN),
    ],
)
def test_the_word_follows_the_logits(plain, logits, finding):
    assert decide(logits, FINE, plain, POINT).finding is finding


def test_the_score_is_the_calibrated_margin(plain):
    tilted = replace(plain, calibration=Calibration(2.0, -1.0))
    verdict = decide(BACTERIAL, FINE, tilted, POINT)
    assert verdict.score == calibrated_probability(float(pneumonia_margin(BACTERIAL.logits)), Calibration(2.0, -1.0))


@pytest.mark.parametrize(("logits", "pattern"), [(BACTERIAL, "bacterial"), (VIRAL, "viral")])
def test_pneumonia_has_the_likelier_pattern(plain, logits, pattern):
    assert decide(logits, FINE, plain, POINT).pattern == pattern


@pytest.mark.parametrize("logits", [BACTERIAL, VIRAL])
def test_the_pattern_score_is_that_of_the_named_pattern(plain, logits):
    assert decide(logits, FINE, plain, POINT).pattern_score == pytest.approx(1 / (1 + np.exp(-4)))


@pytest.mark.parametrize("logits", [NORMAL, UNCERTAIN])
def test_without_pneumonia_there_is_no_pattern(plain, logits):
    verdict = decide(logits, FINE, plain, POINT)
    assert (verdict.pattern, verdict.pattern_score) == ("", None)


def test_the_operating_point_is_named(plain):
    assert decide(NORMAL, FINE, plain, POINT).operating_point == "balanced"


def test_uncertainty_is_explained(plain):
    assert [reason.code for reason in decide(UNCERTAIN, FINE, plain, POINT).reasons] == ["uncertain"]


@pytest.mark.parametrize("logits", [NORMAL, BACTERIAL, UNCERTAIN])
def test_a_warning_travels_with_the_verdict(plain, logits):
    warning = Reason.of("age_outside", age=30.0, low=1.0, high=5.0)
    verdict = decide(logits, InputReport(InputStatus.WARN, (warning,)), plain, POINT)
    assert verdict.reasons[-1] == warning
    assert verdict.finding is not Finding.NOT_ASSESSED


def test_a_refused_picture_has_no_score_whatever_the_logits(plain):
    refusal = Reason.of("view_not_frontal")
    verdict = decide(BACTERIAL, InputReport(InputStatus.REFUSED, (refusal,)), plain, POINT)
    assert (verdict.finding, verdict.score, verdict.reasons) == (Finding.NOT_ASSESSED, None, (refusal,))
