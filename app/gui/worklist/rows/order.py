"""Order of the rows of a batch: quick for tens of thousands, for each row is placed by halving."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from app.core.records import ScreeningRecord
from app.gui.tables.columns import suspicion_key
from app.gui.worklist.rows.filter import RowFilter

Key = Callable[[ScreeningRecord], Any]
"""What a record is sorted by: anything that has an order."""


def urgency_key(record: ScreeningRecord) -> tuple[bool, tuple[int, float]]:
    """Return a sort key, the smallest for a child with a danger sign, and then for the most suspicious X-ray."""
    return not record.danger_signs, suspicion_key(record)


class Entry(NamedTuple):
    """Where a record stands; equal keys stand in the order of the files, whichever record came first."""

    key: Any
    file: str
    number: int


class Run(NamedTuple):
    """Neighbouring rows that are inserted together."""

    row: int
    entries: list[Entry]


class RowOrder:
    """Rows of the records that a filter keeps, sorted by a key.

    The entries always ascend, so that a place is found by halving; in a descending order the last entry is the first
    row. A record that is changed stays where it stands, and shown, until the rows are sorted or filtered again.
    """

    def __init__(self, records: Sequence[ScreeningRecord]) -> None:
        self._records = records
        self._key: Key = urgency_key
        self._is_descending = False
        self._filter = RowFilter()
        self._made: list[Entry] = []  # by number
        self._all: list[Entry] = []  # so that a filter need not sort
        self._entries: list[Entry] = []

    def __len__(self) -> int:
        return len(self._entries)

    def number(self, row: int) -> int:
        """Return the number of the record in a row."""
        return self._entries[self._place(row)].number

    def numbers(self) -> Iterator[int]:
        """Yield the number of each row's record."""
        entries = reversed(self._entries) if self._is_descending else iter(self._entries)
        return (entry.number for entry in entries)

    def row(self, number: int) -> int | None:
        """Return the row of a record, or None when it is not shown."""
        entry = self._made[number]
        place = bisect_left(self._entries, entry)
        return self._place(place) if self._entries[place : place + 1] == [entry] else None

    def sort(self, key: Key, *, is_descending: bool = False) -> None:
        """Sort the rows by a key."""
        self._key, self._is_descending = key, is_descending
        self.rebuild()

    def filter(self, chosen: RowFilter) -> None:
        """Filter the rows."""
        self._filter = chosen
        self._entries = self._kept(self._all)

    def rebuild(self) -> None:
        """Sort and filter all records again."""
        self._made = [self._entry(number) for number in range(len(self._records))]
        self._all = sorted(self._made)
        self._entries = self._kept(self._all)

    def place_again(self, number: int) -> None:
        """Put a changed record where it belongs; it stays shown, or not shown."""
        before = self._made[number]
        after = self._made[number] = self._entry(number)
        for entries in (self._all, self._entries):
            place = bisect_left(entries, before)
            if entries[place : place + 1] == [before]:
                del entries[place]
                insort(entries, after)

    def runs(self, numbers: Iterable[int]) -> Iterator[Run]:
        """Yield the runs of rows that new records make; insert each before asking for the next."""
        made = [self._entry(number) for number in numbers]
        self._made += made
        entries = sorted(made)
        for entry in entries:
            insort(self._all, entry)
        new = self._kept(entries)
        while new:  # from the end, so that the places before stay what they are
            place = bisect_left(self._entries, new[-1])
            first = len(new) - 1
            while first and (place == 0 or self._entries[place - 1] < new[first - 1]):
                first -= 1
            row = len(self._entries) - place if self._is_descending else place
            yield Run(row, new[first:])
            del new[first:]

    def insert(self, run: Run) -> None:
        """Insert a run of rows."""
        place = len(self._entries) - run.row if self._is_descending else run.row
        self._entries[place:place] = run.entries

    def _place(self, row: int) -> int:
        return len(self._entries) - 1 - row if self._is_descending else row

    def _entry(self, number: int) -> Entry:
        record = self._records[number]
        return Entry(self._key(record), record.file, number)

    def _kept(self, entries: list[Entry]) -> list[Entry]:
        keeps, records = self._filter.keeps, self._records
        return [entry for entry in entries if keeps(records[entry.number])]
