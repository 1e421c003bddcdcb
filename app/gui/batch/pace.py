"""Speed of a batch, the time that is left, and the sentence that tells both."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QCoreApplication

from app.gui.text.locale_text import number_text

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


def progress_text(done: int, total: int, per_second: float | None) -> str:
    """Return the progress of a batch in words and, once its speed is known, the speed and the time left."""
    parts = [_tr("Screened: {done} of {total}").format(done=number_text(done), total=number_text(total))]
    if per_second:
        speed = _speed(per_second)
        parts += [speed] if speed else []
        parts.append(time_left((total - done) / per_second))
    return " · ".join(parts)


def _speed(per_second: float) -> str:
    """Return the speed with two figures, so that it does not flicker; empty below one file a minute."""
    if per_second >= 2:
        return _tr("%Ln file(s) a second", _two_figures(per_second))
    per_minute = 60 * per_second
    return _tr("%Ln file(s) a minute", _two_figures(per_minute)) if per_minute >= 1 else ""


def _two_figures(value: float) -> int:
    return int(float(f"{value:.2g}"))


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
