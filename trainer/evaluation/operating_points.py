"""Calibration and operating points, fitted on the shipped file's own outputs for the validation part."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import Bundle, Calibration, OperatingPoint
from app.core.model.decision import calibrated_probability, pattern_margin
from trainer.evaluation import metrics
from trainer.evaluation.outputs import Outputs

HIGH_SENSITIVITY = 0.99
"""The `high_sensitivity` point is the highest threshold, up to that of `balanced`, that still finds this share of the
pneumonias."""

RIGHT_OF_ASSESSED, MOST_UNCERTAIN = 0.98, 0.10
"""The uncertain band is the narrowest about the threshold outside which at least this share is right, by the lower end
of the 95% interval, and in which at most this share of the cases lies."""

MOST_LEFT_ASIDE = 0.25
"""Where the abstention curve ends: a clinic that has every fourth radiograph read again gains little."""


def fit_calibration(outputs: Outputs) -> Calibration:
    """Return the calibration of the pneumonia margin."""
    return metrics.fit_platt(outputs.truth, outputs.margins)


def fit_pattern_calibration(outputs: Outputs) -> Calibration:
    """Return the calibration of the bacterial margin among the pneumonias."""
    ill = outputs.pneumonias()
    return metrics.fit_platt(ill.bacterial(), pattern_margin(ill.logits))


def fit_points(
    outputs: Outputs, stressed: Mapping[str, NDArray[np.float64]], calibration: Calibration, population: str
) -> tuple[OperatingPoint, ...]:
    """Return the points `balanced` and `high_sensitivity`, their rates measured on radiographs as they are.

    Args:
        outputs: of the validation part.
        stressed: the margins of the same images under each stress. `balanced` has the largest sensitivity +
            specificity over all stresses together: a threshold that is best for one machine's radiographs alone may
            call another's normals ill.
        calibration: of the margins.
        population: names the part.
    """
    balanced = _balanced_threshold(np.tile(outputs.truth, len(stressed)), np.concatenate(list(stressed.values())))
    thresholds = {"balanced": balanced, "high_sensitivity": min(_sensitive_threshold(outputs), balanced)}
    return tuple(_point(name, threshold, outputs, calibration, population) for name, threshold in thresholds.items())


def margin_at_score(score: float, calibration: Calibration) -> float:
    """Return the margin that a calibrated score stands for."""
    return (float(np.log(score / (1 - score))) - calibration.intercept) / calibration.slope


def default_threshold(bundle: Bundle) -> float:
    """Return the margin at the default operating point of a bundle."""
    return margin_at_score(bundle.operating_points[0].threshold, bundle.calibration)


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


def _balanced_threshold(truth: NDArray[np.bool_], margins: NDArray[np.float64]) -> float:
    """Return the margin, midway between two neighbours, with the largest sensitivity + specificity."""
    cuts = _midpoints(margins)
    ill, well = np.sort(margins[truth]), np.sort(margins[~truth])
    sensitivity = 1 - np.searchsorted(ill, cuts) / len(ill)
    specificity = np.searchsorted(well, cuts) / len(well)
    return float(cuts[np.argmax(sensitivity + specificity)])


def _sensitive_threshold(outputs: Outputs) -> float:
    ill = np.sort(outputs.margins[outputs.truth])
    missed = int(np.floor((1 - HIGH_SENSITIVITY) * len(ill)))
    below = outputs.margins[outputs.margins < ill[missed]]
    return float((ill[missed] + below.max()) / 2) if len(below) else float(ill[missed])


def _midpoints(margins: NDArray[np.float64]) -> NDArray[np.float64]:
    values = np.unique(margins)
    return (values[1:] + values[:-1]) / 2 if len(values) > 1 else values


def _uncertain_half_width(outputs: Outputs, threshold: float) -> float:
    """Return how far the uncertain band reaches either way of the threshold, in units of margin."""
    distance = np.abs(outputs.margins - threshold)
    right = (outputs.margins >= threshold) == outputs.truth
    order = np.argsort(distance)
    for uncertain in range(int(MOST_UNCERTAIN * len(order)) + 1):
        assessed = order[uncertain:]
        if metrics.wilson_low(int(right[assessed].sum()), len(assessed)) >= RIGHT_OF_ASSESSED:
            break
    return float(distance[order[uncertain - 1]]) if uncertain else 0.0


def _point(name: str, threshold: float, outputs: Outputs, calibration: Calibration, population: str) -> OperatingPoint:
    reach = np.nextafter(_uncertain_half_width(outputs, threshold), np.inf)
    return OperatingPoint(
        name=name,
        threshold=calibrated_probability(threshold, calibration),
        uncertain_low=calibrated_probability(threshold - reach, calibration),
        uncertain_high=calibrated_probability(threshold + reach, calibration),
        sensitivity=outputs.figure("Sensitivity", metrics.sensitivity_at(threshold), population),
        specificity=outputs.figure("Specificity", metrics.specificity_at(threshold), population),
    )
