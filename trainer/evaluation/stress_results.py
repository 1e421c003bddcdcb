"""Figures of a network on the stress set, stress by stress."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec, to_model_input
from app.core.model.decision import pneumonia_margin
from app.core.records import Radiograph, SourceFacts
from trainer.data.arrays import are_ill, read_images
from trainer.data.progress import Progress, silent
from trainer.data.split import ManifestRow
from trainer.errors import TrainerError
from trainer.evaluation import metrics
from trainer.images.stress import SOURCE_PX, STRESSES, Alter, apply_stress

Run = Callable[[NDArray[np.uint8]], NDArray[np.float32]]
"""From model inputs, uint8 (N, S, S, 1), to logits, float32 (N, C)."""

ALTERATIONS: dict[str, Alter] = {name: partial(apply_stress, stress) for name, stress in STRESSES.items()}
"""Every stress of `STRESSES`, by its name, for a whole part of a split."""

FIGURES = ("auroc", "accuracy", "sensitivity", "specificity")
"""The figures of a `StressResult`."""


@dataclass(frozen=True, slots=True)
class StressResult:
    """Figures of a network under one stress.

    Attributes:
        name: of the stress, as in `STRESSES`.
        auroc: area under the receiver operating characteristic, 0..1; NaN without both classes.
        accuracy, sensitivity, specificity: at the threshold, 0..1; NaN without a case.
    """

    name: str
    auroc: float
    accuracy: float
    sensitivity: float
    specificity: float


def read_sources(dataset: Path, rows: Sequence[ManifestRow], progress: Progress = silent) -> NDArray[np.uint8]:
    """Return the images that are put under stress, uint8, shape (N, SOURCE_PX, SOURCE_PX, 1).

    Raises:
        TrainerError, InputError: see `trainer.data.arrays.read_images`.
    """
    return read_images(dataset, rows, PreprocessSpec(SOURCE_PX), progress)


def measure_stresses(
    rows: Sequence[ManifestRow], sources: NDArray[np.uint8], run: Run, spec: PreprocessSpec, threshold: float
) -> tuple[StressResult, ...]:
    """Measure a network under every stress of `STRESSES`, in their order.

    Args:
        rows: the images, of both classes.
        sources: the same, as `read_sources` gives them.
        run: the network; called once for each stress, from other threads but never from two at once.
        spec: how the app would make the network's inputs.
        threshold: of the pneumonia margin; 0 is a probability of one half before calibration.

    Raises:
        TrainerError: one class is absent, so that there are no partners to exchange exposure or sharpness with.
    """
    return stress_figures(are_ill(rows), margins_of_altered(ALTERATIONS, rows, sources, run, spec), threshold)


def margins_of_altered(
    alterations: Mapping[str, Alter],
    rows: Sequence[ManifestRow],
    sources: NDArray[np.uint8],
    run: Run,
    spec: PreprocessSpec,
) -> dict[str, NDArray[np.float64]]:
    """Return the pneumonia margins, shape (N,), under every alteration, by its name; else as `measure_stresses`.

    Raises:
        TrainerError: one class is absent.
    """
    ill, running = are_ill(rows), threading.Lock()
    if ill.all() or not ill.any():
        raise TrainerError("The stress set needs both normal and pneumonia images in this part of the split.")

    def margins(alter: Alter) -> NDArray[np.float64]:
        inputs = make_inputs(alter(sources[..., 0], ill), spec)
        with running:
            return pneumonia_margin(run(inputs))

    with ThreadPoolExecutor() as pool:
        return dict(zip(alterations, pool.map(margins, alterations.values()), strict=True))


def make_inputs(images: Iterable[NDArray[np.uint8]], spec: PreprocessSpec) -> NDArray[np.uint8]:
    """Return the model's inputs, uint8 (N, S, S, 1), of grey images, each uint8 (H, W), as the app would make them."""
    return np.concatenate([_model_input(grey, spec) for grey in images])


def stress_figures(
    truth: NDArray[np.bool_], margins: dict[str, NDArray[np.float64]], threshold: float
) -> tuple[StressResult, ...]:
    """Return the figures under each stress.

    Args:
        truth: whether each image shows pneumonia, shape (N,).
        margins: as `margins_of_altered` gives them, or of some of its images.
        threshold: of the margin.
    """
    at = (
        metrics.auroc,
        metrics.accuracy_at(threshold),
        metrics.sensitivity_at(threshold),
        metrics.specificity_at(threshold),
    )
    return tuple(StressResult(name, *(metric(truth, values) for metric in at)) for name, values in margins.items())


def worst(results: Sequence[StressResult], figure: str = "accuracy") -> StressResult:
    """Return the result that is lowest in a figure, one of `FIGURES`; those where it is NaN count last."""
    return min(results, key=lambda result: (math.isnan(getattr(result, figure)), getattr(result, figure)))


def _model_input(grey: NDArray[np.uint8], spec: PreprocessSpec) -> NDArray[np.uint8]:
    facts = SourceFacts("PNG", grey.shape[1], grey.shape[0])
    return to_model_input(Radiograph(np.ascontiguousarray(grey), 255, facts, ""), spec)
