"""How the user left a table: widths and order of its columns."""

from __future__ import annotations

import msgspec


class TableState(msgspec.Struct, frozen=True):
    """State of a table, by the names of its columns.

    What the rows are sorted by is no part of it: each start begins with the most urgent row.

    Attributes:
        widths: those that the user set.
        order: of the columns, from where one begins to read; empty for the usual one.
    """

    widths: dict[str, int] = {}
    order: list[str] = []

    def encoded(self) -> bytes:
        """Return the state as bytes that `decoded` reads."""
        return msgspec.json.encode(self)


def decoded(state: bytes) -> TableState:
    """Return the state of some bytes; that of a new table where they are none of a table."""
    try:
        return msgspec.json.decode(state, type=TableState)
    except msgspec.DecodeError:
        return TableState()
