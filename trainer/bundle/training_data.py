"""The three parts of a split in every form that a bundle needs, each file decoded once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec, to_model_input
from app.core.intake.checks import measure_input
from app.core.records import Radiograph
from trainer.data.arrays import decode_each
from trainer.data.progress import Progress, silent
from trainer.data.split import TEST, TRAIN, VALIDATION, Manifest, ManifestRow
from trainer.gate.fit import film_spec
from trainer.images.stress import SOURCE_PX


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split.

    Attributes:
        rows: of the manifest.
        images: the model's inputs, uint8, shape (N, S, S, 1).
        sources: what is put under stress, uint8, shape (N, SOURCE_PX, SOURCE_PX, 1).
        films: what the gate's images are made of, uint8, shape (N, F, F).
        contrasts: see `app.core.intake.checks.measure_input`, shape (N,).
    """

    rows: tuple[ManifestRow, ...]
    images: NDArray[np.uint8]
    sources: NDArray[np.uint8]
    films: NDArray[np.uint8]
    contrasts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TrainingData:
    """A dataset, divided and decoded."""

    dataset: Path
    manifest: Manifest
    training: Part
    validation: Part
    test: Part


def read_training_data(
    dataset: Path, manifest: Manifest, spec: PreprocessSpec, progress: Progress = silent
) -> TrainingData:
    """Decode every file of the three parts once.

    Args:
        dataset: the dataset folder.
        manifest: of it, with all three parts.
        spec: of the model's input.
        progress: is told of every file.

    Raises:
        TrainerError, InputError: see `trainer.data.arrays.decode_each`.
    """
    parts = [_read_part(dataset, manifest.of(name), spec, progress) for name in (TRAIN, VALIDATION, TEST)]
    return TrainingData(dataset, manifest, *parts)


def _read_part(dataset: Path, rows: tuple[ManifestRow, ...], spec: PreprocessSpec, progress: Progress) -> Part:
    source, film = PreprocessSpec(SOURCE_PX), film_spec()

    def make(radiograph: Radiograph) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8], float]:
        inputs = (to_model_input(radiograph, each)[0] for each in (spec, source, film))
        return (*inputs, measure_input(radiograph).contrast)

    images, sources, films, contrasts = zip(*decode_each(dataset, rows, spec, make, progress), strict=True)
    return Part(rows, np.array(images), np.array(sources), np.array(films)[..., 0], np.array(contrasts))
