"""Statistics of a clinic as a CSV file: one figure a row, with its population, in words for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.clinic.statistics import ClinicStatistics, Share
from app.core.atomic_file import atomic_file
from app.core.records import Finding, opinions_on
from app.core.results.export import csv_row, output_failing, text_cell

COLUMNS = (
    *("measure", "period_from", "period_to", "span", "span_from"),
    *("finding", "item", "count", "cases", "share", "interval_low", "interval_high"),
)
"""The columns: the period that was asked for, empty for no limit; the span of a row that is of one; the figure.

`share` is count / cases with its 95% interval (Wilson); the three are empty without cases.
"""


@dataclass(frozen=True, slots=True)
class _Row:
    measure: str
    share: Share
    finding: str = ""
    item: str = ""
    span_from: date | None = None


def write_statistics_csv(statistics: ClinicStatistics, since: date | None, until: date | None, path: Path) -> None:
    """Write statistics as a CSV file (UTF-8, RFC 4180), whole or not at all.

    Args:
        statistics: to write.
        since: first day of the period that was asked for; None for no limit.
        until: its last day; None for no limit.
        path: of the file.

    Raises:
        OutputError: `output_failed`.
    """
    period = _day(since), _day(until)
    with output_failing(path), atomic_file(path) as stream:
        stream.write(csv_row(COLUMNS))
        for row in _rows(statistics):
            stream.write(csv_row(map(text_cell, _cells(row, period, str(statistics.unit)))))


def _rows(statistics: ClinicStatistics) -> Iterator[_Row]:
    for span in statistics.spans:
        for finding in Finding:
            share = Share(span.counts.get(finding, 0), span.total)
            yield _Row("screenings", share, finding, span_from=span.start)
    for span in statistics.spans:
        yield _Row("uncertain_of_assessed", span.uncertain, Finding.UNCERTAIN, span_from=span.start)
    for finding in Finding:
        yield _Row("verdicts", statistics.share(finding), finding)
    refused = statistics.findings.get(Finding.NOT_ASSESSED, 0)
    for code, count in statistics.refusals:
        yield _Row("refusals", Share(count, refused), Finding.NOT_ASSESSED, code)
    for agreement in statistics.agreements:
        for opinion in opinions_on(agreement.finding):
            answers = Share(agreement.opinions.get(opinion, 0), agreement.answered)
            yield _Row("opinions", answers, agreement.finding, opinion)
        if agreement.finding is not Finding.UNCERTAIN:
            yield _Row("agreed_of_agreed_or_disagreed", agreement.agreed, agreement.finding)


def _cells(row: _Row, period: tuple[str, str], unit: str) -> Iterator[str]:
    low, high = row.share.interval
    yield from (row.measure, *period, unit if row.span_from else "", _day(row.span_from))
    yield from (row.finding, row.item, str(row.share.count), str(row.share.cases))
    yield from ([f"{part:.4f}" for part in (row.share.value, low, high)] if row.share.cases else ["", "", ""])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
