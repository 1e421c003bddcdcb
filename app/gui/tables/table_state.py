"""How the user left a table: widths and order of its columns, and what its rows are sorted by."""

from __future__ import annotations

import msgspec


class TableState(msgspec.Struct, frozen=True):
    """State of a table, by the names of its columns.

    Attributes:
        widths: those that the user set.
        order: of the columns, from where one begins to read; empty for the usual one.
        sorted_by: the column that the rows are sorted by; empty for the usual order.
        is_descending: whether the greatest comes first.
    """

    widths: dict[str, int] = {}
    order: list[str] = []
    sorted_by: str = ""
    is_descending: bool = False

    def encoded(self) -> bytes:
        """Return the state as bytes that `decoded` reads."""
        return msgspec.json.encode(self)


def decoded(state: bytes) -> TableState:
    """Return the state of some bytes; that of a new table where they are none of a table."""
    try:
        return msgspec.json.decode(state, type=TableState)
    except msgspec.DecodeError:
        return TableState()
