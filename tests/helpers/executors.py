"""An executor that does its work at once, in the calling thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class InlineExecutor(Executor):
    """Runs what is submitted before `submit` returns, so that a test has one order of events.

    With a limit, only so many are run; those after them wait for ever, as behind a busy worker.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._left = limit

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self._left == 0:
            return future
        if self._left:
            self._left -= 1
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as every executor does, the future carries it
            future.set_exception(error)
        return future
