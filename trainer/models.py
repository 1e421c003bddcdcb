"""The networks. Each takes uint8-range images (B, S, S, 1), rescales them inside, and gives logits."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from trainer.errors import TrainerError

EVIDENCE = "evidence"
"""Name of the layer whose maps average exactly to the logits."""

RESIDUAL_STAGES = ((32, 2), (64, 2), (96, 1))
"""Width and stride of each pair of blocks; the last keeps its size, for an evidence map of S / 8 points a side."""

STUDY_WIDTHS = (32, 32, 64, 64, 128, 128)


def build(architecture: str, input_px: int, classes: int) -> keras.Model:
    """Build a network.

    Args:
        architecture: a key of `ARCHITECTURES`.
        input_px: side S of the input.
        classes: 2 for one logit (pneumonia), 3 for three (normal, bacterial, viral).

    Returns:
        A model from (B, S, S, 1), grey 0..255, to logits (B, 1) or (B, classes).
    """
    return ARCHITECTURES[architecture](input_px, 1 if classes == 2 else classes)


def with_evidence(model: keras.Model) -> keras.Model:
    """Return the same network with two outputs: `logits` (B, C) and `evidence` (B, h, w, C).

    Raises:
        TrainerError: its head is not fully convolutional, so that no map averages to its logits.
    """
    if not any(layer.name == EVIDENCE for layer in model.layers):
        raise TrainerError("Only a network with a fully convolutional head has an evidence map and can be shipped.")
    return keras.Model(model.input, {"logits": model.output, "evidence": model.get_layer(EVIDENCE).output})


def _study(input_px: int, logits: int) -> keras.Model:
    """The published study's network: 6 convolution layers, pooled after each pair, and 2 dense layers, ReLU."""
    image = keras.Input((input_px, input_px, 1))
    x = layers.Rescaling(1 / 255)(image)
    for place, width in enumerate(STUDY_WIDTHS):
        x = layers.Conv2D(width, 3, padding="same", activation="relu")(x)
        if place % 2:
            x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation="relu")(x)
    return keras.Model(image, layers.Dense(logits, name="logits")(x))


def _residual(input_px: int, logits: int) -> keras.Model:
    """A small residual CNN; a 1 × 1 convolution makes class maps, whose global average is the logits."""
    image = keras.Input((input_px, input_px, 1))
    x = layers.Rescaling(1 / 127.5, offset=-1.0)(image)
    x = _convolve(x, 24, 3, strides=2)
    for width, strides in RESIDUAL_STAGES:
        x = _block(x, width, strides=strides)
        x = _block(x, width, strides=1)
    maps = layers.Conv2D(logits, 1, name=EVIDENCE)(x)
    return keras.Model(image, layers.GlobalAveragePooling2D(name="logits")(maps))


def _convolve(x: Any, width: int, size: int, *, strides: int = 1, relu: bool = True) -> Any:
    x = layers.Conv2D(width, size, strides=strides, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    return layers.ReLU()(x) if relu else x


def _block(x: Any, width: int, *, strides: int) -> Any:
    """Two 3 × 3 convolutions and a shortcut (He et al. 2016, arXiv:1512.03385)."""
    same = strides == 1 and x.shape[-1] == width
    shortcut = x if same else _convolve(x, width, 1, strides=strides, relu=False)
    x = _convolve(x, width, 3, strides=strides)
    x = _convolve(x, width, 3, relu=False)
    return layers.ReLU()(layers.Add()([x, shortcut]))


ARCHITECTURES = {"study": _study, "residual": _residual}
