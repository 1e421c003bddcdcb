"""How fast, how long, and in which words."""

from __future__ import annotations

import pytest

from app.gui.batch.pace import Pace, time_left


def paced(*seen: tuple[float, int]) -> float | None:
    pace = Pace()
    for now_s, done in seen:
        pace.add(now_s, done)
    return pace.per_second


@pytest.mark.parametrize("seen", [[], [(0, 0)], [(0, 0), (4, 400)], [(0, 5), (30, 5)]])
def test_nothing_is_said_before_the_pace_is_steady(seen):
    assert paced(*seen) is None


def test_the_pace_is_that_of_the_last_seconds():
    slow = [(second, second) for second in range(100)]
    fast = [(second, 100 + 10 * (second - 100)) for second in range(100, 200)]

    assert paced(*slow, *fast) == pytest.approx(10)


def test_a_pause_does_not_count():
    pace = Pace()
    for second in range(10):
        pace.add(second, second)
    pace.reset()
    assert pace.per_second is None
    for second in range(1000, 1010):
        pace.add(second, second)
    assert pace.per_second == pytest.approx(1)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3.25, "less than a minute left"),
        (69, "about a minute left"),
        (120, "about 2 minutes left"),
        (3000, "about 50 minutes left"),
        (10_000, "about 3 hours left"),
    ],
)
def test_the_time_left_is_in_plain_words(seconds, words):
    assert time_left(seconds) == words
