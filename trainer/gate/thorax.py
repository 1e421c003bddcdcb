"""Fit of the width of the thorax to radiographs of which nobody measured it.

A film that is cropped to a share of its width shows the thorax wider by as much. The regression learns that from films
cropped and widened at random, each at first with the same share; then every film gets the share that it was found to
have on average. Only the mean of all has to be measured.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.core.intake.gate import SIZE_PX, clipped_z_scores
from app.core.intake.thorax import FEATURE_COUNT, thorax_features
from trainer.images.machine_look import Grey

MEAN_SHARE = 0.734
"""Mean share of the width of the image that the thorax takes, from inner rib to inner rib at its widest: read off 24
films of the test part; their coefficient of variation was 8%."""

VIEWS_PER_FILM = 4

LEAST_SHOWN, MOST_SHOWN = 0.7, 1.7
"""Shares of the film's width and height that a view shows; beyond 1 the edge is repeated, as air and flesh go on."""

_MOST_SHIFT = 0.06
_RIDGE = 5e-4  # added to the variance of every feature; the error on the test part hardly depends on it
_ROUNDS = 3  # more change the films' shares by less than a hundredth
_BATCH = 500


def fit_thorax(films: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return the weights of the features and the offset, shape (FEATURE_COUNT + 1,); see `thorax_share`.

    Args:
        films: radiographs, uint8, shape (N, SOURCE_PX, SOURCE_PX), N ≥ 1.
        rng: decides how they are cropped and widened.
    """
    chosen = np.repeat(np.arange(len(films)), VIEWS_PER_FILM)
    shown = np.exp(rng.uniform(np.log(LEAST_SHOWN), np.log(MOST_SHOWN), (len(chosen), 2)))
    same_shape = rng.random(len(chosen)) < 0.3
    shown[same_shape, 1] = shown[same_shape, 0]
    features = np.empty((len(chosen), FEATURE_COUNT), np.float32)
    for first in range(0, len(chosen), _BATCH):
        part = slice(first, first + _BATCH)
        views = [_view(films[film], size, rng) for film, size in zip(chosen[part], shown[part], strict=True)]
        z_scores = clipped_z_scores(np.array(views)).reshape(-1, SIZE_PX, SIZE_PX)
        features[part] = thorax_features(z_scores)
    return _regress(features, np.log(shown[:, 0]), chosen)


def _view(film: Grey, shown: NDArray[np.float64], rng: np.random.Generator) -> Grey:
    """Return a part of a film, or more than the film, as the gate sees it, mirrored or not."""
    side = len(film)
    margin = round(side * ((MOST_SHOWN - 1) / 2 + _MOST_SHIFT)) + 1
    wide = Image.fromarray(np.pad(film[:, :: rng.choice((-1, 1))], margin, mode="edge"))
    middle = margin + side * (0.5 + rng.uniform(-_MOST_SHIFT, _MOST_SHIFT, 2))
    left, top = middle - side * shown / 2
    right, bottom = middle + side * shown / 2
    return np.asarray(wide.resize((SIZE_PX, SIZE_PX), Image.Resampling.BOX, box=(left, top, right, bottom)))


def _regress(
    features: NDArray[np.float32], log_shown: NDArray[np.float64], chosen: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the weights of a ridge regression of each view's share, and of each film's with it."""
    mean, views = features.mean(axis=0, dtype=np.float64), np.bincount(chosen)
    centred = features - mean.astype(np.float32)
    covariance = (centred.T @ centred).astype(np.float64) / len(features) + _RIDGE * np.eye(FEATURE_COUNT)
    of_film = np.full(len(views), np.log(MEAN_SHARE))
    for _ in range(_ROUNDS):
        target = of_film[chosen] - log_shown
        weights = np.linalg.solve(covariance, centred.T @ (target - target.mean()) / len(features))
        offset = target.mean() - mean @ weights
        found = np.bincount(chosen, features @ weights + offset + log_shown) / views
        of_film = found - found.mean() + np.log(MEAN_SHARE)
    return np.append(weights, offset).astype(np.float32)
