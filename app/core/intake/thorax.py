"""Width of the thorax on a frontal chest radiograph, as a share of the width of the image.

A linear regression on greys and edges, fitted by `trainer.gate.thorax`. It knows nothing of millimetres: a file that
tells its width in them (see `SourceFacts.width_mm`) gives the width of the thorax.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.core.intake.product import product

_TILES = 16
"""Tiles a side, over each of which greys and edges are averaged."""

FEATURE_COUNT = 5 * _TILES**2
"""Greys, and edges to the brighter and to the darker, across and down."""


def thorax_features(images: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what the width of the thorax is estimated by.

    Args:
        images: clipped z-scores of images, shape (N, S, S); S is a multiple of 16.

    Returns:
        Shape (N, FEATURE_COUNT).
    """
    wide = np.pad(images, ((0, 0), (2, 2), (2, 2)), mode="edge")
    rows = (wide[:, :-2] + wide[:, 1:-1] + wide[:, 2:]) / 3
    smooth = (rows[:, :, :-2] + rows[:, :, 1:-1] + rows[:, :, 2:]) / 3  # shape (N, S + 2, S + 2)
    across = smooth[:, 1:-1, 2:] - smooth[:, 1:-1, :-2]
    down = smooth[:, 2:, 1:-1] - smooth[:, :-2, 1:-1]
    layers = (smooth[:, 1:-1, 1:-1], *(np.maximum(edges, 0) for edges in (across, -across, down, -down)))
    return np.concatenate([_tile_means(layer) for layer in layers], axis=1)


def _tile_means(layer: NDArray[np.float32]) -> NDArray[np.float32]:
    count, side, _ = layer.shape
    tiles = layer.reshape(count, _TILES, side // _TILES, _TILES, side // _TILES)
    return np.asarray(tiles.mean(axis=(2, 4)), np.float32).reshape(count, -1)


def thorax_share(images: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the share of the image's width that the thorax takes, from rib to rib, shape (N,), up to 1.

    Args:
        images: as for `thorax_features`.
        weights: of the features, then the offset, shape (FEATURE_COUNT + 1,); they give the share's logarithm.
    """
    return np.asarray(np.exp(np.minimum(product(thorax_features(images), weights[:-1]) + weights[-1], 0)))
