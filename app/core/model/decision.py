"""From logits to a verdict: margin, calibrated score, finding at an operating point."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from app.core.errors import BundleError, Reason
from app.core.model.bundle import Bundle, Calibration, OperatingPoint
from app.core.records import Finding, InputReport, InputStatus, Scores, ScreeningRecord, Verdict

CLEAR_PATTERNS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {"screen-lungs-128-e29ac27b": MappingProxyType(dict[str, float]())}
)
"""By model id, the least score of a pattern from which it is clear; a pattern or a model that is not here never is.

A pattern is clear from the lowest hundredth from which its word is right in at least 90% of the signs of pneumonia,
there and at every higher hundredth that 50 patients reach, in the validation part. Neither word of the shipped model is
right so often: it shows no pattern. `kifua-trainer pattern` measured it, and docs/study/pattern.md shows it. A later
schema of the bundle may hold these scores: they are of one model.
"""

BACTERIAL, VIRAL = 1, 2
"""Indices of the two patterns among the labels of a bundle; index 0 is normal."""


def pneumonia_margin(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the log-odds of pneumonia against normal that the softmax over the logits implies.

    Args:
        logits: shape (..., C), C ≥ 2, normal first; or (..., 1), which is the margin already.

    Returns:
        Shape (...): logsumexp(logits[1:]) − logits[0].
    """
    values = np.asarray(logits, np.float64)
    if values.shape[-1] == 1:
        return values[..., 0]
    return np.asarray(np.logaddexp.reduce(values[..., 1:], axis=-1) - values[..., 0])


def pattern_margin(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the log-odds of bacterial against viral, shape (...), for logits of shape (..., 3)."""
    values = np.asarray(logits, np.float64)
    return np.asarray(values[..., BACTERIAL] - values[..., VIRAL])


def calibrated_probability(margin: float, calibration: Calibration) -> float:
    """Return the calibrated probability, 0..1, of a margin."""
    return 0.5 * (1.0 + math.tanh(0.5 * (calibration.slope * margin + calibration.intercept)))


def finding_at(score: float, point: OperatingPoint) -> Finding:
    """Return the finding for a calibrated score at an operating point."""
    if point.uncertain_low <= score < point.uncertain_high:
        return Finding.UNCERTAIN
    return Finding.PNEUMONIA if score >= point.threshold else Finding.NORMAL


def decide(scores: Scores, report: InputReport, bundle: Bundle, point: OperatingPoint) -> Verdict:
    """Return the verdict on one radiograph.

    A refused input is NOT_ASSESSED whatever its scores; a warning travels with the verdict.
    """
    if report.status is InputStatus.REFUSED:
        return Verdict(Finding.NOT_ASSESSED, reasons=report.reasons)
    score = calibrated_probability(float(pneumonia_margin(scores.logits)), bundle.calibration)
    finding = finding_at(score, point)
    if finding is Finding.UNCERTAIN:
        return Verdict(finding, score, point.name, reasons=(Reason.of("uncertain"), *report.reasons))
    if finding is Finding.NORMAL:
        return Verdict(finding, score, point.name, reasons=report.reasons)
    bacterial = calibrated_probability(float(pattern_margin(scores.logits)), bundle.pattern_calibration)
    pattern = bundle.labels[BACTERIAL if bacterial >= 0.5 else VIRAL]
    return Verdict(finding, score, point.name, pattern, max(bacterial, 1 - bacterial), report.reasons)


def clear_pattern(record: ScreeningRecord) -> str:
    """Return the pattern of a record where its score is high enough to be shown, see `CLEAR_PATTERNS`; else nothing."""
    verdict = record.verdict
    least = CLEAR_PATTERNS.get(record.model, {}).get(verdict.pattern)
    is_clear = least is not None and verdict.pattern_score is not None and verdict.pattern_score >= least
    return verdict.pattern if is_clear else ""


def recorded_operating_point(record: ScreeningRecord, bundle: Bundle) -> OperatingPoint | None:
    """Return the operating point that a record was decided at; None where none was, or by another model."""
    if record.verdict.score is None or record.model != bundle.model_id:
        return None
    try:
        return bundle.operating_point(record.verdict.operating_point)
    except BundleError:
        return None
