"""Images that a small network can learn to tell apart."""

from __future__ import annotations

import numpy as np

from trainer.networks.recipes import Recipe
from trainer.training.loop import Arrays


def arrays(recipe: Recipe, images: int = 24) -> Arrays:
    """Return noise that is the brighter the higher its class, as a recipe takes it."""
    rng = np.random.default_rng(0)
    classes = np.arange(images) % recipe.classes
    pixels = rng.integers(0, 60, (images, recipe.input_px, recipe.input_px, 1)) + 60 * classes[:, None, None, None]
    return Arrays(pixels.astype(np.uint8), classes, tuple(f"patient {number}" for number in range(images)))
