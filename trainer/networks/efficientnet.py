"""Pretrained trunk of EfficientNet-Lite0, down to a sixteenth of the input's side.

Tan & Le 2019, arXiv:1905.11946; the Lite variant has no squeeze and excitation and ReLU6 in place of swish, so that it
quantises well. The weights were learned from ImageNet; see `trainer/networks/pretrained/README.md`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras import layers


@keras.saving.register_keras_serializable(package="kifua")
class BatchNormalization(keras.layers.BatchNormalization):
    """Keras' layer, with the same weights and, but for rounding, the same results.

    Keras 3 writes it in several operations; on two cores that makes a training step of EfficientNet-Lite0 half as long
    again (472 against 309 ms for 32 images of 128 × 128). In bfloat16 the fused operation is the slower.
    """

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        """Return the normalised inputs, shape (B, H, W, C), and update the running statistics when training."""
        fused = keras.backend.backend() == "tensorflow" and self.compute_dtype == "float32"
        if not (fused and training and self.trainable):
            return super().call(inputs, training=training, mask=mask)
        from tensorflow import raw_ops  # the backend that is loaded already

        result = raw_ops.FusedBatchNormV3(
            x=inputs, scale=self.gamma, offset=self.beta, mean=[], variance=[], epsilon=self.epsilon, is_training=True
        )
        for running, found in ((self.moving_mean, result.batch_mean), (self.moving_variance, result.batch_variance)):
            running.assign(running * self.momentum + found * (1 - self.momentum))
        return result.y


STEM_WIDTH = 32
STAGES = ((1, 3, 1, 1, 16), (2, 3, 2, 6, 24), (2, 5, 2, 6, 40), (3, 3, 2, 6, 80), (3, 5, 1, 6, 112))
"""Blocks, kernel, stride of the first, expansion and width of each stage that is kept; two more follow in the whole."""

WEIGHTS = Path(__file__).parent / "pretrained" / "efficientnet-lite0-trunk.npz"
_EPSILON = 1e-3  # of every batch normalisation, as the weights were learned with
_STATISTICS = ("gamma", "beta", "mean", "variance")


def rescale(image: Any) -> Any:
    """Return grey images, 0..255, as the trunk takes them: the middle grey is zero."""
    return layers.Rescaling(1 / 128, offset=-127 / 128)(image)


def trunk(x: Any) -> Any:
    """Return the features, (B, S / 16, S / 16, 112), of rescaled images, (B, S, S, 1)."""
    x = _normalise(layers.Conv2D(STEM_WIDTH, 3, strides=2, padding="same", use_bias=False, name="stem"), x)
    for stage, (blocks, kernel, strides, expansion, width) in enumerate(STAGES):
        for block in range(blocks):
            x = _inverted_residual(x, f"stage{stage}_{block}", kernel, 1 if block else strides, (expansion, width))
    return x


def load_pretrained(network: keras.Model) -> None:
    """Give a network's trunk the weights learned from ImageNet; its other layers keep theirs."""
    with np.load(WEIGHTS) as stored:
        for layer in network.layers:
            if isinstance(layer, layers.BatchNormalization):
                layer.set_weights([stored[f"{layer.name}/{name}"].astype(np.float32) for name in _STATISTICS])
            elif layer.name in stored:
                layer.set_weights([stored[layer.name].astype(np.float32)])


def _inverted_residual(x: Any, name: str, kernel: int, strides: int, shape: tuple[int, int]) -> Any:
    """Widen, filter each channel, narrow; a shortcut where input and output are of one shape."""
    (expansion, width), before = shape, x
    inside = before.shape[-1] * expansion
    if expansion > 1:
        x = _normalise(layers.Conv2D(inside, 1, use_bias=False, name=f"{name}_expand"), x)
    depthwise = layers.DepthwiseConv2D(
        kernel, strides=strides, padding="same", use_bias=False, name=f"{name}_depthwise"
    )
    x = _normalise(depthwise, x)
    x = _normalise(layers.Conv2D(width, 1, use_bias=False, name=f"{name}_project"), x, relu=False)
    return layers.Add()([before, x]) if strides == 1 and before.shape[-1] == width else x


def _normalise(convolution: layers.Layer, x: Any, *, relu: bool = True) -> Any:
    x = BatchNormalization(epsilon=_EPSILON, name=f"{convolution.name}_norm")(convolution(x))
    return layers.ReLU(6.0)(x) if relu else x
