"""Manifest rows to arrays, by the same decoding and preprocessing as the app's."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec, load_radiograph, to_model_input
from trainer.data.dataset import LABELS, NORMAL
from trainer.data.progress import Progress, silent
from trainer.data.split import ManifestRow
from trainer.errors import TrainerError


def read_images(
    dataset: Path,
    rows: Sequence[ManifestRow],
    spec: PreprocessSpec,
    progress: Progress = silent,
) -> NDArray[np.uint8]:
    """Return the model's inputs for these rows, uint8, shape (N, S, S, 1).

    Raises:
        TrainerError: a file changed since the manifest was made.
        InputError: a file can no longer be read.
    """

    def read(row: ManifestRow) -> NDArray[np.uint8]:
        radiograph = load_radiograph(dataset / row.file, spec)
        if radiograph.sha256 != row.sha256:
            raise TrainerError(f"{row.file} changed since the manifest was made.")
        return to_model_input(radiograph, spec)

    images = np.empty((len(rows), spec.size_px, spec.size_px, 1), np.uint8)
    with ThreadPoolExecutor() as pool:
        for place, (_, image) in enumerate(zip(progress(rows, "Reading"), pool.map(read, rows), strict=True)):
            images[place] = image
    return images


def targets(rows: Sequence[ManifestRow], classes: int) -> NDArray[np.int64]:
    """Return the class of each row, shape (N,): 0/1 for normal/pneumonia, or the place in `LABELS`."""
    if classes == 2:
        return np.array([int(row.label != NORMAL) for row in rows])
    return np.array([LABELS.index(row.label) for row in rows])
