"""Progress of long work: the callback that the command line draws as a bar, and the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from typing import Any

Progress = Callable[[Collection[Any], str], Iterable[Any]]
"""Gives the items of long work one by one; the text says what is done with them, such as `Reading`."""


def silent(items: Collection[Any], label: str) -> Iterable[Any]:
    """Return the items as they are, without a message."""
    return items


class TimeLeft:
    """Estimate of the time that the rest of some parts of work takes, by the mean of those that are done."""

    def __init__(self, parts: int, done: int = 0, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the clock.

        Args:
            parts: how many there are.
            done: how many were done earlier; their time is not known.
            clock: gives the time in seconds.
        """
        self._parts, self._done, self._earlier = parts, done, done
        self._clock, self._start = clock, clock()

    def after_one_more(self) -> str:
        """Count one more part as done, and return how many are, and about how long the others take, as text."""
        self._done += 1
        count, others = f"{self._done} of {self._parts}", self._parts - self._done
        if others <= 0:
            return count
        seconds = (self._clock() - self._start) / (self._done - self._earlier) * others
        return f"{count}, about {_describe_duration(seconds)} left"


def _describe_duration(seconds: float) -> str:
    if seconds < 60:
        return "1 min"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"
