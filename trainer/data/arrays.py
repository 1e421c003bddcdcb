"""Manifest rows to arrays, by the same decoding and preprocessing as the app's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec, load_radiograph, to_model_input
from app.core.records import Radiograph
from trainer.data.dataset import LABELS, NORMAL
from trainer.data.progress import Progress, silent
from trainer.data.split import ManifestRow
from trainer.errors import TrainerError

Made = TypeVar("Made")


def decode_each(
    dataset: Path,
    rows: Sequence[ManifestRow],
    spec: PreprocessSpec,
    make: Callable[[Radiograph], Made],
    progress: Progress = silent,
) -> Iterator[Made]:
    """Decode the file of each row once, and yield what is made of it, in the order of the rows.

    Args:
        dataset: the dataset folder.
        rows: of its manifest.
        spec: says at which scale a file is decoded.
        make: makes of a radiograph all that is wanted of it; called from several threads.
        progress: is told of every file.

    Raises:
        TrainerError: a file changed since the manifest was made.
        InputError: a file can no longer be read.
    """

    def read(row: ManifestRow) -> Made:
        radiograph = load_radiograph(dataset / row.file, spec)
        if radiograph.sha256 != row.sha256:
            raise TrainerError(f"{row.file} changed since the manifest was made.")
        return make(radiograph)

    with ThreadPoolExecutor() as pool:
        for _, made in zip(progress(rows, "Reading"), pool.map(read, rows), strict=True):
            yield made


def read_images(
    dataset: Path,
    rows: Sequence[ManifestRow],
    spec: PreprocessSpec,
    progress: Progress = silent,
) -> NDArray[np.uint8]:
    """Return the model's inputs for these rows, uint8, shape (N, S, S, 1); raises as `decode_each` does."""
    images = np.empty((len(rows), spec.size_px, spec.size_px, 1), np.uint8)
    inputs = decode_each(dataset, rows, spec, lambda radiograph: to_model_input(radiograph, spec), progress)
    for place, image in enumerate(inputs):
        images[place] = image
    return images


def targets(rows: Sequence[ManifestRow], classes: int) -> NDArray[np.int64]:
    """Return the class of each row, shape (N,): 0/1 for normal/pneumonia, or the place in `LABELS`."""
    if classes == 2:
        return np.array([int(row.label != NORMAL) for row in rows])
    return np.array([LABELS.index(row.label) for row in rows])


def are_ill(rows: Sequence[ManifestRow]) -> NDArray[np.bool_]:
    """Return which of the rows show pneumonia, shape (N,)."""
    return targets(rows, classes=2).astype(np.bool_)
