"""Measurement of the model card's figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import Bundle, Figure
from trainer.bundle.card_figures import Band, Estimate, Rates, ReliabilityBin, StressFigures, WorstError
from trainer.data.dataset import BACTERIAL, NORMAL, VIRAL
from trainer.data.split import ManifestRow
from trainer.evaluation import metrics, operating_points
from trainer.evaluation.outputs import Outputs
from trainer.evaluation.worst_errors import Failure

Margins = Mapping[str, NDArray[np.float64]]
"""Of the test images, in their order, under each stress."""

BAND_SHARES = (0.0, 0.02, 0.05, 0.1, 0.2)
"""Shares called uncertain that are compared with the band in use."""


def series_of(row: ManifestRow) -> str:
    """Return the series of file names that an image belongs to: two of normals, two of pneumonias."""
    return f"{NORMAL} ({row.patient.rsplit('-', 1)[0]}-)" if row.label == NORMAL else row.label


def measure_series(test: Outputs, threshold: float) -> tuple[Figure, ...]:
    """Return the share of each series that is on the right side of a margin."""
    right, masks = metrics.accuracy_at(threshold), _series_masks(test)
    called = {name: "normal" if name.startswith("normal") else "pneumonia" for name in masks}
    return tuple(
        test.where(mask).figure(f"{name}, called {called[name]}", right, "test part") for name, mask in masks.items()
    )


def measure_bands(test: Outputs, bundle: Bundle) -> tuple[Band, ...]:
    """Return the rates outside the uncertain band of the default operating point, and outside other bands."""
    point, threshold = bundle.operating_points[0], operating_points.default_threshold(bundle)
    scores = test.scores(bundle.calibration)
    inside = (scores >= point.uncertain_low) & (scores < point.uncertain_high)
    nearest = np.argsort(np.argsort(np.abs(test.margins - threshold), kind="stable"), kind="stable")
    others = (
        Band(share, False, _rates(test.where(nearest >= int(share * len(nearest))), threshold)) for share in BAND_SHARES
    )
    return (Band(float(np.mean(inside)), True, _rates(test.where(~inside), threshold)), *others)


def describe_bins(bins: Iterable[metrics.Bin]) -> tuple[ReliabilityBin, ...]:
    """Return the bins of a reliability diagram as the card stores them."""
    return tuple(
        ReliabilityBin(b.low, b.high, b.count, b.probability if b.count else None, Estimate.of(b.share)) for b in bins
    )


def describe_errors(failures: Iterable[Failure]) -> tuple[WorstError, ...]:
    """Return the worst errors as the card stores them: without their images."""
    return tuple(WorstError(f.file, f.label, f.finding, f.score) for f in failures)


def measure_stresses(test: Outputs, margins: Margins, threshold: float) -> tuple[StressFigures, ...]:
    """Return the figures of the test part under every stress.

    Args:
        test: the test part.
        margins: as `trainer.evaluation.stress_results.margins_of_altered` gives them.
        threshold: of the margin.
    """
    pairs, series = _pair_masks(test), _series_masks(test)
    right = metrics.accuracy_at(threshold)
    return tuple(
        StressFigures(
            name,
            _measure(test, metrics.auroc, values),
            _rates(test, threshold, values),
            {pair: _measure(test.where(mask), metrics.auroc, values[mask]) for pair, mask in pairs.items()},
            {each: _measure(test.where(mask), right, values[mask]) for each, mask in series.items()},
        )
        for name, values in margins.items()
    )


def _rates(part: Outputs, threshold: float, values: NDArray[np.float64] | None = None) -> Rates:
    margins = part.margins if values is None else values
    at: Sequence[metrics.Metric] = (
        metrics.accuracy_at(threshold),
        metrics.sensitivity_at(threshold),
        metrics.specificity_at(threshold),
    )
    return Rates(*(_measure(part, metric, margins) for metric in at))


def _measure(part: Outputs, metric: metrics.Metric, values: NDArray[np.float64]) -> Estimate:
    return Estimate.of(metrics.figure("", metric, part.truth, values, part.patients, ""))


def _series_masks(test: Outputs) -> dict[str, NDArray[np.bool_]]:
    series = np.array([series_of(row) for row in test.rows])
    return {str(name): series == name for name in sorted(set(series))}


def _pair_masks(test: Outputs) -> dict[str, NDArray[np.bool_]]:
    ill = test.truth
    normals = {name: mask for name, mask in _series_masks(test).items() if name.startswith(NORMAL)}
    labels = np.array([row.label for row in test.rows])
    pairs = {f"{name} against all pneumonias": ill | mask for name, mask in normals.items()}
    return pairs | {f"all normals against {label}": ~ill | (labels == label) for label in (BACTERIAL, VIRAL)}
