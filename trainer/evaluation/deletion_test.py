"""Deletion test: whether the places that the evidence map marks decide the score.

Places of a radiograph are painted over, and the network is asked again. If the map is true, painting over the places
that it marks most lowers the pneumonia margin far more than painting over others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.core.imaging.preprocess import to_uint8
from app.core.model.bundle import Figure
from app.core.model.decision import pneumonia_margin
from trainer.evaluation import metrics

SHARE = 0.2
"""Of the map's cells that are painted over."""

DRAWS = 5
"""Random choices of cells for each image."""

_REACH_CELLS = 2.0
"""Standard deviation of the Gaussian that fills in the grey of what surrounds a painted cell, in cells of the map."""

Score = Callable[[NDArray[np.uint8]], tuple[NDArray[np.float32], NDArray[np.float32]]]
"""From model inputs, uint8 (N, S, S, 1), to logits, (N, C), and evidence, (N, h, w, C)."""

Choose = Callable[[NDArray[np.float64], np.random.Generator], NDArray[np.bool_]]
"""From an image's map of margins, (h, w), to the cells to paint over, (h, w)."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """Fall of the pneumonia margin of each image when a fifth of it is painted over; all of shape (N,).

    Attributes:
        strongest: the cells with the highest margin in the map.
        moved: as many, in the very shape of the strongest, at another place; mean over `DRAWS`.
        scattered: as many, drawn singly; mean over `DRAWS`.
        weakest: the cells with the lowest margin.
    """

    strongest: NDArray[np.float64]
    moved: NDArray[np.float64]
    scattered: NDArray[np.float64]
    weakest: NDArray[np.float64]

    def figures(self, patients: Sequence[str], population: str) -> tuple[Figure, ...]:
        """Return the mean falls and how often the strongest cells count for more, with intervals over patients."""
        ways = {
            "Fall of the margin: strongest fifth": self.strongest,
            "Fall of the margin: the same shape elsewhere": self.moved,
            "Fall of the margin: a random fifth": self.scattered,
            "Fall of the margin: weakest fifth": self.weakest,
            "Share of images where the strongest fifth counts for more than the same shape elsewhere": (
                self.strongest > self.moved
            ),
            "Share of images where the strongest fifth counts for more than a random fifth": (
                self.strongest > self.scattered
            ),
        }
        return tuple(_mean(name, values, patients, population) for name, values in ways.items())


def run_deletion_test(images: NDArray[np.uint8], score: Score, *, seed: int = 0) -> Deletion:
    """Measure how far the margin falls when marked places, and others, are painted over.

    A painted cell takes the low-frequency grey of the cells around it that are left. A flat grey, black or white patch
    would be a shadow or an edge that no child has, and would measure how the network takes to patches; a blur of the
    cell itself would keep what a consolidation is, a place that is too bright.

    Args:
        images: model inputs that show pneumonia, uint8, shape (N, S, S, 1), N > 0.
        score: the network.
        seed: of the random places.

    Raises:
        ValueError: the evidence is one cell, which leaves none around it.
    """
    logits, evidence = score(images)
    if evidence[0, ..., 0].size < 2:
        raise ValueError("a map of one cell says nothing of places")
    before, maps = pneumonia_margin(logits), pneumonia_margin(evidence)

    def fall(choose: Choose, draw: int = 0) -> NDArray[np.float64]:
        rng = np.random.default_rng((seed, draw))
        painted = [_paint_over(image[..., 0], choose(cells, rng)) for image, cells in zip(images, maps, strict=True)]
        return before - pneumonia_margin(score(np.array(painted)[..., None])[0])

    return Deletion(
        strongest=fall(lambda cells, rng: _highest(cells)),
        moved=np.mean([fall(_moved, draw) for draw in range(DRAWS)], axis=0),
        scattered=np.mean([fall(_scattered, draw) for draw in range(DRAWS)], axis=0),
        weakest=fall(lambda cells, rng: _highest(-cells)),
    )


def _highest(cells: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the `SHARE` of cells with the highest values, at least one; of equal ones the first."""
    chosen = np.zeros(cells.size, np.bool_)
    chosen[np.argsort(-cells, axis=None, kind="stable")[: max(round(SHARE * cells.size), 1)]] = True
    return chosen.reshape(cells.shape)


def _scattered(cells: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.bool_]:
    return _highest(rng.random(cells.shape))


def _moved(cells: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return the highest cells moved round the picture by a random distance, what leaves on one side coming back."""
    down, across = np.unravel_index(rng.integers(1, cells.size), cells.shape)
    return np.roll(_highest(cells), (int(down), int(across)), (0, 1))


def _paint_over(grey: NDArray[np.uint8], cells: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return a picture, (S, S), with some cells of a (h, w) grid filled in from what surrounds them."""
    height, width = cells.shape
    size = (grey.shape[1], grey.shape[0])
    means = np.asarray(Image.fromarray(grey.astype(np.float32)).resize((width, height), Image.Resampling.BOX))
    near_rows, near_columns = _nearness(height), _nearness(width)
    kept = (~cells).astype(np.float64)
    around = near_rows @ (means * kept) @ near_columns / (near_rows @ kept @ near_columns)
    filling = np.asarray(Image.fromarray(around.astype(np.float32)).resize(size, Image.Resampling.BILINEAR))
    inside = np.asarray(Image.fromarray(cells.astype(np.uint8)).resize(size, Image.Resampling.NEAREST)) > 0
    return np.where(inside, to_uint8(filling), grey)


def _nearness(cells: int) -> NDArray[np.float64]:
    """Return the Gaussian weight of each cell of a row for each other, shape (cells, cells)."""
    places = np.arange(cells)
    return np.exp(-0.5 * ((places[:, None] - places) / _REACH_CELLS) ** 2)


def _mean(name: str, values: NDArray[Any], patients: Sequence[str], population: str) -> Figure:
    return metrics.bootstrap(name, lambda drawn: float(np.mean(values[drawn])), patients, population)
