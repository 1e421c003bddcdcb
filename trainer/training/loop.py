"""Training loop: one epoch at a time, saved after each, so that a killed run can go on."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from trainer.data.arrays import read_images, targets
from trainer.data.progress import Progress, TimeLeft, silent
from trainer.data.split import ManifestRow
from trainer.images.machine_look import exchange_looks
from trainer.networks import architectures
from trainer.networks.recipes.recipe import Recipe
from trainer.training import augment, barlow_twins, batch_steps, frame_augment, frame_expert, run_folder

_LOG = logging.getLogger(__name__)

_TOLD = ("loss", "accuracy", "val_loss", "val_accuracy")

OPTIMIZERS = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD}


@dataclass(frozen=True, slots=True)
class Arrays:
    """Images with their classes, to train or to test on.

    Attributes:
        images: uint8, shape (N, S, S, 1).
        classes: of each image, shape (N,).
        patients: of each image.
        soft_targets: class probabilities that are learned instead of the class, shape (N, C), or None.
        expert: log-probabilities that an expert of the frame gives, shape (N, C), or None, see
            `trainer.training.frame_expert`.
    """

    images: NDArray[np.uint8]
    classes: NDArray[np.int64]
    patients: tuple[str, ...]
    soft_targets: NDArray[np.float32] | None = None
    expert: NDArray[np.float32] | None = None


def read_arrays(dataset: Path, rows: Sequence[ManifestRow], recipe: Recipe, progress: Progress = silent) -> Arrays:
    """Return the inputs and classes of these rows for a recipe; raises as `trainer.data.arrays.read_images` does."""
    return make_arrays(read_images(dataset, rows, recipe.preprocess, progress), rows, recipe)


def make_arrays(images: NDArray[np.uint8], rows: Sequence[ManifestRow], recipe: Recipe) -> Arrays:
    """Return the inputs of these rows, shape (N, S, S, 1), with their classes for a recipe."""
    return Arrays(images, targets(rows, recipe.classes), tuple(row.patient for row in rows))


@dataclass(frozen=True, slots=True)
class _Run:
    """A run, as every epoch of it needs it."""

    model: keras.Model
    recipe: Recipe
    seed: int
    progress: Progress


def fit(
    recipe: Recipe,
    training: Arrays,
    validation: Arrays,
    folder: Path,
    *,
    seed: int,
    progress: Progress = silent,
) -> run_folder.History:
    """Train until the recipe's epochs or its patience are spent; goes on where an earlier call was cut off.

    Args:
        recipe: what to train.
        training: to learn from.
        validation: to choose the best epoch by.
        folder: an opened run folder; gets the state after every epoch and `best.keras` at the lowest loss.
        seed: of the weights, of the order of images, and of augmentation.
        progress: is told of every step.

    Returns:
        One entry an epoch, see `run_folder.History`.

    Raises:
        TrainerError: a teacher of the recipe has no run beside this one.
    """
    history = run_folder.read_history(folder)
    if run_folder.is_finished(recipe, history):
        return history
    training = _with_expert(recipe, _with_soft_targets(recipe, training, folder.parent))
    model = run_folder.load_model(folder, history)
    if model is None:
        model = _new_model(recipe, training.images, folder, seed, progress)
    else:
        _LOG.info("Going on after epoch %d of %d.", len(history), recipe.epochs)
    run = _Run(model, recipe, seed, progress)
    left = TimeLeft(recipe.epochs, len(history))
    while not run_folder.is_finished(recipe, history):
        history.append(_train_epoch(run, training, validation, len(history)))
        run_folder.save_epoch(folder, model, history)
        figures = ", ".join(f"{name} {value:.4f}" for name, value in history[-1].items() if name in _TOLD)
        _LOG.info("Epoch %s: %s", left.after_one_more(), figures)
    return history


def epoch_order(images: int, count: int, epoch: int, seed: int) -> NDArray[np.int64]:
    """Return which images an epoch sees: the next `count` of an endless stream of seeded shuffles."""
    turns = range(epoch * count // images, (epoch * count + count - 1) // images + 1)
    stream = np.concatenate([np.random.default_rng((seed, turn)).permutation(images) for turn in turns])
    start = epoch * count - turns[0] * images
    return stream[start : start + count]


def _images_per_epoch(recipe: Recipe, images: int) -> int:
    """Return a whole number of batches; what is left over comes first in the next epoch."""
    if recipe.steps_per_epoch is not None:
        return recipe.steps_per_epoch * recipe.batch_size
    return max(images // recipe.batch_size, 1) * recipe.batch_size


def _with_soft_targets(recipe: Recipe, training: Arrays, beside: Path) -> Arrays:
    """Return the same images, with what the recipe makes of their classes, and with what its teachers say."""
    targets = _targets(recipe, training)
    if recipe.pattern_smoothing:
        targets = smooth_patterns(targets, recipe.pattern_smoothing)
    if recipe.teachers:
        networks = (run_folder.load_last_network(beside / name) for name in recipe.teachers)
        targets = (targets + np.mean([_probabilities(each, training.images) for each in networks], axis=0)) / 2
    return replace(training, soft_targets=np.asarray(targets, np.float32))


def smooth_patterns(targets: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    """Return targets of three classes, (N, 3), in which each kind of pneumonia gives this share to the other."""
    normal, bacterial, viral = targets.T
    kept = 1 - share
    return np.stack([normal, kept * bacterial + share * viral, kept * viral + share * bacterial], axis=1)


def _with_expert(recipe: Recipe, training: Arrays) -> Arrays:
    if not recipe.debiased:
        return training
    said = frame_expert.expert_log_probabilities(training.images, training.classes, training.patients)
    return replace(training, expert=said)


def _probabilities(network: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    logits = batch_steps.predict(network, images)
    of = keras.ops.sigmoid if logits.shape[1] == 1 else keras.ops.softmax
    return keras.ops.convert_to_numpy(of(logits))


def _new_model(recipe: Recipe, images: NDArray[np.uint8], folder: Path, seed: int, progress: Progress) -> keras.Model:
    keras.utils.set_random_seed(seed)
    network = architectures.build(recipe)
    model = _compile_model(recipe, network, len(images), seed)
    if recipe.unlabelled_epochs:
        barlow_twins.pretrain(network, recipe, images, seed=seed, progress=progress)
        run_folder.save_start(folder, model)
    return model


def _compile_model(recipe: Recipe, network: keras.Model, images: int, seed: int) -> keras.Model:
    front: list[Any] = [keras.Input(network.input_shape[1:])]
    if recipe.augmentation is not None:
        spec = asdict(recipe.augmentation)
        front.append(augment.Augment(spec, seed, standardised=recipe.standardised, dtype="float32"))
    model = keras.Sequential([*front, network])
    optimizer = _optimizer(recipe, _images_per_epoch(recipe, images) // recipe.batch_size)
    loss, accuracy = _loss_and_accuracy(recipe)
    model.compile(optimizer=optimizer, loss=loss, metrics=[accuracy])
    return model


def _loss_and_accuracy(recipe: Recipe) -> tuple[keras.losses.Loss, Any]:
    if recipe.debiased:
        return frame_expert.ProductLoss(), frame_expert.NetworkAccuracy("accuracy")
    if recipe.classes == 2:
        return keras.losses.BinaryCrossentropy(from_logits=True), keras.metrics.BinaryAccuracy(
            "accuracy", threshold=0.0
        )
    return keras.losses.CategoricalCrossentropy(from_logits=True), keras.metrics.CategoricalAccuracy("accuracy")


def _optimizer(recipe: Recipe, steps_per_epoch: int) -> keras.optimizers.Optimizer:
    rate: Any = recipe.learning_rate
    if recipe.cosine_decay:
        rate = keras.optimizers.schedules.CosineDecay(rate, recipe.epochs * steps_per_epoch)
    if not recipe.averaging:
        return OPTIMIZERS[recipe.optimizer](rate)
    average = {"use_ema": True, "ema_momentum": recipe.averaging, "ema_overwrite_frequency": steps_per_epoch}
    return OPTIMIZERS[recipe.optimizer](rate, **average)


def _targets(recipe: Recipe, arrays: Arrays) -> NDArray[np.float32]:
    """Return the targets of the loss: (N, 1) for one logit, else one column for each class."""
    if arrays.soft_targets is not None:
        return arrays.soft_targets
    if recipe.classes == 2:
        return arrays.classes[:, None].astype(np.float32)
    return np.eye(recipe.classes, dtype=np.float32)[arrays.classes]


def _vary_epoch(
    recipe: Recipe, images: NDArray[np.uint8], targets: NDArray[np.float32], rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Exchange looks, mix images, exchange frames and hide lungs within an epoch."""
    spec = recipe.augmentation
    if spec is None:
        return images, targets
    images = exchange_looks(images, spec.exchange, rng)
    images, targets = augment.mix_up(images, targets, spec.mixup, rng)
    images = frame_augment.exchange_frames(images, spec.frame_exchange, rng)
    return frame_augment.hide_lungs(images, targets, spec.hidden_lungs, rng)


def _train_epoch(run: _Run, training: Arrays, validation: Arrays, epoch: int) -> dict[str, float]:
    start, recipe = time.monotonic(), run.recipe
    order = epoch_order(len(training.images), _images_per_epoch(recipe, len(training.images)), epoch, run.seed)
    sample: Any = slice(None)
    if recipe.validation_images is not None:
        sample = epoch_order(len(validation.images), recipe.validation_images, epoch, run.seed)
    images, targets = _vary_epoch(
        recipe, training.images[order], _targets(recipe, training)[order], np.random.default_rng((run.seed, epoch))
    )
    if training.expert is not None:
        targets = np.hstack([targets, training.expert[order]])
    weights = _class_weights(training.classes)[training.classes[order]] if recipe.balanced else None
    learned = batch_steps.train_epoch(
        run.model, images, targets, weights, batch_size=recipe.batch_size, progress=run.progress
    )
    asked = _targets(recipe, validation)[sample]
    if recipe.debiased:
        asked = np.hstack([asked, np.zeros_like(asked)])  # the network alone
    found = batch_steps.evaluate(run.model, validation.images[sample], asked)
    entry = {**learned, **{f"val_{name}": value for name, value in found.items()}}
    return {"epoch": epoch, **entry, "seconds": round(time.monotonic() - start, 2)}


def _class_weights(classes: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the weight of each class by its number, so that all weigh the same together."""
    counts = np.bincount(classes)
    return (len(classes) / (len(counts) * np.maximum(counts, 1))).astype(np.float32)
