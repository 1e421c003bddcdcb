"""The model card's section on the stress set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import Bundle, Figure
from trainer.data.dataset import BACTERIAL, NORMAL, VIRAL
from trainer.data.split import ManifestRow
from trainer.evaluation import metrics, operating_points
from trainer.evaluation.outputs import Outputs
from trainer.evaluation.stress_results import FIGURES, mean, stress_figures, worst
from trainer.evaluation.tables import format_interval, format_number, table

RESEMBLES: dict[str, tuple[str, ...]] = {
    "underexposed": ("brightness", "contrast"),
    "overexposed": ("brightness", "contrast"),
    "low contrast": ("contrast",),
    "high contrast": ("contrast",),
    "gamma 0.6": ("gamma",),
    "gamma 1.7": ("gamma",),
    "uneven light": ("uneven_light",),
    "blurred": ("sharpness",),
    "sharpened": ("sharpness",),
    "noise": ("noise",),
    "turned by 7°": ("rotation_deg",),
    "turned by 15°": ("rotation_deg",),
    "cropped by 15%": ("zoom",),
    "taken from afar": ("zoom", "collimation"),
    "shifted by up to 10%": ("width_shift", "height_shift"),
    "wider": ("stretch",),
    "taller": ("stretch",),
    "mirrored": ("horizontal_flip",),
    "corners black": ("collimation", "cut_out"),
    "exposed as the other class": ("exchange",),
    "sharp as the other class": ("exchange",),
    "made as the other class": ("exchange",),
}
"""Which variations of a recipe, fields of `trainer.networks.recipes.Augmentation`, are like a stress."""

Margins = Mapping[str, NDArray[np.float64]]
"""Of the test images, in their order, under each stress."""


def series_of(row: ManifestRow) -> str:
    """Return the series of file names that an image belongs to: two of normals, two of pneumonias."""
    return f"{NORMAL} ({row.patient.rsplit('-', 1)[0]}-)" if row.label == NORMAL else row.label


def stress_section(bundle: Bundle, test: Outputs, margins: Margins, recipe: Mapping[str, Any]) -> list[str]:
    """Return the section.

    Args:
        bundle: gives the threshold.
        test: the test part.
        margins: as `trainer.evaluation.stress_results.margins_under_stress` gives them.
        recipe: as a run's configuration stores it.
    """
    threshold = operating_points.default_threshold(bundle)
    return [
        "## Under stress: other machines, other hands",
        "",
        f"Every test image, changed in one way at a time, and judged by the shipped file at the threshold of "
        f"`{bundle.operating_points[0].name}`, the uncertain band left aside. {_worst_first(test, margins, threshold)}",
        "",
        _seen_in_training(margins, recipe, bundle),
        "",
        _whole(test, margins, threshold),
        "",
        "AUROC between pairs of series: a network that tells series of files apart, and not lungs, is good at one pair "
        "and bad at another.",
        "",
        _pairs(test, margins),
        "",
        "Share of each series that is right:",
        "",
        _shares(test, margins, threshold),
    ]


def _worst_first(test: Outputs, margins: Margins, threshold: float) -> str:
    results = stress_figures(test.truth, dict(margins), threshold)
    lowest = {figure: worst(results, figure) for figure in FIGURES}
    order = sorted(FIGURES, key=lambda figure: np.nan_to_num(getattr(lowest[figure], figure), nan=np.inf))
    names = {figure: "AUROC" if figure == "auroc" else figure for figure in FIGURES}
    cells = [f"{names[f]} {format_number(getattr(lowest[f], f))} under “{lowest[f].name}”" for f in order]
    means = [f"{names[f]} {format_number(mean(results, f))}" for f in FIGURES]
    return f"**Worst of all: {cells[0]}.** The lowest others: {'; '.join(cells[1:])}. Mean of all: {', '.join(means)}."


def _seen_in_training(margins: Margins, recipe: Mapping[str, Any], bundle: Bundle) -> str:
    used = {name for name, strength in (recipe.get("augmentation") or {}).items() if strength}
    like = [name for name in margins if used.intersection(RESEMBLES.get(name, ()))]
    standardised = (
        "Exposure and contrast are taken out of every image before the network sees it. "
        if bundle.preprocess.standardised
        else ""
    )
    if not like:
        return f"{standardised}Training used no variation that resembles a stress."
    unlike = [name for name in margins if name not in like and name != next(iter(margins))]
    rest = f" Nothing like these was used: {'; '.join(unlike)}." if unlike else ""
    return (
        f"{standardised}Training varied its own images at random, and some stresses resemble that, so that they are "
        f"no surprise to the network: {'; '.join(like)}.{rest}"
    )


def _whole(test: Outputs, margins: Margins, threshold: float) -> str:
    rates = {
        "AUROC": metrics.auroc,
        "accuracy": metrics.accuracy_at(threshold),
        "sensitivity": metrics.sensitivity_at(threshold),
        "specificity": metrics.specificity_at(threshold),
    }
    rows = [
        (name, *(format_interval(_figure(test, metric, values)) for metric in rates.values()))
        for name, values in margins.items()
    ]
    return table(("stress", *rates), rows)


def _pairs(test: Outputs, margins: Margins) -> str:
    ill = test.truth
    labels = np.array([row.label for row in test.rows])
    normals = sorted({series_of(row) for row in test.rows if row.label == NORMAL})
    series = np.array([series_of(row) for row in test.rows])
    pairs = {f"{name} against all pneumonias": ill | (series == name) for name in normals}
    pairs |= {f"all normals against {label}": ~ill | (labels == label) for label in (BACTERIAL, VIRAL)}
    return _by_masks(test, margins, pairs, metrics.auroc)


def _shares(test: Outputs, margins: Margins, threshold: float) -> str:
    series = np.array([series_of(row) for row in test.rows])
    return _by_masks(
        test, margins, {name: series == name for name in sorted(set(series))}, metrics.accuracy_at(threshold)
    )


def _by_masks(test: Outputs, margins: Margins, masks: Mapping[str, NDArray[np.bool_]], metric: metrics.Metric) -> str:
    """Return a table of one metric: stresses down, parts of the images, each by a mask of shape (N,), across."""
    parts = [(test.where(mask), mask) for mask in masks.values()]
    rows = [
        (name, *(format_interval(_figure(part, metric, values[mask])) for part, mask in parts))
        for name, values in margins.items()
    ]
    return table(("stress", *masks), rows)


def _figure(part: Outputs, metric: metrics.Metric, values: NDArray[np.float64]) -> Figure:
    return metrics.figure("", metric, part.truth, values, part.patients, "")
