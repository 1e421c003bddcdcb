"""Variation of training images that keeps a network from learning the frame of the films instead of the lungs.

In the dataset the frame goes with the class: collimation, corners and markers alone tell normal from pneumonia. One
function takes the link away, the other teaches that nothing is known where no lungs are seen.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from trainer.images.frame import LUNG_GREY, blend_frame, frame_weight
from trainer.images.machine_look import Grey

DEEPEST = 0.22
"""Greatest depth of an exchanged ring and side of an exchanged corner, as shares of the side; all are drawn from zero
on, each independently."""

PLAIN_FRAMES = 0.2
"""Share of the exchanged frames that are of one random grey instead of another picture's, as collimators leave them."""

HIDDEN_RING = (0.06, 0.2)
"""Least and greatest depth of the ring about hidden lungs, drawn for each side."""

_BLUR_PX = (2, 6)
"""Least and greatest side to which hidden lungs are shrunk before they are enlarged again: no rib is left."""


def exchange_frames(images: NDArray[np.uint8], share: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Give some images the ring and the corners, with a soft edge, of others drawn whatever their class.

    Args:
        images: shape (N, S, S, 1).
        share: of the images that are changed, 0..1.
        rng: draws which, how deep, and the frame of which other; sometimes that is a plain grey.

    Returns:
        A new array of the same shape; inside its new frame each image is as it was.
    """
    result = images.copy()
    for place in np.flatnonzero(rng.random(len(images)) < share):
        weight = random_frame_weight(images.shape[1], rng)
        other = _new_frame(images[..., 0], int(place), rng)
        result[place, :, :, 0] = blend_frame(images[place, :, :, 0], other, weight)
    return result


def random_frame_weight(side: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return a `frame_weight` of random ring and corners, each up to DEEPEST, shape (side, side)."""
    return frame_weight(side, rng.uniform(0, DEEPEST, 4), rng.uniform(0, DEEPEST, 4))


def hide_lungs(
    images: NDArray[np.uint8], targets: NDArray[np.float32], share: float, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Replace everything inside the ring of some images, and their targets by what is said of no known child.

    Args:
        images: shape (N, S, S, 1).
        targets: shape (N, C), or (N, 1) of the one probability of two classes.
        share: of the images whose lungs are hidden, 0..1.
        rng: draws which, and how: see `paint_over_lungs`.

    Returns:
        New arrays of the same shapes. The new target is one half normal, one half pneumonia of any kind, at which the
        pneumonia margin is 0.
    """
    hidden, unknown = images.copy(), targets.copy()
    for place in np.flatnonzero(rng.random(len(images)) < share):
        hidden[place, :, :, 0] = paint_over_lungs(images[place, :, :, 0], rng)
        unknown[place] = _cannot_tell(targets.shape[1])
    return hidden, unknown


def paint_over_lungs(image: Grey, rng: np.random.Generator) -> Grey:
    """Return a square image with everything inside its ring replaced.

    Args:
        image: shape (S, S).
        rng: draws how deep the ring is, and what stands inside it: the middle grey, a random grey, or a coarse blur of
            what was there.
    """
    inside = frame_weight(len(image), rng.uniform(*HIDDEN_RING, 4)) < 0.5
    paint = (_middle_grey, _random_grey, _coarse_blur)[rng.integers(3)]
    return np.where(inside, paint(image, rng), image)


def _cannot_tell(columns: int) -> NDArray[np.float32]:
    """Return the target of one half normal and one half pneumonia: its kinds alike, or the one probability of it."""
    kinds = max(columns - 1, 1)
    return np.array([0.5, *[0.5 / kinds] * kinds][-columns:], np.float32)


def _new_frame(images: NDArray[np.uint8], place: int, rng: np.random.Generator) -> Grey:
    """Return what the frame of an image is taken from: any other image, or a plain grey."""
    if rng.random() < PLAIN_FRAMES:
        return _random_grey(images[place], rng)
    others = max(len(images) - 1, 1)
    return images[(place + 1 + rng.integers(others)) % len(images)]


def _middle_grey(image: Grey, rng: np.random.Generator) -> Grey:
    return np.full_like(image, LUNG_GREY)


def _random_grey(image: Grey, rng: np.random.Generator) -> Grey:
    return np.full_like(image, rng.integers(256))


def _coarse_blur(image: Grey, rng: np.random.Generator) -> Grey:
    coarse = int(rng.integers(*_BLUR_PX, endpoint=True))
    small = Image.fromarray(image).resize((coarse, coarse), Image.Resampling.BOX)
    return np.asarray(small.resize(image.shape[::-1], Image.Resampling.BICUBIC))
