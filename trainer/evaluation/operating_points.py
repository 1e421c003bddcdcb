"""Calibration and operating points, fitted on the shipped file's own outputs for the validation part.

They are fitted on radiographs as they are and on altered ones: under every stress, and with every change of the frame.
What fits one hospital's radiographs alone is wrong in the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import Bundle, Calibration, OperatingPoint
from app.core.model.decision import calibrated_probability, pattern_margin
from trainer.evaluation import metrics
from trainer.evaluation.outputs import Outputs
from trainer.images.frame import AS_IT_IS

HIGH_SENSITIVITY = 0.99
"""The `high_sensitivity` point is the highest threshold, up to that of `balanced`, that still finds this share of the
pneumonias."""

RIGHT_OF_ASSESSED, MOST_UNCERTAIN = 0.98, 0.08
"""The uncertain band is the narrowest about the threshold outside which at least this share is right under every
alteration, and in which at most this share of the radiographs as they are lies."""

HIDDEN_UNCERTAIN = 0.99
"""The band is widened until it holds this share of the pictures whose lungs are hidden."""

MOST_LEFT_ASIDE = 0.25
"""Where the abstention curve ends: a clinic that has every fourth radiograph read again gains little."""


@dataclass(frozen=True, slots=True)
class Altered:
    """Margins of the same radiographs after alterations.

    Attributes:
        in_view: of N radiographs under each alteration that leaves the lungs in view, *as it is* among them, (N,) each.
        hidden: under each alteration that hides the lungs, likewise.
    """

    in_view: Mapping[str, NDArray[np.float64]]
    hidden: Mapping[str, NDArray[np.float64]]


def fit_calibration(truth: NDArray[np.bool_], altered: Altered) -> Calibration:
    """Return the calibration of the pneumonia margin, over all alterations together that leave the lungs in view.

    Args:
        truth: whether each radiograph shows pneumonia, shape (N,).
        altered: their margins.
    """
    return metrics.fit_platt(np.tile(truth, len(altered.in_view)), np.concatenate(list(altered.in_view.values())))


def fit_pattern_calibration(outputs: Outputs) -> Calibration:
    """Return the calibration of the bacterial margin among the pneumonias."""
    ill = outputs.pneumonias()
    return metrics.fit_platt(ill.bacterial(), pattern_margin(ill.logits))


def fit_points(
    outputs: Outputs, altered: Altered, calibration: Calibration, population: str
) -> tuple[OperatingPoint, ...]:
    """Return the points `balanced` and `high_sensitivity`, their rates measured on radiographs as they are.

    Args:
        outputs: of the validation part.
        altered: the margins of the same radiographs. `balanced` has the highest of the lowest rates, be it sensitivity
            or specificity, under any alteration: a threshold that is best for one machine's radiographs alone may call
            another's normals ill.
        calibration: of the margins.
        population: names the part.
    """
    balanced = _balanced_threshold(outputs.truth, altered)
    thresholds = {"balanced": balanced, "high_sensitivity": min(_sensitive_threshold(outputs), balanced)}
    return tuple(
        _point(name, threshold, outputs, altered, calibration, population) for name, threshold in thresholds.items()
    )


def margin_at_score(score: float, calibration: Calibration) -> float:
    """Return the margin that a calibrated score stands for."""
    return (float(np.log(score / (1 - score))) - calibration.intercept) / calibration.slope


def default_threshold(bundle: Bundle) -> float:
    """Return the margin at the default operating point of a bundle."""
    return margin_at_score(bundle.operating_points[0].threshold, bundle.calibration)


def default_band(bundle: Bundle) -> tuple[float, float]:
    """Return the margins from and below which the word is uncertain at the default operating point of a bundle."""
    point = bundle.operating_points[0]
    low, high = (margin_at_score(score, bundle.calibration) for score in (point.uncertain_low, point.uncertain_high))
    return low, high


def abstention_curve(outputs: Outputs, threshold: float) -> NDArray[np.float64]:
    """Return the rates of the other images as a growing band about a threshold is called uncertain.

    Args:
        outputs: of N > 0 images.
        threshold: of the margin; the band reaches equally far either way.

    Returns:
        Shape (K, 4), one row for each further image that is left aside, until a share of `MOST_LEFT_ASIDE`: the share
        left aside, then accuracy, sensitivity and specificity of the rest, NaN where it has no such case.
    """
    order = np.argsort(np.abs(outputs.margins - threshold), kind="stable")
    truth, margins = outputs.truth[order], outputs.margins[order]
    rates = (metrics.accuracy_at(threshold), metrics.sensitivity_at(threshold), metrics.specificity_at(threshold))
    counts = range(int(MOST_LEFT_ASIDE * len(order)) + 1)
    return np.array(
        [[aside / len(order), *(rate(truth[aside:], margins[aside:]) for rate in rates)] for aside in counts]
    )


def _balanced_threshold(truth: NDArray[np.bool_], altered: Altered) -> float:
    """Return the margin, midway between two neighbours, whose lowest rate under any alteration is highest."""
    cuts = _midpoints(np.concatenate(list(altered.in_view.values())))
    lowest = np.ones(len(cuts))
    for margins in altered.in_view.values():
        ill, well = np.sort(margins[truth]), np.sort(margins[~truth])
        sensitivity = 1 - np.searchsorted(ill, cuts) / len(ill)
        specificity = np.searchsorted(well, cuts) / len(well)
        lowest = np.minimum(lowest, np.minimum(sensitivity, specificity))
    best = np.flatnonzero(lowest == lowest.max())
    return float(cuts[best[len(best) // 2]])


def _sensitive_threshold(outputs: Outputs) -> float:
    ill = np.sort(outputs.margins[outputs.truth])
    missed = int(np.floor((1 - HIGH_SENSITIVITY) * len(ill)))
    below = outputs.margins[outputs.margins < ill[missed]]
    return float((ill[missed] + below.max()) / 2) if len(below) else float(ill[missed])


def _midpoints(margins: NDArray[np.float64]) -> NDArray[np.float64]:
    values = np.unique(margins)
    return (values[1:] + values[:-1]) / 2 if len(values) > 1 else values


def _uncertain_band(truth: NDArray[np.bool_], altered: Altered, threshold: float) -> tuple[float, float]:
    """Return the margins from and below which a radiograph is uncertain."""
    reach = _half_width(truth, altered, threshold)
    hidden = np.concatenate(list(altered.hidden.values()))
    rest = (1 - HIDDEN_UNCERTAIN) / 2
    lowest, highest = np.quantile(hidden, (rest, 1 - rest))
    return min(threshold - reach, float(lowest)), max(np.nextafter(threshold + reach, np.inf), float(highest))


def _half_width(truth: NDArray[np.bool_], altered: Altered, threshold: float) -> float:
    """Return how far the band must reach either way of the threshold for the radiographs whose lungs are in view."""
    as_they_are = np.sort(np.abs(altered.in_view[AS_IT_IS] - threshold))
    widest = float(as_they_are[int(MOST_UNCERTAIN * len(as_they_are))])
    needed = max(_reach_of_errors(truth, margins, threshold) for margins in altered.in_view.values())
    return min(needed, widest)


def _reach_of_errors(truth: NDArray[np.bool_], margins: NDArray[np.float64], threshold: float) -> float:
    """Return the least distance from the threshold beyond which `RIGHT_OF_ASSESSED` of the margins are right."""
    distance = np.abs(margins - threshold)
    order = np.argsort(distance)
    right = ((margins >= threshold) == truth)[order]
    beyond = np.cumsum(right[::-1])[::-1] / np.arange(len(right), 0, -1)  # share right from each place on
    enough = np.flatnonzero(beyond >= RIGHT_OF_ASSESSED)
    first = int(enough[0]) if len(enough) else len(order) - 1
    return float(distance[order[first - 1]]) if first else 0.0


def _point(
    name: str, threshold: float, outputs: Outputs, altered: Altered, calibration: Calibration, population: str
) -> OperatingPoint:
    low, high = _uncertain_band(outputs.truth, altered, threshold)
    return OperatingPoint(
        name=name,
        threshold=calibrated_probability(threshold, calibration),
        uncertain_low=calibrated_probability(low, calibration),
        uncertain_high=calibrated_probability(high, calibration),
        sensitivity=outputs.figure("Sensitivity", metrics.sensitivity_at(threshold), population),
        specificity=outputs.figure("Specificity", metrics.specificity_at(threshold), population),
    )
