"""Fits the input gate to the training radiographs, and measures what it lets pass."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.core.bundle import GateLimits
from app.core.gate import Gate, distances, small, standardised
from app.core.preprocess import PreprocessSpec, load
from app.core.records import Radiograph, SourceFacts
from trainer.split import ManifestRow

SIZE_PX, COMPONENTS = 16, 30
PASSING_PERCENT = 99.6
"""Each of the two limits is this percentile of the validation radiographs."""


def read_small(dataset: Path, rows: Sequence[ManifestRow], spec: PreprocessSpec) -> NDArray[np.uint8]:
    """Return the radiographs as the gate sees them, uint8, shape (N, SIZE_PX, SIZE_PX)."""
    return np.array([small(load(dataset / row.file, spec), SIZE_PX) for row in rows])


def fit_gate(training: NDArray[np.uint8], validation: NDArray[np.uint8]) -> Gate:
    """Return the gate: components of the training radiographs and their mirror images, limits of the validation ones.

    Args:
        training: as `read_small` gives it.
        validation: likewise.
    """
    both = standardised(np.concatenate([training, training[:, :, ::-1]])).astype(np.float64)
    mean = both.mean(axis=0)
    _, spread, axes = np.linalg.svd(both - mean, full_matrices=False)
    kept = min(COMPONENTS, int(np.sum(spread > spread[0] * 1e-3)))
    variances = spread[:kept] ** 2 / len(both)
    mean32, axes32 = mean.astype(np.float32), axes[:kept].astype(np.float32)
    residual, distance = distances(standardised(validation), mean32, axes32, variances)
    limits = GateLimits(
        size_px=SIZE_PX,
        variances=tuple(map(float, variances)),
        max_residual=float(np.percentile(residual, PASSING_PERCENT)),
        max_distance=float(np.percentile(distance, PASSING_PERCENT)),
    )
    return Gate(limits, mean32, axes32)


def measure_gate(gate: Gate, frontal: NDArray[np.uint8]) -> dict[str, tuple[int, int]]:
    """Return how many of each kind of picture the gate refuses, and how many there were.

    Args:
        gate: to measure.
        frontal: radiographs that it was not fitted to, as `read_small` gives them; the other kinds are made of them.
    """
    half = SIZE_PX // 2
    noise = np.random.default_rng(0).integers(0, 256, frontal.shape, dtype=np.uint8)
    kinds = {
        "frontal radiographs": frontal,
        "turned to the left": np.rot90(frontal, 1, (1, 2)),
        "turned to the right": np.rot90(frontal, 3, (1, 2)),
        "upside down": np.rot90(frontal, 2, (1, 2)),
        "negatives": 255 - frontal,
        "noise": noise,
        "left half alone": _stretched(frontal[:, :, :half]),
        "upper half alone": _stretched(frontal[:, :half]),
        "lower half alone": _stretched(frontal[:, half:]),
        "a quarter of the size on black": _on_black(frontal),
    }
    return {kind: (sum(gate.objection(_radiograph(p)) is not None for p in ps), len(ps)) for kind, ps in kinds.items()}


def _radiograph(grey: NDArray[np.uint8]) -> Radiograph:
    return Radiograph(np.ascontiguousarray(grey), 255, SourceFacts("PNG", SIZE_PX, SIZE_PX), "")


def _stretched(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    size = (SIZE_PX, SIZE_PX)
    return np.array([np.asarray(Image.fromarray(np.ascontiguousarray(picture)).resize(size)) for picture in pictures])


def _on_black(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    quarter = SIZE_PX // 4
    framed = np.zeros_like(pictures)
    framed[:, quarter:-quarter, quarter:-quarter] = pictures[:, ::2, ::2]
    return framed
