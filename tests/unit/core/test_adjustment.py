"""Adjustments of a picture add up to as few as there can be."""

import pytest

from app.core.adjustment import Adjustment, adjusted_further, is_inverted, quarter_turns

TURNED_90, TURNED_180, TURNED_270, INVERTED = Adjustment


@pytest.mark.parametrize(
    ("before", "turns", "inverted", "after"),
    [
        ((), 0, False, ()),
        ((), 1, False, (TURNED_90,)),
        ((), 3, True, (TURNED_270, INVERTED)),
        ((TURNED_90,), 1, False, (TURNED_180,)),
        ((TURNED_90,), 3, False, ()),
        ((TURNED_270, INVERTED), 2, True, (TURNED_90,)),
        ((INVERTED,), 0, False, (INVERTED,)),
        ((INVERTED, TURNED_90, TURNED_90, INVERTED, INVERTED), 0, True, (TURNED_180,)),
    ],
)
def test_adjustments_add_up(before, turns, inverted, after):
    made = adjusted_further(before, turns, inverted=inverted)

    assert made == after
    assert quarter_turns(made) == (quarter_turns(before) + turns) % 4
    assert is_inverted(made) == (is_inverted(before) != inverted)
