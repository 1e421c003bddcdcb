"""The evidence map: where a radiograph speaks for pneumonia to the model, and where against it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.core.model.decision import pneumonia_margin
from app.core.records import Scores

STRONG = 40.0
"""Margin of one place, in log-odds, at which its colour is full: in the sample pneumonias, the strongest fiftieth of
the places reaches 34 to 51. The scale is the same for every radiograph, so that a faint map looks faint."""

WARM, COOL = (255, 120, 0), (0, 150, 255)
"""Red, green and blue of what speaks for pneumonia and against it; the colour-blind can tell them apart."""


def pneumonia_map(scores: Scores) -> NDArray[np.float64]:
    """Return the margin of pneumonia at each place of the radiograph.

    Args:
        scores: of one radiograph. The model sees it whole, stretched to a square, and so the map covers it whole.

    Returns:
        Shape (h, w), upper row first: above 0 where it speaks for pneumonia, below 0 where against it.
    """
    return pneumonia_margin(scores.evidence)


def enlarged(margins: NDArray[np.float64], side_px: int) -> NDArray[np.float64]:
    """Return a map of shape (side_px, side_px), bilinear between the middles of the places."""
    made = Image.fromarray(margins.astype(np.float32)).resize((side_px, side_px), Image.Resampling.BILINEAR)
    return np.asarray(made, np.float64)


def coloured(margins: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return a map's colours: `WARM` above 0, `COOL` below, seen through in proportion to the margin up to `STRONG`.

    Args:
        margins: shape (h, w).

    Returns:
        uint8, shape (h, w, 4): red, green, blue, alpha; the colours are not multiplied by alpha.
    """
    alpha = np.minimum(np.abs(margins) / STRONG, 1.0) * 255
    ink = np.where(margins[..., None] > 0, np.array(WARM), np.array(COOL))
    return np.dstack([ink, np.rint(alpha)]).astype(np.uint8)
