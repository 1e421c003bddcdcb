"""Figures with intervals: each is measured once and bootstrapped over patients."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from app.core.bundle import Calibration, Figure

RESAMPLES = 1000
CALIBRATION_BINS = 10

Metric = Callable[[NDArray[np.bool_], NDArray[np.float64]], float]
"""From truth, bool (N,), and margins, float (N,), to a figure."""


def auroc(truth: NDArray[np.bool_], margins: NDArray[np.float64]) -> float:
    """Return the area under the receiver operating characteristic curve; NaN when only one class is there."""
    return float(roc_auc_score(truth, margins)) if 0 < truth.sum() < len(truth) else math.nan


def accuracy_at(threshold: float) -> Metric:
    """Return the metric: share of cases on the right side of a margin."""
    return lambda truth, margins: float(np.mean((margins >= threshold) == truth))


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
    bins = np.minimum((probability * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    error = 0.0
    for place in np.unique(bins):
        inside = bins == place
        error += float(np.mean(inside)) * abs(float(np.mean(truth[inside])) - float(np.mean(probability[inside])))
    return error


def figure(
    name: str,
    metric: Metric,
    truth: NDArray[np.bool_],
    values: NDArray[np.float64],
    patients: Sequence[str],
    population: str,
) -> Figure:
    """Return a metric with its 95% interval: percentiles of a bootstrap that draws whole patients.

    Images of one patient resemble each other, so drawing images would make the interval too narrow.
    """
    groups = [np.flatnonzero(np.asarray(patients) == patient) for patient in sorted(set(patients))]
    rng = np.random.default_rng(0)
    drawn = []
    for _ in range(RESAMPLES):
        chosen = np.concatenate([groups[place] for place in rng.integers(len(groups), size=len(groups))])
        drawn.append(metric(truth[chosen], values[chosen]))
    low, high = np.nanpercentile(drawn, (2.5, 97.5)) if not np.isnan(drawn).all() else (math.nan, math.nan)
    return Figure(name, metric(truth, values), float(low), float(high), population)


def fit_platt(truth: NDArray[np.bool_], margins: NDArray[np.float64]) -> Calibration:
    """Return the slope and intercept that make σ(slope × margin + intercept) the most likely probability.

    Platt 1999. A weak ridge keeps the slope finite where the classes are separable.
    """
    fitted = LogisticRegression(C=1e3).fit(margins[:, None], truth)
    return Calibration(float(fitted.coef_[0, 0]), float(fitted.intercept_[0]))


def wilson_low(right: int, cases: int) -> float:
    """Return the lower end of the 95% Wilson score interval of right / cases."""
    if not cases:
        return 0.0
    z, share = 1.959964, right / cases
    centre = share + z * z / (2 * cases)
    spread = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    return (centre - spread) / (1 + z * z / cases)
