"""What a network is worth on one part of a split, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from app.core.bundle import Figure
from app.core.decision import pattern_margin, pneumonia_margin
from app.core.engine import Engine
from trainer import metrics
from trainer.dataset import BACTERIAL, NORMAL
from trainer.split import ManifestRow

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a network said of some images.

    Attributes:
        rows: the images.
        logits: float32, shape (N, C).
    """

    rows: tuple[ManifestRow, ...]
    logits: NDArray[np.float32]

    @property
    def truth(self) -> NDArray[np.bool_]:
        """Whether each image shows pneumonia, shape (N,)."""
        return np.array([row.label != NORMAL for row in self.rows])

    @property
    def margins(self) -> NDArray[np.float64]:
        """The log-odds of pneumonia, shape (N,)."""
        return pneumonia_margin(self.logits)

    @property
    def patients(self) -> list[str]:
        """The patient of each image."""
        return [row.patient for row in self.rows]

    @property
    def tells_patterns(self) -> bool:
        """Whether the network tells bacterial from viral."""
        return self.logits.shape[-1] > 1

    def pneumonias(self) -> Outputs:
        """Return the part that shows pneumonia."""
        truth = self.truth
        return Outputs(tuple(row for row, ill in zip(self.rows, truth, strict=True) if ill), self.logits[truth])

    def bacterial(self) -> NDArray[np.bool_]:
        """Return whether each image is labelled bacterial, shape (N,)."""
        return np.array([row.label == BACTERIAL for row in self.rows])


def run_network(network: keras.Model, rows: Sequence[ManifestRow], images: NDArray[np.uint8]) -> Outputs:
    """Return what a float network says."""
    return Outputs(tuple(rows), network.predict(images, batch_size=_BATCH, verbose=0))


def run_file(
    model: bytes,
    rows: Sequence[ManifestRow],
    images: NDArray[np.uint8],
    progress: Callable[[Any], Iterable[Any]] = iter,
) -> Outputs:
    """Return what a LiteRT file says, by the app's own engine."""
    engine = Engine(model)
    return Outputs(tuple(rows), np.array([engine.run(image[None]).logits for image in progress(images)]))


def figures(outputs: Outputs, population: str, *, threshold: float = 0.0) -> tuple[Figure, ...]:
    """Return the figures of a part, each with its 95% interval.

    Args:
        outputs: what the network said.
        population: names the part.
        threshold: of the pneumonia margin; 0 is a probability of one half before calibration.
    """
    counted = f"{population}: {len(outputs.rows)} images of {len(set(outputs.patients))} patients"

    def of_all(name: str, metric: metrics.Metric) -> Figure:
        return metrics.figure(name, metric, outputs.truth, outputs.margins, outputs.patients, counted)

    found = (
        of_all("AUROC", metrics.auroc),
        of_all("Accuracy", metrics.accuracy_at(threshold)),
        of_all("Sensitivity", metrics.sensitivity_at(threshold)),
        of_all("Specificity", metrics.specificity_at(threshold)),
    )
    return found + (_pattern_figures(outputs.pneumonias(), population) if outputs.tells_patterns else ())


def _pattern_figures(ill: Outputs, population: str) -> tuple[Figure, ...]:
    counted = f"{population}: {len(ill.rows)} pneumonias of {len(set(ill.patients))} patients"

    def of_ill(name: str, metric: metrics.Metric) -> Figure:
        return metrics.figure(name, metric, ill.bacterial(), pattern_margin(ill.logits), ill.patients, counted)

    return (
        of_ill("Bacterial against viral, AUROC", metrics.auroc),
        of_ill("Bacterial against viral, accuracy", metrics.accuracy_at(0.0)),
    )
