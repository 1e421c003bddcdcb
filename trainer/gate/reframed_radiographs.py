"""Radiographs in another frame, which must pass the gate, and within their frame alone, which must not.

The frame of a film, its ring, corners, padding and shape, says nothing of whether the lungs are on it. The alterations
are drawn at random here; `trainer.images.frame` holds those that are measured.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from trainer.gate.altered_radiographs import CANVAS_PX, canvas, pose
from trainer.images.frame import blend_frame
from trainer.images.machine_look import Grey
from trainer.training.frame_augment import paint_over_lungs, random_frame_weight

DEEPEST_PAD = 0.28
"""Greatest padding of a side, as a share of the side of the picture."""

LEAST_SHOWN = 0.74
"""Least share of its width, or height, that a film stretched by as much in that direction shows."""

OWN_FRAMES, PLAIN_FRAMES = 0.1, 0.25
"""Shares of the new frames that are the negative of the film's own frame, and that are of one grey."""


def reframe(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a radiograph in a frame of another film, padded, stretched, or two of these, mirrored or not."""
    picture = canvas(picture)[:, :: rng.choice((-1, 1))]
    ways = rng.choice(3, size=rng.choice((1, 2), p=(0.75, 0.25)), replace=False)
    for way in ways:
        picture = (exchange_frame, pad, stretch)[way](picture, other, rng)
    return picture if rng.random() < 0.6 else pose(picture, rng, rng.normal(0, 4), (0, 0, 1, 1))


def exchange_frame(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a picture of CANVAS_PX with ring and corners of another, of one grey, or in negative, at a soft edge."""
    chance = rng.random()
    if chance < OWN_FRAMES:
        frame = 255 - picture
    elif chance < OWN_FRAMES + PLAIN_FRAMES:
        frame = np.full_like(picture, rng.integers(256))
    else:
        frame = canvas(other)
    return blend_frame(picture, frame, random_frame_weight(CANVAS_PX, rng))


def pad(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a picture padded by one grey on one side, or on all."""
    pads = rng.uniform(0, DEEPEST_PAD, 4)
    if rng.random() < 0.6:
        pads = np.where(np.arange(4) == rng.integers(4), pads, 0)
    grey = int(rng.choice((0, 128, 255, int(rng.integers(256)))))
    top, bottom, left, right = (pads * CANVAS_PX).astype(int)
    return canvas(np.pad(picture, ((top, bottom), (left, right)), constant_values=grey))


def stretch(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a picture stretched across or down, cut at the edges so that it keeps its size."""
    shown = rng.uniform(LEAST_SHOWN, 1)
    first = rng.uniform(0.3, 0.7) * (1 - shown)
    low, high = first * CANVAS_PX, (first + shown) * CANVAS_PX
    box = (low, 0, high, CANVAS_PX) if rng.random() < 0.4 else (0, low, CANVAS_PX, high)
    source = Image.fromarray(np.ascontiguousarray(picture))
    return np.asarray(source.resize((CANVAS_PX, CANVAS_PX), Image.Resampling.BILINEAR, box=box))


def hide_lungs(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a radiograph of which only the frame is left: grey or a coarse blur stands inside."""
    return paint_over_lungs(canvas(picture), rng)
