"""The evidence map: which places of a radiograph raise the model's score for pneumonia, and which lower it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.core.model.decision import pneumonia_margin
from app.core.records import Scores

FULL_COLOUR_MARGIN = 40.0
"""Margin of one place, in log-odds, at which its colour is opaque: in the sample pneumonias, the strongest fiftieth of
the places reaches 34 to 51. The scale is the same for every radiograph, so that a faint map looks faint."""

USUAL_STRENGTH = 0.6
"""Opacity of a map over its X-ray, 0..1, unless the user chooses another."""

PNEUMONIA_COLOUR, NORMAL_COLOUR = (255, 120, 0), (0, 150, 255)
"""Red, green and blue of evidence for pneumonia and against it; the colour-blind can tell them apart."""


def pneumonia_map(scores: Scores) -> NDArray[np.float64]:
    """Return the margin of pneumonia at each place of the radiograph.

    Args:
        scores: of one radiograph. The model sees it whole, stretched to a square, and so the map covers it whole.

    Returns:
        Shape (h, w), upper row first: above 0 where the evidence is for pneumonia, below 0 where it is against.
    """
    return pneumonia_margin(scores.evidence)


def resize_map(margins: NDArray[np.float64], side_px: int) -> NDArray[np.float64]:
    """Return a map resized to (side_px, side_px), bilinear between the middles of the places."""
    resized = Image.fromarray(margins.astype(np.float32)).resize((side_px, side_px), Image.Resampling.BILINEAR)
    return np.asarray(resized, np.float64)


def map_colours(margins: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the colours of a map: `PNEUMONIA_COLOUR` above 0, `NORMAL_COLOUR` below.

    Opacity is proportional to the margin, up to `FULL_COLOUR_MARGIN`.

    Args:
        margins: shape (h, w).

    Returns:
        uint8, shape (h, w, 4): red, green, blue, alpha; the colours are not multiplied by alpha.
    """
    alpha = np.minimum(np.abs(margins) / FULL_COLOUR_MARGIN, 1.0) * 255
    colours = np.where(margins[..., None] > 0, np.array(PNEUMONIA_COLOUR), np.array(NORMAL_COLOUR))
    return np.dstack([colours, np.rint(alpha)]).astype(np.uint8)
