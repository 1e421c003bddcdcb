"""Calibration and operating points, fitted on the shipped file's own outputs for the validation part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.core.bundle import Calibration, OperatingPoint
from app.core.decision import calibrated, pattern_margin
from trainer import metrics
from trainer.evaluate import Outputs

HIGH_SENSITIVITY = 0.99
"""The `high_sensitivity` point is the highest threshold that still finds this share of the pneumonias."""

RIGHT_OF_ASSESSED, MOST_UNCERTAIN = 0.98, 0.10
"""The uncertain band is the narrowest about the threshold outside which at least this share is right, by the lower end
of the 95% interval, and in which at most this share of the cases lies."""


def fit_calibration(outputs: Outputs) -> Calibration:
    """Return the calibration of the pneumonia margin."""
    return metrics.fit_platt(outputs.truth, outputs.margins)


def fit_pattern_calibration(outputs: Outputs) -> Calibration:
    """Return the calibration of the bacterial margin among the pneumonias."""
    ill = outputs.pneumonias()
    return metrics.fit_platt(ill.bacterial(), pattern_margin(ill.logits))


def fit_points(outputs: Outputs, calibration: Calibration, population: str) -> tuple[OperatingPoint, ...]:
    """Return the points `balanced` (largest sensitivity + specificity) and `high_sensitivity`."""
    thresholds = {"balanced": _balanced(outputs), "high_sensitivity": _sensitive(outputs)}
    return tuple(_point(name, threshold, outputs, calibration, population) for name, threshold in thresholds.items())


def margin_of(score: float, calibration: Calibration) -> float:
    """Return the margin that a calibrated score stands for."""
    return (float(np.log(score / (1 - score))) - calibration.intercept) / calibration.slope


def _balanced(outputs: Outputs) -> float:
    """Return the margin, midway between two neighbours, with the largest sensitivity + specificity."""
    cuts = _midpoints(outputs.margins)
    ill, well = np.sort(outputs.margins[outputs.truth]), np.sort(outputs.margins[~outputs.truth])
    sensitivity = 1 - np.searchsorted(ill, cuts) / len(ill)
    specificity = np.searchsorted(well, cuts) / len(well)
    return float(cuts[np.argmax(sensitivity + specificity)])


def _sensitive(outputs: Outputs) -> float:
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
        threshold=calibrated(threshold, calibration),
        uncertain_low=calibrated(threshold - reach, calibration),
        uncertain_high=calibrated(threshold + reach, calibration),
        sensitivity=outputs.figure("Sensitivity", metrics.sensitivity_at(threshold), population),
        specificity=outputs.figure("Specificity", metrics.specificity_at(threshold), population),
    )
