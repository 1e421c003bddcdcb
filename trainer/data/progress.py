"""Progress callback of long work; the command line draws it as a bar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

Progress = Callable[[Collection[Any], str], Iterable[Any]]
"""Gives the items of long work one by one; the text says what is done with them, such as `Reading`."""


def silent(items: Collection[Any], label: str) -> Iterable[Any]:
    """Return the items as they are, without a message."""
    return items
