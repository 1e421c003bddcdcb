"""Turning and inverting of a decoded radiograph."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np

from app.core.adjustment import Adjustments, is_inverted, quarter_turns
from app.core.records import Pixels, Radiograph, SourceFacts


def adjust(radiograph: Radiograph, adjustments: Adjustments) -> Radiograph:
    """Return a radiograph turned and inverted, with the size that it has then; the same one without adjustments."""
    if not adjustments:
        return radiograph
    pixels, facts, turns = radiograph.pixels, radiograph.facts, quarter_turns(adjustments)
    if is_inverted(adjustments):
        white = pixels.dtype.type(radiograph.full_scale)
        pixels = cast(Pixels, white - np.minimum(pixels, white))
    if turns:
        pixels = cast(Pixels, np.ascontiguousarray(np.rot90(pixels, -turns)))
    return replace(radiograph, pixels=pixels, facts=_on_its_side(facts) if turns % 2 else facts)


def _on_its_side(facts: SourceFacts) -> SourceFacts:
    """Return the facts of an image after a quarter turn; its pixels are taken for squares."""
    height_mm = None if facts.width_mm is None else facts.width_mm * facts.height / facts.width
    return replace(facts, width=facts.height, height=facts.width, width_mm=height_mm)
