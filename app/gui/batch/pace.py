"""Speed of a batch, and the time that is left in words."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QCoreApplication

_WINDOW_S = 20.0
"""The rate is that of the last so many seconds: a few large files do not make it jump, a new folder soon shows."""

_STEADY_S = 5.0
"""A rate over less than this says nothing of the time left."""


class Pace:
    """Measures how fast files are done. Times are seconds of any clock that only goes forward."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def add(self, now_s: float, done: int) -> None:
        """Add how many files are done at a moment."""
        self._seen.append((now_s, done))
        while len(self._seen) > 2 and now_s - self._seen[1][0] >= _WINDOW_S:
            self._seen.popleft()

    def reset(self) -> None:
        """Start again, after a pause."""
        self._seen.clear()

    @property
    def per_second(self) -> float | None:
        """Files a second; None until enough time is measured."""
        if len(self._seen) < 2:
            return None
        (began_s, first), (now_s, last) = self._seen[0], self._seen[-1]
        span_s = now_s - began_s
        return (last - first) / span_s if span_s >= _STEADY_S and last > first else None


def time_left(seconds: float) -> str:
    """Return how long the rest of a batch will take, in words."""
    if seconds < 50:
        return _tr("less than a minute left")
    if seconds < 90:
        return _tr("about a minute left")
    minutes = round(seconds / 60)
    if minutes < 90:
        return _tr("about %Ln minute(s) left", minutes)
    return _tr("about %Ln hour(s) left", max(2, round(minutes / 60)))


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("pace", text, "", count)
