"""What a summary of many screenings says, in numbers and rows of bounded length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core.records import Finding, ScreeningRecord

MOST_ROWS = 500
"""Of each list: 50,000 screenings would be 1,500 pages, which nobody reads; the table has them all."""


@dataclass(slots=True)
class Summary:
    """What many screenings come to.

    Attributes:
        counts: screenings by the finding that is shown.
        endangered: the first of those with a danger sign, whatever the X-ray shows.
        listed: the first of those with signs of pneumonia, and of those to be read, in their order.
        refused: the first of those that were not assessed.
        unseen: how many no person has opened.
        decided: how many a clinician has decided.
        endangered_count: how many children have a danger sign.
        first, last: the times of the earliest and the latest screening; empty without any.
        models: ids of the models that decided.
    """

    counts: Counter[Finding] = field(default_factory=Counter)
    endangered: list[ScreeningRecord] = field(default_factory=list)
    listed: dict[Finding, list[ScreeningRecord]] = field(
        default_factory=lambda: {Finding.PNEUMONIA: [], Finding.UNCERTAIN: []}
    )
    refused: list[ScreeningRecord] = field(default_factory=list)
    unseen: int = 0
    decided: int = 0
    endangered_count: int = 0
    first: str = ""
    last: str = ""
    models: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        """How many screenings there are."""
        return self.counts.total()


def each_picture_once(records: Iterable[ScreeningRecord]) -> list[ScreeningRecord]:
    """Return of each picture only the screening that was made last, in the order of the pictures."""
    newest: dict[str, ScreeningRecord] = {}
    for record in records:
        picture = record.sha256 or record.id  # a file that could not be read has no digest
        if record.screened_at >= newest.setdefault(picture, record).screened_at:
            newest[picture] = record
    return list(newest.values())


def summarise(records: Iterable[ScreeningRecord]) -> Summary:
    """Return the summary of screenings, of which a generator may yield any number."""
    made = Summary()
    for record in records:
        finding = record.verdict.shown_finding
        made.counts[finding] += 1
        made.unseen += not record.seen_at
        made.decided += not record.review.is_empty
        made.endangered_count += bool(record.danger_signs)
        made.models.add(record.model)
        made.first = min(made.first or record.screened_at, record.screened_at)
        made.last = max(made.last, record.screened_at)
        if record.danger_signs and len(made.endangered) < MOST_ROWS:
            made.endangered.append(record)
        rows = made.listed.get(finding, made.refused if finding is Finding.NOT_ASSESSED else None)
        if rows is not None and len(rows) < MOST_ROWS:
            rows.append(record)
    return made
