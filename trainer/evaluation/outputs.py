"""Outputs of a network or of a LiteRT file on one part of a split, and the figures measured on them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import keras
import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import Calibration, Figure
from app.core.model.decision import calibrated_probability, pattern_margin, pneumonia_margin
from app.core.model.engine import Engine
from trainer.data.arrays import are_ill
from trainer.data.dataset import BACTERIAL
from trainer.data.progress import Progress, silent
from trainer.data.split import ManifestRow
from trainer.evaluation import metrics
from trainer.training import batch_steps


@dataclass(frozen=True, slots=True)
class Outputs:
    """Logits of a network for some images.

    Attributes:
        rows: the images.
        logits: float32, shape (N, C).
    """

    rows: tuple[ManifestRow, ...]
    logits: NDArray[np.float32]

    @property
    def truth(self) -> NDArray[np.bool_]:
        """Whether each image shows pneumonia, shape (N,)."""
        return are_ill(self.rows)

    @property
    def margins(self) -> NDArray[np.float64]:
        """The log-odds of pneumonia, shape (N,)."""
        return pneumonia_margin(self.logits)

    def scores(self, calibration: Calibration) -> NDArray[np.float64]:
        """Return the calibrated probability of pneumonia of each image, shape (N,)."""
        return np.array([calibrated_probability(margin, calibration) for margin in self.margins])

    @property
    def patients(self) -> list[str]:
        """The patient of each image."""
        return [row.patient for row in self.rows]

    @property
    def tells_patterns(self) -> bool:
        """Whether the network tells bacterial from viral."""
        return self.logits.shape[-1] > 1

    def where(self, inside: NDArray[np.bool_]) -> Outputs:
        """Return a part of the images, by a mask of shape (N,)."""
        return Outputs(tuple(row for row, here in zip(self.rows, inside, strict=True) if here), self.logits[inside])

    def pneumonias(self) -> Outputs:
        """Return the part that shows pneumonia."""
        return self.where(self.truth)

    def bacterial(self) -> NDArray[np.bool_]:
        """Return whether each image is labelled bacterial, shape (N,)."""
        return np.array([row.label == BACTERIAL for row in self.rows])

    def describe(self, population: str, noun: str = "images") -> str:
        """Return the name of a population with its numbers of images and patients."""
        return f"{population}: {len(self.rows)} {noun} of {len(set(self.patients))} patients"

    def figure(
        self, name: str, metric: metrics.Metric, population: str, values: NDArray[np.float64] | None = None
    ) -> Figure:
        """Return a metric of the margins, or of other values of each image, with its interval and population."""
        measured = self.margins if values is None else values
        return metrics.figure(name, metric, self.truth, measured, self.patients, self.describe(population))


def run_network(network: keras.Model, rows: Sequence[ManifestRow], images: NDArray[np.uint8]) -> Outputs:
    """Return the outputs of a float network."""
    return Outputs(tuple(rows), batch_steps.predict(network, images))


def run_file(
    model: bytes,
    rows: Sequence[ManifestRow],
    images: NDArray[np.uint8],
    progress: Progress = silent,
) -> Outputs:
    """Return the outputs of a LiteRT file, by the app's own engine."""
    logits, _ = scores_of_file(model, images, progress)
    return Outputs(tuple(rows), logits)


def scores_of_file(
    model: bytes, images: NDArray[np.uint8], progress: Progress = silent
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the logits, (N, C), and the evidence, (N, h, w, C), that a LiteRT file gives, by the app's own engine.

    Args:
        model: the bytes of the file.
        images: uint8, shape (N, S, S, 1), N > 0.
        progress: is told of every image.
    """
    engine = Engine(model)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        scored = pool.map(lambda image: engine.run(image[None]), images)
        found = [scores for _, scores in zip(progress(images, "Judging"), scored, strict=True)]
    return np.array([scores.logits for scores in found]), np.array([scores.evidence for scores in found])


def measure_figures(outputs: Outputs, population: str, *, threshold: float = 0.0) -> tuple[Figure, ...]:
    """Return the figures of a part, each with its 95% interval.

    Args:
        outputs: of the network.
        population: names the part.
        threshold: of the pneumonia margin; 0 is a probability of one half before calibration.
    """
    found = (
        outputs.figure("AUROC", metrics.auroc, population),
        outputs.figure("Accuracy", metrics.accuracy_at(threshold), population),
        outputs.figure("Sensitivity", metrics.sensitivity_at(threshold), population),
        outputs.figure("Specificity", metrics.specificity_at(threshold), population),
    )
    return found + (_pattern_figures(outputs.pneumonias(), population) if outputs.tells_patterns else ())


def _pattern_figures(ill: Outputs, population: str) -> tuple[Figure, ...]:
    counted = ill.describe(population, "pneumonias")

    def of_ill(name: str, metric: metrics.Metric) -> Figure:
        return metrics.figure(name, metric, ill.bacterial(), pattern_margin(ill.logits), ill.patients, counted)

    return (
        of_ill("Bacterial against viral, AUROC", metrics.auroc),
        of_ill("Bacterial against viral, accuracy", metrics.accuracy_at(0.0)),
    )
