"""The images on which a model errs with the most confidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import Bundle
from app.core.model.decision import calibrated_probability, finding_at, pneumonia_margin
from app.core.records import Finding
from trainer.evaluation import operating_points
from trainer.evaluation.outputs import Outputs

OF_EACH = 3
"""Missed pneumonias that are shown, and as many false alarms."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An image on the wrong side of the threshold.

    Attributes:
        file: its name.
        label: what it shows.
        score: calibrated, 0..1.
        finding: the word that the app would say.
        grey: the image, uint8, shape (S, S).
        margins: the evidence for pneumonia, above 0, and against it, shape (h, w).
    """

    file: str
    label: str
    score: float
    finding: Finding
    grey: NDArray[np.uint8]
    margins: NDArray[np.float64]


def find_worst_failures(
    outputs: Outputs, bundle: Bundle, greys: NDArray[np.uint8], evidence_of: Callable[[int], NDArray[np.float32]]
) -> tuple[Failure, ...]:
    """Return the missed pneumonias, then the false alarms, of each the farthest from the threshold first.

    Args:
        outputs: what the model says of N images.
        bundle: gives calibration and threshold.
        greys: the images to show, uint8, shape (N, S, S, 1).
        evidence_of: gives the evidence, (h, w, C), of the image at a place.

    Returns:
        Up to `OF_EACH` of either kind, none where the model does not err.
    """
    point = bundle.operating_points[0]
    beyond = outputs.margins - operating_points.default_threshold(bundle)
    truth = outputs.truth
    missed = [place for place in np.argsort(beyond) if truth[place] and beyond[place] < 0]
    alarms = [place for place in np.argsort(-beyond) if not truth[place] and beyond[place] >= 0]

    def failure(place: int) -> Failure:
        row, score = outputs.rows[place], calibrated_probability(outputs.margins[place], bundle.calibration)
        margins = pneumonia_margin(evidence_of(place))
        return Failure(Path(row.file).name, row.label, score, finding_at(score, point), greys[place, ..., 0], margins)

    return tuple(failure(int(place)) for place in (*missed[:OF_EACH], *alarms[:OF_EACH]))
