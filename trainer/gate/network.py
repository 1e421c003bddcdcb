"""The gate's network: built, trained on made pictures, and converted to an int8 LiteRT file."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from app.core.intake.gate import FEATURES, SIZE_PX, clipped_z_scores, network_input
from app.core.model.engine import LOGITS
from trainer.data.progress import Progress, silent
from trainer.gate.kinds import CLASSES, DRAWN, FROM_FILMS, Kind, make_images
from trainer.training import batch_steps

WIDTHS = ((16, 2), (32, 2), (48, 2), (64, 1), (64, 2))
"""Width and stride of each convolution; the last gives 4 × 4 points, whose places count."""

FEATURE_COUNT = 32

ROUNDS = 14
"""How often pictures are made of the radiographs anew; those drawn of nothing cost ten times as much, and stay."""

PICTURES_PER_FILM = 6
"""In each round, over all kinds."""

RATE, DECAY, DROPOUT = 2e-3, 1e-2, 0.3

MOST_BATCH, LEAST_BATCH, LEAST_STEPS = 128, 8, 20
"""Pictures in a batch, and steps in a round: few radiographs are learned from in small batches."""

INPUT = "picture"

_CALIBRATION_PICTURES = 300


def train(films: NDArray[np.uint8], *, seed: int, progress: Progress = silent) -> keras.Model:
    """Train a network to tell the classes of pictures apart.

    Args:
        films: radiographs to make pictures of, uint8, shape (N, SOURCE_PX, SOURCE_PX), N ≥ 1.
        seed: of pictures, weights and order.
        progress: is told of every step.

    Returns:
        A model from clipped_z_scores pictures (B, S, S, 1) to `logits` (B, C) and `features` (B, FEATURE_COUNT).
    """
    keras.utils.set_random_seed(seed)
    count = PICTURES_PER_FILM * len(films)
    drawn = _pictures(DRAWN, films, count, np.random.default_rng((seed, ROUNDS)))
    model = _build()
    classifier = keras.Model(model.input, model.output[LOGITS])
    batch = min(max(count // LEAST_STEPS, LEAST_BATCH), MOST_BATCH)
    steps = ROUNDS * -(-count // batch)
    schedule = keras.optimizers.schedules.CosineDecay(RATE, steps)
    classifier.compile(
        keras.optimizers.AdamW(schedule, weight_decay=DECAY),
        keras.losses.CategoricalCrossentropy(from_logits=True),
    )
    for turn in range(ROUNDS):
        rng = np.random.default_rng((seed, turn))
        made = _pictures(FROM_FILMS, films, count, rng)
        pictures, classes = (np.concatenate([drawn[part], made[part]]) for part in (0, 1))
        order = rng.permutation(len(pictures))
        inputs = clipped_z_scores(pictures[order]).reshape(-1, SIZE_PX, SIZE_PX, 1)
        targets = np.eye(len(CLASSES), dtype=np.float32)[classes[order]]
        batch_steps.train_epoch(classifier, inputs, targets, batch_size=batch, progress=progress)
    return model


def _pictures(
    kinds: tuple[Kind, ...], films: NDArray[np.uint8], count: int, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return pictures of these kinds, and the class of each; about `count` if of all kinds, two of each at least."""
    whole = sum(kind.share for kind in FROM_FILMS + DRAWN)
    counts = [max(round(count * kind.share / whole), 2) for kind in kinds]
    pictures = [make_images(kind, films, many, rng) for kind, many in zip(kinds, counts, strict=True)]
    return np.concatenate(pictures), np.repeat([CLASSES.index(kind.says) for kind in kinds], counts)


def _build() -> keras.Model:
    picture = keras.Input((SIZE_PX, SIZE_PX, 1), name=INPUT)
    x = picture
    for stage, (width, strides) in enumerate(WIDTHS):  # names of their own: the same training gives the same file
        x = layers.Conv2D(width, 3, strides=strides, padding="same", use_bias=False, name=f"convolution_{stage}")(x)
        x = layers.BatchNormalization(name=f"normalisation_{stage}")(x)
        x = layers.ReLU(name=f"rectifier_{stage}")(x)
    x = layers.Dropout(DROPOUT)(layers.Flatten(name="places")(x))
    features = layers.Dense(FEATURE_COUNT, activation="relu", name=FEATURES)(x)
    outputs = {LOGITS: layers.Dense(len(CLASSES), name=LOGITS)(features), FEATURES: features}
    return keras.Model(picture, outputs, name="gate")


def to_int8(model: keras.Model, pictures: NDArray[np.uint8]) -> bytes:
    """Convert a trained network to a LiteRT file, int8 inside, float32 in and out.

    Args:
        model: as `train` gives it.
        pictures: uint8, shape (N, S, S), N ≥ 1, to set the ranges of the activations by.
    """
    import tensorflow as tf  # takes seconds to import

    def ranges() -> Iterator[dict[str, Any]]:
        for picture in pictures[:: max(len(pictures) // _CALIBRATION_PICTURES, 1)]:
            yield {INPUT: network_input(picture)}

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"(?s).*tf\.lite\.Interpreter is deprecated")
        archive = keras.export.ExportArchive()
        archive.track(model)
        signature = [tf.TensorSpec((1, SIZE_PX, SIZE_PX, 1), tf.float32, name=INPUT)]
        archive.add_endpoint("serve", lambda picture: model(picture, training=False), input_signature=signature)
        archive.write_out(folder, verbose=False)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=["serve"])
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = ranges
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        return bytes(converter.convert())
