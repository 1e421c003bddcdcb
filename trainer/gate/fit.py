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
from trainer.data.arrays import are_ill, decode_each
from trainer.data.progress import Progress, silent
from trainer.data.split import ManifestRow
from trainer.gate.altered_radiographs import SOURCE_PX
from trainer.gate.kinds import CLASSES, DRAWN, FROM_FILMS, HALVES, PASSING_KINDS, make_images
from trainer.gate.thorax import fit_thorax
from trainer.images.frame import AS_IT_IS, FRAME_STRESSES

COMPONENTS = 30

LEAST_SPREAD = 0.2
"""Of the mean variance of the features; added to each, as some hardly vary: a film in an unusual frame would lie far
off by those alone. At 0.001 the distance by itself refused 12% of lower halves and 1.8% of films stretched to a wider
chest, at 0.2 54% and 0.5%."""

PASSING, PASSING_ALTERED = (0.993, 0.998, 0.999, 0.999), (0.98, 0.998, 0.998, 0.998)
"""Margin, distance, residual and amount let these shares of the validation radiographs pass, as they are and altered.

The laxest counts. The margin decides most; the others, at whose edge no picture lies by habit, cost little.
"""

ALTERED_PER_FILM, LEAST_ALTERED = 2, 200
"""How many radiographs of each kind that passes are familiar, and how many limits are set by."""

FRONTAL = "frontal radiographs"
"""What those as they are are called in the table; the altered ones' names begin with it."""

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
    training: NDArray[np.uint8],
    validation: NDArray[np.uint8],
    test: NDArray[np.uint8],
    test_rows: Sequence[ManifestRow],
    progress: Progress = silent,
) -> tuple[Gate, dict[str, Refusals]]:
    """Return the gate that is fitted to the radiographs of two parts, and what it refuses of the third.

    Args:
        training: as `read_films` gives it.
        validation: likewise.
        test: likewise; of both classes.
        test_rows: of the manifest.
        progress: is told of training.
    """
    gate = fit_gate(training, validation, progress=progress)
    return gate, measure_gate(gate, test, are_ill(test_rows))


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
    learned = np.concatenate(_altered(training, rng))
    network = Network(to_int8(train(training, seed=seed, progress=progress), learned), OUTPUTS)
    statistics = _fit_statistics(_outputs(network, learned)[1], learned)
    statistics = replace(statistics, thorax=fit_thorax(training, np.random.default_rng((seed, 1))))
    limits = _limits(network, statistics, _as_they_are(validation), _altered(validation, rng))
    return Gate(limits, statistics, network)


def measure_gate(gate: Gate, frontal: NDArray[np.uint8], ill: NDArray[np.bool_]) -> dict[str, Refusals]:
    """Return how many of each kind of picture the gate refuses, and how many there were.

    Args:
        gate: to measure.
        frontal: radiographs that it was not fitted to, as `read_films` gives them; the other kinds are made of them.
        ill: which of them show pneumonia, shape (N,); some do, and some do not.
    """
    rng = np.random.default_rng(0)
    kinds = {FRONTAL: _as_they_are(frontal)}
    for name, alter in FRAME_STRESSES.items():
        if name != AS_IT_IS:
            kinds[f"{FRONTAL}, {name}"] = np.array([downscale(film) for film in alter(frontal, ill)])
    for kind in (*FROM_FILMS, *HALVES, *DRAWN):
        kinds[kind.name] = make_images(kind, frontal, min(len(frontal), MEASURED), rng)
    return {kind: Refusals(sum(gate.refusal(p) is not None for p in ps), len(ps)) for kind, ps in kinds.items()}


def _as_they_are(films: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.array([downscale(film) for film in films])


def _altered(films: NDArray[np.uint8], rng: np.random.Generator) -> list[NDArray[np.uint8]]:
    """Return pictures of each kind that passes."""
    count = max(ALTERED_PER_FILM * len(films), LEAST_ALTERED)
    return [make_images(kind, films, count, rng) for kind in PASSING_KINDS]


def _outputs(network: Network, pictures: NDArray[np.uint8]) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Return the margin of every picture, shape (N,), and its features, shape (N, F)."""
    outputs = [network.run(network_input(picture)) for picture in pictures]
    return np.array([frontal_margin(each[LOGITS]) for each in outputs]), np.array([each[FEATURES] for each in outputs])


def _limits(
    network: Network, statistics: TrainingStatistics, plain: NDArray[np.uint8], altered: list[NDArray[np.uint8]]
) -> GateLimits:
    found = []
    for pictures, passing in ((plain, PASSING), *((each, PASSING_ALTERED) for each in altered)):
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
