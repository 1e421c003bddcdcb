"""How fast, how long, and in which words."""

from __future__ import annotations

import pytest

from app.gui.batch.pace import Pace, progress_text


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
    ("done", "total", "per_second", "words"),
    [
        (0, 9, None, "Screened: 0 of 9"),
        (813, 15_213, 119.7, "Screened: 813 of 15,213 · 120 files a second · about 2 minutes left"),
        (813, 1203, 120, "Screened: 813 of 1,203 · 120 files a second · less than a minute left"),
        (0, 1000, 14.44, "Screened: 0 of 1,000 · 14 files a second · about a minute left"),
        (0, 60, 0.5, "Screened: 0 of 60 · 30 files a minute · about 2 minutes left"),
        (0, 60, 0.02, "Screened: 0 of 60 · 1 file a minute · about 50 minutes left"),
        (0, 1, 0.01, "Screened: 0 of 1 · about 2 minutes left"),
        (0, 50_000, 5.0, "Screened: 0 of 50,000 · 5 files a second · about 3 hours left"),
    ],
)
def test_progress_is_in_plain_words(done, total, per_second, words):
    assert progress_text(done, total, per_second) == words
