"""Deletion of screenings that are older than they are to be kept, unless the clock seems to be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.core.results.history import History

_LONG_GAP = timedelta(days=183)
"""A clinic that screens nothing for longer is asked; so is one whose clock was set wrong by more."""
_CENTURY_DAYS = 36_525


@dataclass(frozen=True, slots=True)
class Gap:
    """A long time without a screening, right before what would be deleted: perhaps the clock is, or was, wrong.

    Attributes:
        last: time of the last screening before it.
        next: time of the first one after it; now, where there is none.
        count: how many screenings would be deleted.
    """

    last: datetime
    next: datetime
    count: int


def delete_older(history: History, days: int, now: datetime | None = None) -> int:
    """Delete the screenings of more than so many days ago, for good, and return how many they were.

    Args:
        history: to delete in.
        days: to keep.
        now: with its offset from UTC; the clock's without it.
    """
    return history.delete_before(_days_ago(days, now))


def count_older(history: History, days: int, now: datetime | None = None) -> int:
    """Return how many screenings `delete_older` would delete."""
    return history.count_before(_days_ago(days, now))


def suspicious_gap(history: History, days: int, now: datetime | None = None) -> Gap | None:
    """Return the gap for which the user must be asked before `delete_older`; None where there is none.

    Day by day, what becomes too old has been followed by other screenings all the time. It has not where the clock
    jumped by years.
    """
    now = now or datetime.now(UTC)
    moment = _days_ago(days, now)
    last, following = history.neighbours(moment)
    if last is None:
        return None
    following = following or now
    return Gap(last, following, history.count_before(moment)) if following - last > _LONG_GAP else None


def _days_ago(days: int, now: datetime | None) -> datetime:
    return (now or datetime.now(UTC)) - timedelta(days=min(days, _CENTURY_DAYS))
