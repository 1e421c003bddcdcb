"""Alterations of a radiograph's frame, which says nothing of the lungs: ring, corners, padding and shape.

In the dataset the frame goes with the class: collimation, markers, arms and the shape of the film are not those of the
other class. These alterations show how much of a network's figures is that. They are a table of their own, beside
`trainer.images.stress.STRESSES`; recipes are compared and models chosen by both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from app.core.imaging.preprocess import to_uint8
from trainer.images.machine_look import Grey
from trainer.images.stress import Alter, Partners, Stress, apply_stress

RING = 0.12
"""Depth of the outer ring, as a share of the side: little of the lungs lies there: in a tight film, rims."""

SOFT_EDGE = 0.04
"""Width of the zone, about the inner edge of the ring, where an exchanged frame passes into the picture; a share of the
side. A hard edge would be a mark that no film has."""

LUNG_GREY = 128
"""Grey of hidden lungs, the middle of the range: the picture's own mean would tell how bright the lungs were."""

PAD_ALL, PAD_ONE = 0.12, 0.2
"""Depth of padding on each of all sides, and on one, as shares of the picture's side."""

PAD_GREYS = {"black": 0, "grey": 128, "white": 255}

SQUEEZE = 0.25
"""How much wider or taller a squeezed chest is. The medians of the originals' aspect ratios, 1.21 of normals and 1.50
of pneumonias, differ by this factor, and the square copies are squeezed by it."""

_BLUR = 1 / 8
"""Standard deviation of the Gaussian that hides lungs, as a share of the side; a rib is a thirtieth of it."""


def ring_mask(side: int, depth: float = RING) -> NDArray[np.bool_]:
    """Return which points of a square picture lie in its outer ring, shape (side, side)."""
    inner = round(depth * side)
    mask = np.ones((side, side), np.bool_)
    mask[inner : side - inner, inner : side - inner] = False
    return mask


def corner_mask(side: int, depth: float) -> NDArray[np.bool_]:
    """Return which points of a square picture lie in its four corners, squares of this share of the side."""
    reach = round(depth * side)
    edge = np.zeros(side, np.bool_)
    edge[:reach] = edge[side - reach :] = True
    return np.logical_and.outer(edge, edge)


def frame_weight(
    side: int, depths: Iterable[float] = (RING, RING, RING, RING), corners: Iterable[float] = (0.0, 0.0, 0.0, 0.0)
) -> NDArray[np.float64]:
    """Return how far each point of a square picture belongs to its frame, 0..1, with a soft inner edge.

    Args:
        side: of the picture, in pixels.
        depths: of the ring at the top, bottom, left and right, as shares of the side.
        corners: sides of the squares in the corners at the top left, top right, bottom left and bottom right, likewise.

    Returns:
        Shape (side, side); 1 in the frame, 0 inside it.
    """
    places = (np.arange(side) + 0.5) / side
    top, bottom, left, right = depths
    rows = np.maximum(_strip_weight(places, top), _strip_weight(1 - places, bottom))
    columns = np.maximum(_strip_weight(places, left), _strip_weight(1 - places, right))
    weight = np.maximum.outer(rows, columns)
    at = ((places, places), (places, 1 - places), (1 - places, places), (1 - places, 1 - places))
    for (row, column), reach in zip(at, corners, strict=True):
        weight = np.maximum(weight, np.minimum.outer(_strip_weight(row, reach), _strip_weight(column, reach)))
    return weight


def _strip_weight(distance: NDArray[np.float64], depth: float) -> NDArray[np.float64]:
    """Return the weight, by its distance from an edge, of a strip along it; one of no depth has none."""
    return np.clip((depth + min(depth, SOFT_EDGE / 2) - distance) / SOFT_EDGE, 0.0, 1.0)


def blend_frame(image: Grey, other: Grey, weight: NDArray[np.float64]) -> Grey:
    """Give a picture the frame of another of its size, where `frame_weight` says that it is; the rest stays."""
    return to_uint8(weight * other + (1 - weight) * image)


def exchange_frame(image: Grey, partner: Grey, rng: np.random.Generator) -> Grey:
    """Give a picture the ring, corners with it, of another of its size; the middle stays as it is."""
    return blend_frame(image, partner, frame_weight(len(image)))


def _hide_lungs(paint: Callable[[Grey, NDArray[np.bool_]], Grey | int]) -> Stress:
    """Return the stress that replaces everything inside the ring by what `paint` makes of picture and inside."""

    def stress(image: Grey, partner: Grey, rng: np.random.Generator) -> Grey:
        inside = ~ring_mask(len(image))
        return np.where(inside, paint(image, inside), image).astype(np.uint8)

    return stress


def _blurred(image: Grey, inside: NDArray[np.bool_]) -> Grey:
    return np.asarray(Image.fromarray(image).filter(ImageFilter.GaussianBlur(_BLUR * len(image))))


def _view(image: Grey, box: tuple[float, float, float, float], fill: int = 0) -> Grey:
    """Return the part of a picture in a box, stretched to the size of the picture.

    Args:
        image: shape (S, S).
        box: left, top, width and height, as shares of the side; outside the picture lies `fill`.
        fill: a grey value.
    """
    side = len(image)
    left, top, width, height = box
    coefficients = (width, 0, left * side, 0, height, top * side)
    picture = Image.fromarray(image)
    shown = picture.transform(
        (side, side), Image.Transform.AFFINE, coefficients, Image.Resampling.BILINEAR, fillcolor=fill
    )
    return np.asarray(shown)


def _pad_all(fill: int) -> Stress:
    whole = 1 + 2 * PAD_ALL
    return lambda image, partner, rng: _view(image, (-PAD_ALL, -PAD_ALL, whole, whole), fill)


def _pad_one(fill: int) -> Stress:
    """Return the stress that pads one side, drawn by chance."""
    longer = 1 + PAD_ONE
    boxes = ((-PAD_ONE, 0, longer, 1), (0, 0, longer, 1), (0, -PAD_ONE, 1, longer), (0, 0, 1, longer))
    return lambda image, partner, rng: _view(image, boxes[rng.integers(4)], fill)


def _squeeze(wider: bool) -> Stress:
    """Return the stress that shows a chest wider or taller, and the middle of the picture in that direction alone."""
    shown = 1 / (1 + SQUEEZE)
    rest = (1 - shown) / 2
    box = (rest, 0, shown, 1) if wider else (0, rest, 1, shown)
    return lambda image, partner, rng: _view(image, box)


def _with_partners(among: Partners) -> Alter:
    return partial(apply_stress, exchange_frame, partners=among)


AS_IT_IS, HIDDEN = "as it is", "lungs hidden: grey"
OTHER_FRAME, ANY_FRAME = "frame of the other class", "frame of another picture"
SAME_FRAME = "frame of the same class"

_PADDED: dict[str, Alter] = {
    **{f"padded {name}, all sides": partial(apply_stress, _pad_all(grey)) for name, grey in PAD_GREYS.items()},
    **{f"padded {name}, one side": partial(apply_stress, _pad_one(grey)) for name, grey in PAD_GREYS.items()},
}

_SQUEEZED: dict[str, Alter] = {
    f"squeezed: {SQUEEZE:.0%} wider": partial(apply_stress, _squeeze(wider=True)),
    f"squeezed: {SQUEEZE:.0%} taller": partial(apply_stress, _squeeze(wider=False)),
}

PADDED, SQUEEZED = frozenset(_PADDED), frozenset(_SQUEEZED)

FRAME_STRESSES: dict[str, Alter] = {
    AS_IT_IS: partial(apply_stress, lambda image, partner, rng: image),
    HIDDEN: partial(apply_stress, _hide_lungs(lambda image, inside: LUNG_GREY)),
    "lungs hidden: their own mean grey": partial(
        apply_stress, _hide_lungs(lambda image, inside: round(image[inside].mean()))
    ),
    "lungs hidden: blurred": partial(apply_stress, _hide_lungs(_blurred)),
    OTHER_FRAME: _with_partners(lambda ill, here: ill != here),
    ANY_FRAME: _with_partners(lambda ill, here: np.ones_like(ill)),
    SAME_FRAME: _with_partners(lambda ill, here: ill == here),
    **_PADDED,
    **_SQUEEZED,
}
"""Every alteration of the frame by its name in the tables; but for the other class, an image may be its own partner."""

LUNGS_IN_VIEW = {name: alter for name, alter in FRAME_STRESSES.items() if not name.startswith("lungs hidden")}
"""The alterations after which a radiograph can still be judged: a verdict must not change by them."""

LUNGS_HIDDEN = {name: alter for name, alter in FRAME_STRESSES.items() if name not in LUNGS_IN_VIEW}
"""The alterations after which nobody can judge it: the word must be *uncertain*, or none."""
