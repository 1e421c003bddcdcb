"""Training, evaluation and prediction over arrays, batch by batch.

Keras' own `fit`, `evaluate` and `predict` make a tf.data pipeline at each call. At its end TensorFlow 2.21 waits for
the pipeline's tuner, which sleeps 10 ms, 20 ms, … up to a minute: epochs of 3.7 s took 5, 10 and sometimes 41 s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from trainer.data.progress import Progress, silent

Pixels = NDArray[np.uint8] | NDArray[np.float32]
"""Images, shape (N, S, S, C)."""

_BATCH = 64  # where nothing is learned and the size changes nothing but the speed


def train_epoch(
    model: keras.Model,
    images: Pixels,
    targets: NDArray[np.float32],
    weights: NDArray[np.float32] | None = None,
    *,
    batch_size: int,
    progress: Progress = silent,
) -> dict[str, float]:
    """Train on every image once, in their order.

    Args:
        model: compiled.
        images: to learn from.
        targets: shape (N, C).
        weights: of each image in the loss, shape (N,); None for all alike.
        batch_size: images a step.
        progress: is told of every step.

    Returns:
        The means over the pass of `loss` and of each metric.
    """
    means = _Means()
    for batch in progress(list(_batches(len(images), batch_size)), "Training"):
        model.reset_metrics()  # newer versions of Keras do it by themselves
        some = None if weights is None else weights[batch]
        means.add(model.train_on_batch(images[batch], targets[batch], some, return_dict=True), len(targets[batch]))
    return means.found()


def evaluate(model: keras.Model, images: Pixels, targets: NDArray[np.float32]) -> dict[str, float]:
    """Return the mean `loss` and metrics of a compiled model on images with targets of shape (N, C)."""
    means = _Means()
    for batch in _batches(len(images), _BATCH):
        model.reset_metrics()
        means.add(model.test_on_batch(images[batch], targets[batch], return_dict=True), len(targets[batch]))
    return means.found()


def predict(network: keras.Model, images: Pixels) -> NDArray[np.float32]:
    """Return what a network of one output says of one image or more, float32, shape (N, C)."""
    return np.concatenate([network.predict_on_batch(images[batch]) for batch in _batches(len(images), _BATCH)])


class _Means:
    """Means over a pass, of values that are means over a batch."""

    def __init__(self) -> None:
        self._sums: Counter[str] = Counter()
        self._images = 0

    def add(self, of_batch: dict[str, Any], images: int) -> None:
        self._sums.update({name: float(value) * images for name, value in of_batch.items()})
        self._images += images

    def found(self) -> dict[str, float]:
        return {name: float(total / self._images) for name, total in self._sums.items()}


def _batches(images: int, size: int) -> Iterator[slice]:
    return (slice(start, start + size) for start in range(0, images, size))
