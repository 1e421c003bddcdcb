"""What a user did to a picture before it was screened: quarter turns and inversion. The file itself never changes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Adjustment(StrEnum):
    """One change of a picture; turns are in degrees clockwise."""

    TURNED_90 = "turned_90"
    TURNED_180 = "turned_180"
    TURNED_270 = "turned_270"
    INVERTED = "inverted"


Adjustments = tuple[Adjustment, ...]
"""All changes of a picture, in any order; none for one that was screened as its file has it."""

_TURNED = (None, Adjustment.TURNED_90, Adjustment.TURNED_180, Adjustment.TURNED_270)


def quarter_turns(adjustments: Iterable[Adjustment]) -> int:
    """Return the quarter turns clockwise that adjustments amount to, 0..3."""
    return sum(_TURNED.index(each) for each in adjustments if each in _TURNED) % 4


def is_inverted(adjustments: Iterable[Adjustment]) -> bool:
    """Tell whether adjustments exchange black and white."""
    return sum(each is Adjustment.INVERTED for each in adjustments) % 2 == 1


def adjusted_further(adjustments: Adjustments, turns: int, *, inverted: bool) -> Adjustments:
    """Return adjustments after which a picture is turned and inverted once more, as few as there can be.

    Args:
        adjustments: of before.
        turns: quarter turns clockwise.
        inverted: whether black and white are exchanged again.
    """
    turned = _TURNED[(quarter_turns(adjustments) + turns) % 4]
    return (
        *([turned] if turned else []),
        *([Adjustment.INVERTED] if is_inverted(adjustments) != inverted else []),
    )
