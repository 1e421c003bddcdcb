"""Self-supervised pretraining: two views of a radiograph must give the same features.

Barlow Twins (Zbontar et al. 2021, arXiv:2103.03230): over a batch, each feature of one view goes along with the same
feature of the other view, and with no other feature.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import keras
import numpy as np
from keras import layers, ops
from numpy.typing import NDArray

from trainer.data.progress import Progress, silent
from trainer.errors import TrainerError
from trainer.images.machine_look import exchange_looks
from trainer.networks import architectures
from trainer.networks.recipes.recipe import Recipe
from trainer.training import batch_steps
from trainer.training.augment import Augment

PROJECTED = 256
"""How many features are compared; the paper's 8192 suit its batches of 2048."""

REDUNDANCY = 5e-3
"""Weight of what two different features share, of the paper."""

_LOG = logging.getLogger(__name__)

BATCH, RATE = 32, 1e-3

_FAINT = 1e-4  # added to the variance of each feature over a batch


def pretrain(
    network: keras.Model, recipe: Recipe, images: NDArray[np.uint8], *, seed: int, progress: Progress = silent
) -> None:
    """Pretrain the trunk of a network on images without labels, in place; its head stays as it is.

    Args:
        network: of the recipe, with an evidence map.
        recipe: its augmentation makes the views, its `unlabelled_epochs` say how often each image is seen.
        images: uint8, shape (N, S, S, 1), N ≥ 2.
        seed: of views, order and projection.
        progress: is told of every step.

    Raises:
        TrainerError: the recipe has no augmentation, or the network no evidence map.
    """
    if recipe.augmentation is None:
        raise TrainerError("Only a recipe with augmentation can learn from pixels alone: it makes the views.")
    batch = min(BATCH, len(images))
    steps = len(images) // batch
    spec = asdict(recipe.augmentation)
    views = [Augment(spec, seed + place, standardised=recipe.standardised, dtype="float32") for place in range(2)]
    model = _twins(architectures.trunk_of(network), views, recipe.input_px)
    schedule = keras.optimizers.schedules.CosineDecay(RATE, recipe.unlabelled_epochs * steps)
    model.compile(keras.optimizers.Adam(schedule), loss=_unlikeness)
    for epoch in range(recipe.unlabelled_epochs):
        rng = np.random.default_rng((seed, epoch))
        shown = images[rng.permutation(len(images))[: steps * batch]]
        pairs = np.concatenate([shown, exchange_looks(shown, recipe.augmentation.exchange, rng)], axis=-1)
        nothing = np.zeros((len(pairs), 1), np.float32)
        found = batch_steps.train_epoch(model, pairs, nothing, batch_size=batch, progress=progress)
        _LOG.info("Epoch %d of %d without labels: loss %.2f", epoch + 1, recipe.unlabelled_epochs, found["loss"])


def _twins(trunk: keras.Model, views: Sequence[Augment], side: int) -> keras.Model:
    """Return the model from pairs of images (B, S, S, 2) to the projected features (B, 2, PROJECTED) of their views."""
    projector = keras.Sequential(
        [
            layers.GlobalAveragePooling2D(),
            layers.Dense(PROJECTED, use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Dense(PROJECTED),
        ]
    )
    pairs = keras.Input((side, side, 2))
    projected = [projector(trunk(view(pairs[..., place : place + 1]))) for place, view in enumerate(views)]
    return keras.Model(pairs, ops.stack(projected, axis=1))


def _unlikeness(_: Any, projected: Any) -> Any:
    """Return how far the correlation of the features of two views, (B, 2, D) in all, is from the identity."""
    centred = projected - ops.mean(projected, axis=0, keepdims=True)
    scaled = centred / ops.sqrt(ops.var(projected, axis=0, keepdims=True) + _FAINT)
    correlation = ops.matmul(ops.transpose(scaled[:, 0]), scaled[:, 1]) / ops.cast(ops.shape(projected)[0], "float32")
    same = ops.diagonal(correlation)
    others = ops.sum(ops.square(correlation)) - ops.sum(ops.square(same))
    return ops.sum(ops.square(1 - same)) + REDUNDANCY * others
