"""Filter and order of the rows of a batch: quick for tens of thousands, for each row is placed by halving."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from app.core.records import Finding, ScreeningRecord
from app.gui.tables.columns import suspicion_key

Key = Callable[[ScreeningRecord], Any]
"""What a record is sorted by: anything that has an order."""


class Run(NamedTuple):
    """Neighbouring rows that are inserted together."""

    row: int
    entries: list[tuple[Any, int]]


class Filter(NamedTuple):
    """Which records are shown.

    Attributes:
        findings: those of these findings.
        text: of these, those with this text in their path or their patient's id, whatever the case.
    """

    findings: Collection[Finding] = frozenset(Finding)
    text: str = ""

    def keeps(self, record: ScreeningRecord) -> bool:
        """Tell whether a record is shown."""
        if record.verdict.finding not in self.findings:
            return False
        text = self.text.casefold()
        return not text or text in record.file.casefold() or text in record.patient_id.casefold()


class RowOrder:
    """Rows of the records that a filter keeps, sorted by a key; equal keys in the order of the records.

    An entry is a record's key and its number; in a descending order the numbers are negative and the last entry is the
    first row, so that the entries themselves always ascend and a place is found by halving.
    """

    def __init__(self, records: Sequence[ScreeningRecord]) -> None:
        self._records = records
        self._key: Key = suspicion_key
        self._descending = False
        self._filter = Filter()
        self._all: list[tuple[Any, int]] = []  # so that a filter need not sort
        self._entries: list[tuple[Any, int]] = []

    def __len__(self) -> int:
        return len(self._entries)

    def number(self, row: int) -> int:
        """Return the number of the record in a row."""
        return abs(self._entries[self._place(row)][1])

    def numbers(self) -> Iterator[int]:
        """Yield the number of each row's record."""
        entries = reversed(self._entries) if self._descending else iter(self._entries)
        return (abs(number) for _, number in entries)

    def row(self, number: int) -> int | None:
        """Return the row of a record, or None when it is not shown."""
        entry = self._entry(number)
        place = bisect_left(self._entries, entry)
        return self._place(place) if self._entries[place : place + 1] == [entry] else None

    def sort(self, key: Key, *, descending: bool = False) -> None:
        """Sort the rows by a key."""
        self._key, self._descending = key, descending
        self.rebuild()

    def filter(self, chosen: Filter) -> None:
        """Filter the rows."""
        self._filter = chosen
        self._entries = self._kept(self._all)

    def rebuild(self) -> None:
        """Sort and filter all records again."""
        self._all = sorted(map(self._entry, range(len(self._records))))
        self._entries = self._kept(self._all)

    def runs(self, numbers: Iterable[int]) -> Iterator[Run]:
        """Yield the runs of rows that new records make; insert each before asking for the next."""
        entries = sorted(map(self._entry, numbers))
        for entry in entries:
            insort(self._all, entry)
        new = self._kept(entries)
        while new:  # from the end, so that the places before stay what they are
            place = bisect_left(self._entries, new[-1])
            first = len(new) - 1
            while first and (place == 0 or self._entries[place - 1] < new[first - 1]):
                first -= 1
            row = len(self._entries) - place if self._descending else place
            yield Run(row, new[first:])
            del new[first:]

    def insert(self, run: Run) -> None:
        """Insert a run of rows."""
        place = len(self._entries) - run.row if self._descending else run.row
        self._entries[place:place] = run.entries

    def _place(self, row: int) -> int:
        return len(self._entries) - 1 - row if self._descending else row

    def _entry(self, number: int) -> tuple[Any, int]:
        return self._key(self._records[number]), -number if self._descending else number

    def _kept(self, entries: list[tuple[Any, int]]) -> list[tuple[Any, int]]:
        keeps, records = self._filter.keeps, self._records
        return [entry for entry in entries if keeps(records[abs(entry[1])])]
