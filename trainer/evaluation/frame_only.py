"""Small models that see the frame of a film alone: what a dataset tells without the lungs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import Figure
from trainer.data.arrays import are_ill
from trainer.data.split import ManifestRow
from trainer.errors import TrainerError
from trainer.evaluation import metrics
from trainer.images.frame import RING, corner_mask, ring_mask
from trainer.training.frame_expert import THUMBNAIL_PX, make_small_model, make_thumbnails

LARGE_CORNER = 0.22
"""Share of the side of the larger corners: the deepest that a first trial exchanged in training."""

WHOLE_RING, RING_CORNERS, LARGE_CORNERS = (
    f"outer {RING:.0%} ring",
    f"four corners of {RING:.0%}",
    f"four corners of {LARGE_CORNER:.0%}",
)
INSIDE, WHOLE = "all but the ring", "whole picture"
ASPECT, PIXELS = "aspect ratio of the original file", "number of pixels of the original file"

Sizes = Mapping[str, tuple[int, int]]
"""Width and height in pixels of original files, by the path of their copy below the dataset folder."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split.

    Attributes:
        rows: its images.
        sources: the same, as `trainer.evaluation.stress_results.read_sources` gives them, uint8 (N, S, S, 1).
    """

    rows: tuple[ManifestRow, ...]
    sources: NDArray[np.uint8]


def read_sizes(path: Path) -> Sizes:
    """Read the sizes of original files from a CSV with the columns `file`, `width_px` and `height_px`.

    Raises:
        TrainerError: the file is absent or something else.
    """
    try:
        with path.open(newline="", encoding="utf-8") as stream:
            return {line["file"]: (int(line["width_px"]), int(line["height_px"])) for line in csv.DictReader(stream)}
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, TypeError, ValueError) as error:
        raise TrainerError(f"{path} is no table of sizes with the columns file, width_px, height_px.") from error


def measure_frame_only(training: Part, test: Part, sizes: Sizes | None = None) -> tuple[Figure, ...]:
    """Return the AUROC on the test part of models that see the frame alone, and for comparison the rest and the whole.

    Each is that of `trainer.training.frame_expert.make_small_model`, so that nothing is chosen by what is measured. It
    is a lower bound of what the frame tells.

    Args:
        training: to learn from.
        test: to measure on.
        sizes: of original files; images without one are left out of the figures on shape. None for no such figures.

    Raises:
        TrainerError: a part lacks a class, or so do its images whose size is known.
    """
    learned, measured = (make_thumbnails(part.sources[..., 0]) for part in (training, test))
    ring = ring_mask(THUMBNAIL_PX)
    masks = {
        WHOLE_RING: ring,
        RING_CORNERS: corner_mask(THUMBNAIL_PX, RING),
        LARGE_CORNERS: corner_mask(THUMBNAIL_PX, LARGE_CORNER),
        INSIDE: ~ring,
        WHOLE: np.ones_like(ring),
    }
    pictures = [
        _small_model(name, (training.rows, learned[:, mask]), (test.rows, measured[:, mask]))
        for name, mask in masks.items()
    ]
    return (*pictures, *(_shape_figures(training.rows, test.rows, sizes) if sizes is not None else ()))


def describe_part(name: str, rows: Sequence[ManifestRow]) -> str:
    """Return the name of a part with its numbers of images and patients."""
    return f"{name} part: {len(rows)} images of {len({row.patient for row in rows})} patients"


def measure(name: str, metric: metrics.Metric, rows: Sequence[ManifestRow], values: NDArray[np.float64]) -> Figure:
    """Return a metric of one value for each image of the test part, shape (N,), with its interval over patients."""
    patients = [row.patient for row in rows]
    return metrics.figure(name, metric, are_ill(rows), values, patients, describe_part("test", rows))


Seen = tuple[Sequence[ManifestRow], NDArray[np.float64]]
"""Rows and what a small model sees of each, shape (N, F)."""


def _small_model(name: str, training: Seen, test: Seen) -> Figure:
    known = are_ill(training[0])
    if known.all() or not known.any() or len(set(are_ill(test[0]))) < 2:
        raise TrainerError(f"The frame test needs normal and pneumonia images in both parts ({name}).")
    model = make_small_model().fit(training[1], known)
    return measure(name, metrics.auroc, test[0], model.decision_function(test[1]))


def _shape_figures(training: Sequence[ManifestRow], test: Sequence[ManifestRow], sizes: Sizes) -> tuple[Figure, ...]:
    seen = {
        ASPECT: lambda width, height: np.log(width / height),
        PIXELS: lambda width, height: np.log(width * height),
    }
    parts = [[row for row in rows if row.file in sizes] for rows in (training, test)]

    def look(rows: Sequence[ManifestRow], of: Callable[..., NDArray[np.float64]]) -> Seen:
        width, height = np.array([sizes[row.file] for row in rows], np.float64).reshape(-1, 2).T
        return rows, of(width, height)[:, None]

    return tuple(_small_model(name, *(look(rows, of) for rows in parts)) for name, of in seen.items())
