"""Figures with intervals: each is measured once and bootstrapped over patients."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from app.core.interval import wilson_interval
from app.core.model.bundle import Calibration, Figure

RESAMPLES, RESAMPLES_A_PATIENT = 1000, 25
"""Draws of a bootstrap: for a handful of patients fewer, since there are few ways to draw them."""

CALIBRATION_BINS = 10
_KEPT_DRAWS = 8  # parts whose draws are remembered, 6 MB each for 787 images

Metric = Callable[[NDArray[np.bool_], NDArray[np.float64]], float]
"""From truth, bool (N,), and margins, float (N,), to a figure."""

Statistic = Callable[[NDArray[np.int64]], float]
"""From the places of the cases that are drawn, some of them repeatedly, to a figure."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a reliability diagram.

    Attributes:
        low, high: edges of the probability.
        count: cases inside.
        probability: their mean; NaN when empty.
        share: of them that are positive, with its 95% interval; NaN when empty.
    """

    low: float
    high: float
    count: int
    probability: float
    share: Figure


def auroc(truth: NDArray[np.bool_], margins: NDArray[np.float64]) -> float:
    """Return the area under the receiver operating characteristic curve; NaN when only one class is there.

    It is the share of pairs, one positive and one negative, in which the positive has the higher margin; ties are half.
    """
    ill, well = margins[truth], np.sort(margins[~truth])
    if not len(ill) or not len(well):
        return math.nan
    below, not_above = (np.searchsorted(well, ill, side) for side in ("left", "right"))
    return float(np.mean(below + not_above)) / (2 * len(well))


def accuracy_at(threshold: float) -> Metric:
    """Return the metric: share of cases on the right side of a margin."""
    return lambda truth, margins: float(np.mean((margins >= threshold) == truth)) if len(truth) else math.nan


def sensitivity_at(threshold: float) -> Metric:
    """Return the metric: share of positive cases at or above a margin."""
    return lambda truth, margins: float(np.mean(margins[truth] >= threshold)) if truth.any() else math.nan


def specificity_at(threshold: float) -> Metric:
    """Return the metric: share of negative cases below a margin."""
    return lambda truth, margins: float(np.mean(margins[~truth] < threshold)) if not truth.all() else math.nan


def log_loss(truth: NDArray[np.bool_], margins: NDArray[np.float64]) -> float:
    """Return the binary cross-entropy of uncalibrated margins."""
    return float(np.mean(np.logaddexp(0.0, np.where(truth, -margins, margins))))


def expected_calibration_error(truth: NDArray[np.bool_], probability: NDArray[np.float64]) -> float:
    """Return the mean over ten equal-width bins, weighted by cases, of |share of positives − mean probability|."""
    bins = _bin_of(probability)
    error = 0.0
    for place in np.unique(bins):
        inside = bins == place
        error += float(np.mean(inside)) * abs(float(np.mean(truth[inside])) - float(np.mean(probability[inside])))
    return error


def reliability(truth: NDArray[np.bool_], probability: NDArray[np.float64], patients: Sequence[str]) -> tuple[Bin, ...]:
    """Return the ten equal-width bins of a reliability diagram, empty ones too.

    Args:
        truth: bool, shape (N,).
        probability: 0..1, shape (N,).
        patients: of each case.
    """
    places, width = _bin_of(probability), 1 / CALIBRATION_BINS

    def of(place: int) -> Bin:
        inside = places == place
        share = bootstrap(
            "Share of positives", lambda drawn: _mean(truth[drawn][inside[drawn]]), patients, "", share=True
        )
        return Bin(place * width, (place + 1) * width, int(inside.sum()), _mean(probability[inside]), share)

    return tuple(of(place) for place in range(CALIBRATION_BINS))


def figure(
    name: str,
    metric: Metric,
    truth: NDArray[np.bool_],
    values: NDArray[np.float64],
    patients: Sequence[str],
    population: str,
) -> Figure:
    """Return a metric of truth and values, both of shape (N,), with its interval; see `bootstrap`."""
    return bootstrap(name, lambda drawn: metric(truth[drawn], values[drawn]), patients, population, share=True)


def bootstrap(
    name: str, statistic: Statistic, patients: Sequence[str], population: str, *, share: bool = False
) -> Figure:
    """Return a statistic with its 95% interval: percentiles of a bootstrap that draws whole patients.

    Images of one patient resemble each other, so drawing images would make the interval too narrow. Draws in which the
    statistic is NaN are left aside; the interval is NaN when it always is.

    Args:
        name: of the figure.
        statistic: of the cases at some places.
        patients: of each case, in their order.
        population: that the cases are.
        share: whether the statistic is a share of cases. Where it is 0 or 1 in every draw, Wilson's interval over the
            patients with such cases takes the place of the bootstrap's, which would have no width.
    """
    value = statistic(np.arange(len(patients)))
    drawn = np.array([statistic(places) for places in _draws(tuple(patients))])
    low, high = np.nanpercentile(drawn, (2.5, 97.5)) if not np.isnan(drawn).all() else (math.nan, math.nan)
    if share and low == high and value in (0.0, 1.0):
        concerned = sum(not math.isnan(statistic(places)) for places in _groups(patients))
        reach = 1 - wilson_interval(concerned, concerned)[0] if concerned else 0.0
        low, high = (0.0, reach) if value == 0.0 else (1 - reach, 1.0)
    return Figure(name, value, float(low), float(high), population)


def _groups(patients: Sequence[str]) -> list[NDArray[np.int64]]:
    """Return the places of each patient's cases."""
    named = np.asarray(patients)
    return [np.flatnonzero(named == patient) for patient in sorted(set(patients))]


@lru_cache(maxsize=_KEPT_DRAWS)
def _draws(patients: tuple[str, ...]) -> tuple[NDArray[np.int64], ...]:
    """Return the places of all cases of as many patients as there are, drawn with replacement, many times."""
    groups = _groups(patients)
    if not groups:
        return ()
    rng = np.random.default_rng(0)
    times = min(RESAMPLES, RESAMPLES_A_PATIENT * len(groups))
    draws = (rng.integers(len(groups), size=len(groups)) for _ in range(times))
    return tuple(np.concatenate([groups[place] for place in chosen]) for chosen in draws)


def _bin_of(probability: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.minimum((probability * CALIBRATION_BINS).astype(np.int64), CALIBRATION_BINS - 1)


def _mean(values: NDArray[Any]) -> float:
    return float(np.mean(values)) if len(values) else math.nan


def fit_platt(truth: NDArray[np.bool_], margins: NDArray[np.float64]) -> Calibration:
    """Return the slope and intercept that make σ(slope × margin + intercept) the most likely probability.

    Platt 1999. A weak ridge keeps the slope finite where the classes are separable.
    """
    fitted = LogisticRegression(C=1e3).fit(margins[:, None], truth)
    return Calibration(float(fitted.coef_[0, 0]), float(fitted.intercept_[0]))
