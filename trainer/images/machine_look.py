"""Exposure and sharpness of one radiograph given to another.

In the dataset these go with the class: normals are sharper and darker at the rim than pneumonias. A network can learn
that instead of lungs; these functions take the link away in training, and turn it round in the stress set.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import to_uint8

Grey = NDArray[np.uint8]
"""A picture, shape (H, W), 0 black to 255 white."""

_ANATOMY_CYCLES = 8
"""Cycles over the picture below which a spectrum is left alone: lungs and heart lie there, sharpness does not."""


def match_histogram(image: Grey, other: Grey) -> Grey:
    """Give a radiograph the histogram of another of its size."""
    order = np.argsort(image, axis=None, kind="stable")
    result = np.empty(image.size, np.uint8)
    result[order] = np.sort(other, axis=None)
    return result.reshape(image.shape)


def match_sharpness(image: Grey, other: Grey) -> Grey:
    """Give a radiograph the sharpness of another: its mean amplitude at each spatial frequency; phases are kept."""
    cycles = _cycles(len(image))
    spectrum = np.fft.rfft2(image)
    wanted, found = (np.bincount(cycles.flat, np.abs(s).flat) for s in (np.fft.rfft2(other), spectrum))
    gain = wanted / np.maximum(found, 1e-9)
    gain[:_ANATOMY_CYCLES] = 1.0
    return to_uint8(np.fft.irfft2(spectrum * gain[cycles], s=image.shape))


@cache
def _cycles(side: int) -> NDArray[np.int64]:
    """Return the cycles over a picture of this side that each place of its real spectrum stands for."""
    across, down = np.meshgrid(np.fft.rfftfreq(side, 1 / side), np.fft.fftfreq(side, 1 / side))
    return np.rint(np.hypot(across, down)).astype(np.int64)


def match_look(image: Grey, other: Grey) -> Grey:
    """Give a radiograph the sharpness and the histogram of another."""
    return match_histogram(match_sharpness(image, other), other)


def exchange_looks(images: NDArray[np.uint8], share: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Give some images the exposure, the sharpness, or both, of others drawn whatever their class.

    Args:
        images: shape (N, S, S, 1).
        share: of the images that are changed, 0..1.
        rng: draws which, how, and as which other.

    Returns:
        A new array of the same shape.
    """
    result = images.copy()
    for place in np.flatnonzero(rng.random(len(images)) < share):
        give = (match_histogram, match_sharpness, match_look)[rng.integers(3)]
        result[place, :, :, 0] = give(images[place, :, :, 0], images[rng.integers(len(images)), :, :, 0])
    return result
