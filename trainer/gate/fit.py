"""Fits the input gate to the training radiographs, and measures what it lets pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec, to_model_input
from app.core.intake.gate import (
    FEATURES,
    OUTPUTS,
    SIZE_PX,
    Gate,
    TrainingStatistics,
    downscale,
    frontal_margin,
    network_input,
    pca_input,
)
from app.core.model.engine import LOGITS, Network
from app.core.model.limits import GateLimits
from trainer.data.arrays import decode_each
from trainer.data.progress import Progress, silent
from trainer.data.split import ManifestRow
from trainer.gate.altered_radiographs import SOURCE_PX
from trainer.gate.kinds import CLASSES, DRAWN, FROM_FILMS, HALVES, make_images
from trainer.gate.thorax import fit_thorax

COMPONENTS = 30

LEAST_SPREAD = 1e-3
"""Of the mean variance of the features; added to each, as some features hardly vary."""

PASSING, PASSING_HANDLED = (0.993, 0.998, 0.999, 0.999), (0.98, 0.985, 0.995, 0.998)
"""Margin, distance, residual and amount let these shares of the validation radiographs pass, as they are and handled.

The laxer of the two counts. The margin decides most; the others, at whose edge no picture lies by habit, cost little.
"""

HANDLED_PER_FILM, LEAST_HANDLED = 2, 200
"""How many handled radiographs are familiar, and how many limits are set by."""

MEASURED = 400
"""How many pictures of each kind are measured, where there are as many radiographs."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """How many images of a kind the input gate refuses."""

    refused: int
    images: int


def film_spec() -> PreprocessSpec:
    """Return how a radiograph becomes the image that others are made of, SOURCE_PX a side."""
    return PreprocessSpec(SOURCE_PX, resample="box")


def read_films(
    dataset: Path, rows: Sequence[ManifestRow], spec: PreprocessSpec, progress: Progress = silent
) -> NDArray[np.uint8]:
    """Return the radiographs that images are made of, uint8, shape (N, SOURCE_PX, SOURCE_PX).

    Raises:
        TrainerError, InputError: see `trainer.data.arrays.decode_each`.
    """
    films = decode_each(dataset, rows, spec, lambda radiograph: to_model_input(radiograph, film_spec()), progress)
    return np.concatenate(list(films))[..., 0]


def make_gate(
    training: NDArray[np.uint8], validation: NDArray[np.uint8], test: NDArray[np.uint8], progress: Progress = silent
) -> tuple[Gate, dict[str, Refusals]]:
    """Return the gate that is fitted to the radiographs of two parts, and what it refuses of the third.

    Args:
        training: as `read_films` gives it.
        validation: likewise.
        test: likewise.
        progress: is told of training.
    """
    gate = fit_gate(training, validation, progress=progress)
    return gate, measure_gate(gate, test)


def fit_gate(
    training: NDArray[np.uint8], validation: NDArray[np.uint8], *, seed: int = 0, progress: Progress = silent
) -> Gate:
    """Return the gate: network and familiarity from the training radiographs, limits from the validation ones.

    A quarter of an hour on two busy cores for 3,600 radiographs; seconds for a few.

    Args:
        training: as `read_films` gives it, N ≥ 1.
        validation: likewise.
        seed: of all that is left to chance.
        progress: is told of every step of training.
    """
    from trainer.gate.network import to_int8, train  # Keras takes seconds to import

    rng = np.random.default_rng(seed)
    learned = _handled(training, rng)
    network = Network(to_int8(train(training, seed=seed, progress=progress), learned), OUTPUTS)
    statistics = _fit_statistics(_outputs(network, learned)[1], learned)
    statistics = replace(statistics, thorax=fit_thorax(training, np.random.default_rng((seed, 1))))
    limits = _limits(network, statistics, (_as_they_are(validation), _handled(validation, rng)))
    return Gate(limits, statistics, network)


def measure_gate(gate: Gate, frontal: NDArray[np.uint8]) -> dict[str, Refusals]:
    """Return how many of each kind of picture the gate refuses, and how many there were.

    Args:
        gate: to measure.
        frontal: radiographs that it was not fitted to, as `read_films` gives them; the other kinds are made of them.
    """
    rng = np.random.default_rng(0)
    kinds = {"frontal radiographs": _as_they_are(frontal)}
    for kind in (*FROM_FILMS, *HALVES, *DRAWN):
        kinds[kind.name] = make_images(kind, frontal, min(len(frontal), MEASURED), rng)
    return {kind: Refusals(sum(gate.refusal(p) is not None for p in ps), len(ps)) for kind, ps in kinds.items()}


def _as_they_are(films: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.array([downscale(film) for film in films])


def _handled(films: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    return make_images(FROM_FILMS[0], films, max(HANDLED_PER_FILM * len(films), LEAST_HANDLED), rng)


def _outputs(network: Network, pictures: NDArray[np.uint8]) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Return the margin of every picture, shape (N,), and its features, shape (N, F)."""
    outputs = [network.run(network_input(picture)) for picture in pictures]
    return np.array([frontal_margin(each[LOGITS]) for each in outputs]), np.array([each[FEATURES] for each in outputs])


def _limits(
    network: Network, statistics: TrainingStatistics, plain_and_handled: tuple[NDArray[np.uint8], ...]
) -> GateLimits:
    found = []
    for pictures, passing in zip(plain_and_handled, (PASSING, PASSING_HANDLED), strict=True):
        margins, features = _outputs(network, pictures)
        measures = (-margins, statistics.feature_distance(features), *statistics.pca_distances(pictures))
        found.append([float(np.quantile(measure, share)) for measure, share in zip(measures, passing, strict=True)])
    least, *most = np.max(found, axis=0).tolist()
    return GateLimits(SIZE_PX, CLASSES, -least, *most)


def _fit_statistics(features: NDArray[np.float32], pictures: NDArray[np.uint8]) -> TrainingStatistics:
    """Return what these pictures and their features are like."""
    mean, covariance = features.mean(axis=0), np.cov(features.T)
    spread, turned = np.linalg.eigh(covariance)
    whitening = turned / np.sqrt(np.maximum(spread, 0) + max(float(spread.mean()), 1e-6) * LEAST_SPREAD)
    flat = pca_input(pictures).astype(np.float64)
    _, amounts, axes = np.linalg.svd(flat - flat.mean(axis=0), full_matrices=False)
    kept = min(COMPONENTS, int(np.sum(amounts > amounts[0] * 1e-3)))
    arrays = (mean, whitening, flat.mean(axis=0), axes[:kept], amounts[:kept] ** 2 / len(flat))
    return TrainingStatistics(*(array.astype(np.float32) for array in arrays))
