"""How long work tells how far it is: a callback, which the command line draws as a bar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

Progress = Callable[[Collection[Any], str], Iterable[Any]]
"""Gives the items of long work one by one; the text says what is done with them, such as `Reading`."""


def silent(items: Collection[Any], label: str) -> Iterable[Any]:
    """Give the items, and tell nobody."""
    return items
