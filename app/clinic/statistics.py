"""Statistics of a clinic's own screenings: how many, with which verdicts, refused why, and what clinicians say of them.

The population of every figure is the screenings that the history holds of a period: what was deleted, or screened while
nothing was stored, is not among them. An X-ray that was screened more than once in the period counts once, as it was
screened last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.clinic.history_counts import DayCount, HistoryCounts
from app.core.interval import wilson_interval
from app.core.records import Finding
from app.core.review import Opinion

LEAST_CASES = 20
"""With fewer, a share says too little to be shown as a figure: its interval is then up to 40 points wide."""

MOST_SPANS = 60
"""Columns of a chart that can still be told apart."""

ASSESSED = (Finding.PNEUMONIA, Finding.UNCERTAIN, Finding.NORMAL)
"""The findings that a clinician can agree with."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a number of cases.

    Attributes:
        count: cases that are concerned.
        cases: all of them.
    """

    count: int
    cases: int

    @property
    def value(self) -> float:
        """The share, 0..1; 0 without cases."""
        return self.count / self.cases if self.cases else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95% interval (Wilson)."""
        return wilson_interval(self.count, self.cases)

    @property
    def is_too_few(self) -> bool:
        """Whether the cases are too few to say anything by a share."""
        return self.cases < LEAST_CASES


class SpanUnit(StrEnum):
    """How long the spans are that a period is divided into."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Span:
    """The screenings of one week, month or year.

    Attributes:
        start: its first day; a week begins on Monday.
        counts: screenings by finding; a finding that is absent has none.
    """

    start: date
    counts: Mapping[Finding, int]

    @property
    def total(self) -> int:
        """How many screenings it has."""
        return sum(self.counts.values())

    @property
    def uncertain(self) -> Share:
        """The share of uncertain results among those that were assessed."""
        return Share(self.counts.get(Finding.UNCERTAIN, 0), self.total - self.counts.get(Finding.NOT_ASSESSED, 0))


@dataclass(frozen=True, slots=True)
class Agreement:
    """What clinicians said of the screenings with one finding.

    Attributes:
        finding: of all of them.
        opinions: screenings by opinion; one that is absent has none.
        screened: all screenings with this finding, whether anybody said something.
    """

    finding: Finding
    opinions: Mapping[Opinion, int]
    screened: int

    @property
    def answered(self) -> int:
        """How many got an opinion."""
        return sum(self.opinions.values())

    @property
    def agreed(self) -> Share:
        """The share that was agreed with, among those that were agreed or disagreed with."""
        agree = self.opinions.get(Opinion.AGREE, 0)
        return Share(agree, agree + self.opinions.get(Opinion.DISAGREE, 0))


@dataclass(frozen=True, slots=True)
class ClinicStatistics:
    """Statistics of one period.

    Attributes:
        days: the first and the last day with screenings; None without any.
        unit: how long a span is.
        spans: oldest first, from the first to the last that has screenings, those without any among them; of years,
            only those with screenings.
        findings: screenings by finding; a finding that is absent has none.
        refusals: screenings that were not assessed, by the code of their reason, the most frequent first.
        agreements: for each finding of `ASSESSED`, in their order.
    """

    days: tuple[date, date] | None
    unit: SpanUnit
    spans: tuple[Span, ...]
    findings: Mapping[Finding, int]
    refusals: tuple[tuple[str, int], ...]
    agreements: tuple[Agreement, ...]

    @property
    def total(self) -> int:
        """How many screenings there are."""
        return sum(self.findings.values())

    def share(self, finding: Finding) -> Share:
        """Return the share of a finding among all screenings."""
        return Share(self.findings.get(finding, 0), self.total)

    @property
    def answered(self) -> int:
        """How many screenings got an opinion of a clinician."""
        return sum(agreement.answered for agreement in self.agreements)


def clinic_statistics(counts: HistoryCounts) -> ClinicStatistics:
    """Return the statistics of the counts of a period."""
    found = sorted(each.day for each in counts.days)
    unit = _unit_for(found)
    findings = _by_finding(counts.days)
    return ClinicStatistics(
        (found[0], found[-1]) if found else None,
        unit,
        tuple(_spans(counts.days, unit)),
        findings,
        counts.refusals,
        tuple(_agreement(finding, counts.days) for finding in ASSESSED),
    )


def span_start(day: date, unit: SpanUnit) -> date:
    """Return the first day of the span that a day is in."""
    match unit:
        case SpanUnit.WEEK:
            return day - timedelta(days=day.weekday())
        case SpanUnit.MONTH:
            return day.replace(day=1)
        case SpanUnit.YEAR:
            return day.replace(month=1, day=1)


def _unit_for(days: Sequence[date]) -> SpanUnit:
    """Return the shortest span of which sorted days have not too many; a wrong clock may have put them far apart."""
    if not days or (days[-1] - days[0]).days < 7 * (MOST_SPANS - 1):
        return SpanUnit.WEEK
    return SpanUnit.MONTH if (days[-1] - days[0]).days < 30 * (MOST_SPANS - 1) else SpanUnit.YEAR


def _spans(days: Sequence[DayCount], unit: SpanUnit) -> Iterator[Span]:
    by_start: dict[date, list[DayCount]] = {}
    for each in days:
        by_start.setdefault(span_start(each.day, unit), []).append(each)
    starts = sorted(by_start)
    if starts and unit is not SpanUnit.YEAR:
        starts = list(_starts(starts[0], starts[-1], unit))
    for start in starts:
        yield Span(start, _by_finding(by_start.get(start, ())))


def _starts(first: date, last: date, unit: SpanUnit) -> Iterator[date]:
    start = first
    while start < last:
        yield start
        start = span_start(start + timedelta(days=7 if unit is SpanUnit.WEEK else 31), unit)
    yield last


def _by_finding(days: Iterable[DayCount]) -> Mapping[Finding, int]:
    counts: Counter[Finding] = Counter()
    for each in days:
        counts[each.finding] += each.count
    return dict(counts)


def _agreement(finding: Finding, days: Iterable[DayCount]) -> Agreement:
    opinions: Counter[Opinion] = Counter()
    screened = 0
    for each in days:
        if each.finding is finding:
            screened += each.count
            if each.opinion:
                opinions[each.opinion] += each.count
    return Agreement(finding, dict(opinions), screened)
