"""Place of a record among the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

NEXT_UNSEEN_KEY = "Ctrl+PgDown"
"""Leads to the next record that nobody has seen, on every page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which row a record is, of how many.

    Attributes:
        number: of the row, from 1.
        count: how many rows the table has, read or not.
    """

    number: int
    count: int
