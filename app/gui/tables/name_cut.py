"""Cut of a file's name that is too long for its cell, so that it still differs from its neighbours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import takewhile

_GAP = "…"


def cut_name(name: str, neighbours: Iterable[str], fits: Callable[[str], bool]) -> str:
    """Return a name that fits, without what it has in common with its neighbours as far as it must be cut.

    Args:
        name: the whole one.
        neighbours: the names above and below it.
        fits: tells whether there is room for a text; of a shorter one too, where there is for a longer one.
    """
    if fits(name):
        return name
    others = [other for other in neighbours if other != name]
    begin, end = _different_part(name, others) if others else (0, len(name))
    kept, before, after = name[begin:end], name[:begin], name[end:]
    ways: list[tuple[int, Callable[[int], str]]] = [  # how many letters may be added, and the text with so many
        (len(before) - 1, lambda count: before[:count] + _GAP + kept + after),
        (len(after) - 1, lambda count: before + kept + _GAP + after[len(after) - count :]),
    ]
    if len(after) > len(before):
        ways.reverse()
    ways.append((len(before) - 1, lambda count: before[:count] + _GAP + kept + _GAP))
    ways.append((len(kept) - 1, lambda count: _GAP * bool(before) + _without_middle(kept, count)))
    for most, cut in ways:
        if most >= 0 and fits(cut(0)):
            return _longest(cut, most, fits)
    return _GAP


def _different_part(name: str, others: Iterable[str]) -> tuple[int, int]:
    """Return where the part of a name begins and ends that is not the same in all others; a number stays whole."""
    begin, end = len(name), 0
    for other in others:
        first = _count_same(name, other)
        last = _count_same(name[first:][::-1], other[first:][::-1])
        begin, end = min(begin, first), max(end, len(name) - last)
    end = max(begin, end)
    while begin > 0 and name[begin - 1].isdigit():
        begin -= 1
    while end < len(name) and name[end].isdigit():
        end += 1
    return begin, end


def _without_middle(text: str, count: int) -> str:
    """Return so many letters of a text, from its two ends."""
    tail = count // 2
    return text[: count - tail] + _GAP + text[len(text) - tail :]


def _count_same(text: str, other: str) -> int:
    """Return how many letters two texts begin with that are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))


def _longest(cut: Callable[[int], str], most: int, fits: Callable[[str], bool]) -> str:
    """Return the longest text that fits, of those that are cut to from 0 to so many letters."""
    return cut(bisect_right(range(1, most + 1), False, key=lambda count: not fits(cut(count))))
