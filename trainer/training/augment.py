"""Random variation of training images, as a Keras layer."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from app.core.imaging import preprocess
from trainer.networks.recipes.recipe import Augmentation

_BLUR = np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]).astype(np.float32)[:, :, None, None] / 256
"""A binomial blur with a standard deviation of one pixel, as a convolution kernel."""


@keras.saving.register_keras_serializable(package="kifua")
class Augment(keras.layers.Layer):
    """Vary a batch of images in training; pass it through unchanged otherwise.

    Input and output: shape (B, S, S, 1), grey values 0..255; float32 out.
    """

    def __init__(self, spec: dict[str, Any], seed: int, *, standardised: bool = False, **kwargs: Any) -> None:
        """Make the layer.

        Args:
            spec: fields of an `Augmentation`.
            seed: of everything left to chance.
            standardised: whether the input has exposure and contrast taken out, so that the varied images get so too.
            **kwargs: of every Keras layer.
        """
        super().__init__(**kwargs)
        self.spec, self.standardised = Augmentation(**spec), standardised
        self.seed = seed
        self.random = keras.random.SeedGenerator(seed)

    def get_config(self) -> dict[str, Any]:
        """Return what `__init__` needs to make this layer again."""
        own = {"spec": asdict(self.spec), "seed": self.seed, "standardised": self.standardised}
        return {**super().get_config(), **own}

    def call(self, images: Any, training: bool = False) -> Any:
        """Return the images, varied when training."""
        images = ops.cast(images, "float32")
        if not training:
            return images
        batch, height, width = ops.shape(images)[:3]
        images = ops.image.affine_transform(
            images, self._transforms(batch, height, width), interpolation="bilinear", fill_mode="nearest"
        )
        images = self._grey_values(images, batch)
        if self.spec.sharpness:
            images = self._sharpness(images, batch)
        if self.spec.uneven_light:
            images = self._uneven_light(images, batch)
        if self.spec.noise:
            images = images + self._each(batch, 0.0, 255 * self.spec.noise) * keras.random.normal(
                ops.shape(images), seed=self.random
            )
        if self.spec.collimation:
            images = self._collimate(images, batch)
        if self.spec.cut_out:
            images = self._cut_out(images, batch)
        images = ops.clip(images, 0.0, 255.0)
        return self._standardise(images) if self.standardised else images

    def _uniform(self, batch: Any, limit: float) -> Any:
        return keras.random.uniform((batch,), -limit, limit, seed=self.random)

    def _each(self, batch: Any, low: float, high: float) -> Any:
        """Return a random number for each image, shaped to meet the images."""
        return keras.random.uniform((batch, 1, 1, 1), low, high, seed=self.random)

    def _transforms(self, batch: Any, height: Any, width: Any) -> Any:
        """Return (B, 8): for each image, where in the input each output point is read, about the centre."""
        spec = self.spec
        angle = self._uniform(batch, math.radians(spec.rotation_deg))
        shear = self._uniform(batch, math.radians(spec.shear_deg))
        zoom = 1.0 + self._uniform(batch, spec.zoom)
        mirror = ops.ones((batch,))
        if spec.horizontal_flip:
            mirror = ops.sign(self._uniform(batch, 1.0))
        wide = zoom * ops.exp(self._uniform(batch, math.log1p(spec.stretch)))
        tall = zoom * zoom / wide
        a, b = wide * mirror * ops.cos(angle), -wide * ops.sin(angle + shear)
        c, d = tall * mirror * ops.sin(angle), tall * ops.cos(angle + shear)
        middle_x, middle_y = (ops.cast(width, "float32") - 1) / 2, (ops.cast(height, "float32") - 1) / 2
        shift_x = self._uniform(batch, spec.width_shift) * ops.cast(width, "float32")
        shift_y = self._uniform(batch, spec.height_shift) * ops.cast(height, "float32")
        x = middle_x + shift_x - a * middle_x - b * middle_y
        y = middle_y + shift_y - c * middle_x - d * middle_y
        return ops.stack([a, b, x, c, d, y, ops.zeros_like(a), ops.zeros_like(a)], axis=1)

    def _grey_values(self, images: Any, batch: Any) -> Any:
        spec = self.spec
        unit = ops.clip(images / 255.0, 0.0, 1.0)
        exponent = ops.exp(self._each(batch, -math.log1p(spec.gamma), math.log1p(spec.gamma)))
        unit = ops.power(unit + 1e-6, exponent)  # a gradient at zero stays finite
        stretch = 1.0 + self._each(batch, -spec.contrast, spec.contrast)
        mean = ops.mean(unit, axis=(1, 2, 3), keepdims=True)
        offset = self._each(batch, -spec.brightness, spec.brightness)
        return ops.clip((unit - mean) * stretch + mean + offset, 0.0, 1.0) * 255.0

    def _sharpness(self, images: Any, batch: Any) -> Any:
        padded = ops.pad(images, ((0, 0), (2, 2), (2, 2), (0, 0)), mode="reflect")
        blurred = ops.conv(padded, ops.convert_to_tensor(_BLUR), padding="valid")
        return images + self._each(batch, -1.0, self.spec.sharpness) * (images - blurred)

    def _uneven_light(self, images: Any, batch: Any) -> Any:
        limit = self.spec.uneven_light
        slope = ops.linspace(-0.5, 0.5, images.shape[1])
        across = self._each(batch, -limit, limit) * slope[None, None, :, None]
        down = self._each(batch, -limit, limit) * slope[None, :, None, None]
        return images * (1.0 + across + down)

    def _collimate(self, images: Any, batch: Any) -> Any:
        place = ops.linspace(0.0, 1.0, images.shape[1])
        columns, rows = place[None, None, :, None], place[None, :, None, None]
        limits = [self._each(batch, 0.0, 0.12) for _ in range(4)]
        inside = (columns >= limits[0]) & (columns <= 1 - limits[1]) & (rows >= limits[2]) & (rows <= 1 - limits[3])
        chosen = self._each(batch, 0.0, 1.0) < self.spec.collimation
        return ops.where(inside | ~chosen, images, self._each(batch, 0.0, 50.0))

    def _cut_out(self, images: Any, batch: Any) -> Any:
        """Paint one square over (DeVries & Taylor 2017, arXiv:1708.04552), in some of the images."""
        place = ops.linspace(0.0, 1.0, images.shape[1])
        reach = self._each(batch, 0.05, 0.2)
        row = ops.abs(place[None, :, None, None] - self._each(batch, 0.0, 1.0)) < reach
        column = ops.abs(place[None, None, :, None] - self._each(batch, 0.0, 1.0)) < reach
        painted = row & column & (self._each(batch, 0.0, 1.0) < self.spec.cut_out)
        return ops.where(painted, self._each(batch, 0.0, 255.0), images)

    def _standardise(self, images: Any) -> Any:
        """Give each image the mean and spread of grey that the app will give it: see `preprocess.standardise`."""
        mean = ops.mean(images, axis=(1, 2, 3), keepdims=True)
        spread = ops.std(images, axis=(1, 2, 3), keepdims=True)
        return ops.clip(
            (images - mean) * (preprocess.TARGET_DEVIATION / (spread + preprocess.DEVIATION_OFFSET))
            + preprocess.TARGET_MEAN,
            0.0,
            255.0,
        )


def mix_up(
    images: NDArray[np.uint8], targets: NDArray[np.float32], share: float, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Blend some images with others, and their targets alike (mixup: Zhang et al. 2018, arXiv:1710.09412).

    Args:
        images: shape (N, S, S, 1).
        targets: shape (N, C).
        share: of the images that are blended, 0..1.
        rng: draws which, with which other, and how much of it: uniformly up to one half.

    Returns:
        New arrays of the same shapes.
    """
    amount = np.where(rng.random(len(images)) < share, rng.uniform(0, 0.5, len(images)), 0).astype(np.float32)
    other = rng.permutation(len(images))
    mixed = images.copy()
    for place in np.flatnonzero(amount):
        blend = images[place] * (1 - amount[place]) + images[other[place]] * amount[place]
        mixed[place] = preprocess.to_uint8(blend)
    return mixed, targets * (1 - amount[:, None]) + targets[other] * amount[:, None]
