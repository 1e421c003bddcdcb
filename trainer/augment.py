"""Random variation of training images, as one Keras layer: one affine resampling, then grey-value changes."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import keras
from keras import ops

from trainer.recipes import Augmentation


@keras.saving.register_keras_serializable(package="kifua")
class Augment(keras.layers.Layer):
    """Vary a batch of images in training; pass it through unchanged otherwise.

    Input and output: shape (B, S, S, 1), grey values 0..255; float32 out.
    """

    def __init__(self, spec: dict[str, Any], seed: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.spec = Augmentation(**spec)
        self.seed = seed
        self.random = keras.random.SeedGenerator(seed)

    def get_config(self) -> dict[str, Any]:
        """Return what `__init__` needs to make this layer again."""
        return {**super().get_config(), "spec": asdict(self.spec), "seed": self.seed}

    def call(self, images: Any, training: bool = False) -> Any:
        """Return the images, varied when training."""
        images = ops.cast(images, "float32")
        if not training:
            return images
        batch, height, width = ops.shape(images)[:3]
        images = ops.image.affine_transform(
            images, self._transforms(batch, height, width), interpolation="bilinear", fill_mode="nearest"
        )
        return self._grey_values(images, batch)

    def _uniform(self, batch: Any, limit: float) -> Any:
        return keras.random.uniform((batch,), -limit, limit, seed=self.random)

    def _transforms(self, batch: Any, height: Any, width: Any) -> Any:
        """Return (B, 8): for each image, where in the input each output point is read, about the centre."""
        spec = self.spec
        angle = self._uniform(batch, math.radians(spec.rotation_deg))
        shear = self._uniform(batch, math.radians(spec.shear_deg))
        zoom = 1.0 + self._uniform(batch, spec.zoom)
        mirror = ops.ones((batch,))
        if spec.horizontal_flip:
            mirror = ops.sign(self._uniform(batch, 1.0))
        a, b = zoom * mirror * ops.cos(angle), -zoom * ops.sin(angle + shear)
        c, d = zoom * mirror * ops.sin(angle), zoom * ops.cos(angle + shear)
        middle_x, middle_y = (ops.cast(width, "float32") - 1) / 2, (ops.cast(height, "float32") - 1) / 2
        shift_x = self._uniform(batch, spec.width_shift) * ops.cast(width, "float32")
        shift_y = self._uniform(batch, spec.height_shift) * ops.cast(height, "float32")
        x = middle_x + shift_x - a * middle_x - b * middle_y
        y = middle_y + shift_y - c * middle_x - d * middle_y
        return ops.stack([a, b, x, c, d, y, ops.zeros_like(a), ops.zeros_like(a)], axis=1)

    def _grey_values(self, images: Any, batch: Any) -> Any:
        spec = self.spec
        unit = ops.clip(images / 255.0, 0.0, 1.0)
        exponent = ops.exp(self._uniform(batch, math.log1p(spec.gamma)))
        unit = ops.power(unit + 1e-6, exponent[:, None, None, None])  # a gradient at zero stays finite
        stretch = 1.0 + self._uniform(batch, spec.contrast)[:, None, None, None]
        mean = ops.mean(unit, axis=(1, 2, 3), keepdims=True)
        offset = self._uniform(batch, spec.brightness)[:, None, None, None]
        return ops.clip((unit - mean) * stretch + mean + offset, 0.0, 1.0) * 255.0
