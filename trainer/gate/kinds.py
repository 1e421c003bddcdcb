"""Kinds of image that the gate's network learns: the name, the class, and how each is made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.intake.gate import downscale
from trainer.gate import altered_radiographs, other_pictures, phantoms, reframed_radiographs
from trainer.gate.altered_radiographs import Maker, crop_to, vary_acquisition
from trainer.images.machine_look import Grey

PASSES = "frontal"

CLASSES = (PASSES, "turned", "negative", "cropped", "unlike_chest")
"""What the network tells apart: the first passes, the others are codes of reasons."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of picture.

    Attributes:
        name: for the tables.
        says: one of `CLASSES`.
        make: how.
        share: how many of it are learned from, against those of other kinds.
    """

    name: str
    says: str
    make: Maker
    share: float = 1.0


FROM_FILMS = (
    Kind("frontal radiographs, handled", PASSES, altered_radiographs.vary_pose, 26.0),
    Kind("frontal radiographs, reframed", PASSES, reframed_radiographs.reframe, 26.0),
    Kind("on the side or upside down", "turned", altered_radiographs.turn, 5.0),
    Kind("flipped top to bottom", "turned", altered_radiographs.flip, 1.5),
    Kind("tilted by 38° and more", "turned", altered_radiographs.tilt, 3.0),
    Kind("negatives", "negative", altered_radiographs.invert, 4.0),
    Kind("one lung", "cropped", crop_to((0.3, 0.55), (0.85, 1.0), ("left", "right")), 3.0),
    Kind("a strip", "cropped", crop_to((0.3, 0.5), (0.85, 1.0)), 1.5),
    Kind("upper half", "cropped", crop_to((0.85, 1.0), (0.3, 0.54), ("upper",)), 4.0),
    Kind("lower half", "cropped", crop_to((0.85, 1.0), (0.3, 0.56), ("lower",)), 5.0),
    Kind("a belt", "cropped", crop_to((0.85, 1.0), (0.3, 0.5)), 2.5),
    Kind("a quarter", "cropped", crop_to((0.35, 0.56), (0.35, 0.56)), 4.0),
    Kind("a small piece", "unlike_chest", altered_radiographs.cut_piece),
    Kind("shuffled tiles", "unlike_chest", altered_radiographs.shuffle_tiles),
    Kind("a half and its mirror image", "unlike_chest", altered_radiographs.mirror_half),
    Kind("halves exchanged", "unlike_chest", altered_radiographs.swap_halves),
    Kind("several films", "unlike_chest", altered_radiographs.arrange_films, 1.5),
    Kind("a film in a frame", "unlike_chest", altered_radiographs.put_in_frame),
    Kind("strongly warped", "unlike_chest", altered_radiographs.warp),
    Kind("scrambled", "unlike_chest", altered_radiographs.scramble, 0.5),
    Kind("both lungs superimposed", "unlike_chest", altered_radiographs.superimpose, 1.5),
    Kind("lungs hidden", "unlike_chest", reframed_radiographs.hide_lungs, 2.5),
)
"""Made of the radiographs alone."""

PASSING_KINDS = tuple(kind for kind in FROM_FILMS if kind.says == PASSES)
"""What may be scored; familiar to the gate."""

DRAWN = (
    Kind("limb phantoms", "unlike_chest", phantoms.limb, 0.6),
    Kind("hand phantoms", "unlike_chest", phantoms.hand, 0.4),
    Kind("skull phantoms", "unlike_chest", phantoms.skull, 0.6),
    Kind("spine phantoms", "unlike_chest", phantoms.spine, 0.6),
    Kind("pelvis phantoms", "unlike_chest", phantoms.pelvis, 0.6),
    Kind("abdomen phantoms", "unlike_chest", phantoms.abdomen, 0.6),
    Kind("side view phantoms", "unlike_chest", phantoms.lateral, 0.9),
    Kind("spine phantoms, textured", "unlike_chest", altered_radiographs.with_texture(phantoms.spine), 0.4),
    Kind("pelvis phantoms, textured", "unlike_chest", altered_radiographs.with_texture(phantoms.pelvis), 0.4),
    Kind("abdomen phantoms, textured", "unlike_chest", altered_radiographs.with_texture(phantoms.abdomen), 0.4),
    Kind("side view phantoms, textured", "unlike_chest", altered_radiographs.with_texture(phantoms.lateral), 0.4),
    Kind("skull phantoms, textured", "unlike_chest", altered_radiographs.with_texture(phantoms.skull), 0.3),
    Kind("limb phantoms, textured", "unlike_chest", altered_radiographs.with_texture(phantoms.limb), 0.4),
    Kind("head slice phantoms", "unlike_chest", phantoms.slice_of_head, 0.6),
    Kind("body slice phantoms", "unlike_chest", phantoms.slice_of_body, 0.6),
    Kind("ultrasound phantoms", "unlike_chest", phantoms.ultrasound, 0.6),
    Kind("breast phantoms", "unlike_chest", phantoms.breast, 0.3),
    Kind("jaw phantoms", "unlike_chest", phantoms.jaws, 0.3),
    Kind("photographs", "unlike_chest", other_pictures.photograph, 1.2),
    Kind("made scenes", "unlike_chest", other_pictures.scene, 0.6),
    Kind("documents", "unlike_chest", other_pictures.document, 0.6),
    Kind("screens", "unlike_chest", other_pictures.interface, 0.6),
    Kind("charts", "unlike_chest", other_pictures.chart, 0.3),
    Kind("noise", "unlike_chest", other_pictures.noise, 0.6),
    Kind("gradients", "unlike_chest", other_pictures.ramp, 0.3),
    Kind("tiles and stripes", "unlike_chest", other_pictures.tiles, 0.3),
    Kind("blobs", "unlike_chest", other_pictures.blobs, 0.3),
    Kind("bare films", "unlike_chest", other_pictures.bare, 0.3),
)
"""Made of nothing, of photographs, or with a radiograph for texture only."""

HALVES = (
    Kind("upper half exactly", "cropped", crop_to((1.0, 1.0), (0.5, 0.5), ("upper",))),
    Kind("lower half exactly", "cropped", crop_to((1.0, 1.0), (0.5, 0.5), ("lower",))),
    Kind("left half exactly", "cropped", crop_to((0.5, 0.5), (1.0, 1.0), ("left",))),
    Kind("right half exactly", "cropped", crop_to((0.5, 0.5), (1.0, 1.0), ("right",))),
)
"""Measured beside the kinds that are learned."""


def make_images(kind: Kind, radiographs: Grey, count: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return pictures of a kind as the gate sees them.

    Args:
        kind: which.
        radiographs: to make them of, shape (N, SOURCE_PX, SOURCE_PX), N ≥ 1.
        count: how many.
        rng: all that is left to chance.

    Returns:
        uint8, shape (count, S, S).
    """
    pairs = rng.integers(len(radiographs), size=(count, 2))
    return np.array(
        [downscale(vary_acquisition(kind.make(radiographs[a], radiographs[b], rng), rng)) for a, b in pairs]
    )
