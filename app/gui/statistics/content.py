"""Content of the statistics page, in the user's language: what each chart shows, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.clinic.statistics import LEAST_CASES, Agreement, ClinicStatistics, Share, Span, SpanUnit, span_start
from app.core.records import Finding, opinions_on
from app.core.review import Opinion
from app.gui.statistics.charts import Bar, BarChart, Chart, ColumnChart, ShareChart
from app.gui.statistics.drawing import Axes, whole_ticks
from app.gui.statistics.fills import FINDING_FILLS, OPINION_FILLS
from app.gui.statistics.refusals import refusal_text
from app.gui.text.locale_text import date_text, number_text, percent
from app.gui.text.verdict_text import finding_count, finding_text

_STACKED = (Finding.PNEUMONIA, Finding.UNCERTAIN, Finding.NORMAL, Finding.NOT_ASSESSED)
"""From the bottom of a column to its top, and in the order of every list."""

_TOPS = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Ends of an axis of shares whose quarters are whole per cents."""


@dataclass(frozen=True, slots=True)
class Section:
    """One chart with its words.

    Attributes:
        title: of the chart.
        note: of which screenings the figures are, and what they do not say.
        chart: None where there is nothing to draw, which the note then says.
        headings: of the columns of the same as a table.
        rows: its cells.
    """

    title: str
    note: str
    chart: Chart | None = None
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def sections(statistics: ClinicStatistics, today: date) -> tuple[Section, ...]:
    """Return the sections of the page in their order.

    Args:
        statistics: of a period with screenings.
        today: in whose week, month or year more may come.
    """
    labels = [_span_label(span.start, statistics.unit) for span in statistics.spans]
    names = [_span_name(span, statistics.unit, today) for span in statistics.spans]
    return (
        _screenings(statistics, labels, names),
        _verdicts(statistics),
        _refusals(statistics),
        _agreement(statistics),
        _uncertain(statistics, labels, names),
    )


def share_text(share: Share) -> str:
    """Return a share with its cases and its interval; of too few cases, the numbers alone."""
    numbers = {"count": number_text(share.count), "cases": number_text(share.cases)}
    if share.is_too_few:
        return _tr("{count} of {cases}: too few to say").format(**numbers)
    low, high = map(percent, share.interval)
    return _tr("{count} of {cases}: {share} ({low} to {high})").format(
        **numbers, share=percent(share.value), low=low, high=high
    )


def _screenings(statistics: ClinicStatistics, labels: Sequence[str], names: Sequence[str]) -> Section:
    titles = {
        SpanUnit.WEEK: _tr("X-rays a week"),
        SpanUnit.MONTH: _tr("X-rays a month"),
        SpanUnit.YEAR: _tr("X-rays a year"),
    }
    ticks = whole_ticks(max(span.total for span in statistics.spans))
    rows = [
        [name, number_text(span.total), *(number_text(span.counts.get(finding, 0)) for finding in _STACKED)]
        for name, span in zip(names, statistics.spans, strict=True)
    ]
    chart = ColumnChart(
        Axes([number_text(tick) for tick in ticks], labels),
        ticks[-1],
        [(FINDING_FILLS[finding], finding_text(finding)) for finding in _STACKED],
        [{FINDING_FILLS[each]: span.counts.get(each, 0) for each in _STACKED} for span in statistics.spans],
        [_span_sentence(name, span) for name, span in zip(names, statistics.spans, strict=True)],
    )
    return Section(
        titles[statistics.unit],
        _tr("What the history holds. An X-ray that was screened more than once counts once, as it was screened last."),
        chart,
        [_span_heading(statistics.unit), _tr("All"), *map(finding_text, _STACKED)],
        rows,
    )


def _verdicts(statistics: ClinicStatistics) -> Section:
    rows = [(finding_text(finding), statistics.share(finding)) for finding in _STACKED]
    bars = [
        Bar(
            name,
            share_text(share),
            {FINDING_FILLS[finding]: share.value},
            f"{name}: {share_text(share)}.",
            None if share.is_too_few else share.interval,
        )
        for finding, (name, share) in zip(_STACKED, rows, strict=True)
    ]
    return Section(
        _tr("Share of each verdict"),
        _tr("Of all X-rays of the period. In brackets and as a line: where the share lies with 95% certainty."),
        BarChart(bars),
        [_tr("Verdict"), _tr("Share")],
        [[name, share_text(share)] for name, share in rows],
    )


def _refusals(statistics: ClinicStatistics) -> Section:
    title = _tr("Why X-rays were not assessed")
    if not statistics.refusals:
        return Section(title, _tr("Every X-ray of the period was assessed."))
    refused = sum(count for _, count in statistics.refusals)
    fill = FINDING_FILLS[Finding.NOT_ASSESSED]
    bars = [
        Bar(refusal_text(code), number_text(count), {fill: count / refused}, f"{refusal_text(code)}: {count}.")
        for code, count in statistics.refusals
    ]
    return Section(
        title,
        _tr("By the first reason. X-rays that were not assessed: {count}.").format(count=number_text(refused)),
        BarChart(bars),
        [_tr("Reason"), _tr("X-rays")],
        [[bar.name, bar.value] for bar in bars],
    )


def _agreement(statistics: ClinicStatistics) -> Section:
    title = _tr("Do you agree with Kifua?")
    to_agree_with = [each for each in statistics.agreements if each.finding is not Finding.UNCERTAIN]
    answered = [agreement for agreement in to_agree_with if agreement.answered]
    readings = _readings(statistics)
    if not answered and not readings:
        return Section(
            title,
            _tr("Nobody has answered yet. Beside each X-ray, Kifua asks: “What do you say?” The answers come here."),
        )
    opinions = {
        Opinion.AGREE: _tr("agree"),
        Opinion.DISAGREE: _tr("disagree"),
        Opinion.CANNOT_TELL: _tr("can't tell"),
    }
    rows = [
        [
            finding_text(each.finding),
            share_text(each.agreed),
            *(number_text(each.opinions.get(opinion, 0)) for opinion in opinions),
            number_text(each.screened - each.answered),
        ]
        for each in answered
    ]
    return Section(
        title,
        _tr(
            "The share agreed with, of those agreed or disagreed with. Answers: to {answered} of {assessed} X-rays. "
            "Whoever answers has seen the verdict first: this does not say how often Kifua is right."
        ).format(
            answered=number_text(sum(each.answered for each in answered)),
            assessed=number_text(sum(each.screened for each in to_agree_with)),
        )
        + readings,
        BarChart(
            [_agreement_bar(each) for each in answered],
            [(OPINION_FILLS[opinion], words) for opinion, words in opinions.items()],
        ),
        [_tr("Verdict"), _tr("Agreed"), *opinions.values(), _tr("no answer")],
        rows,
    )


def _readings(statistics: ClinicStatistics) -> str:
    """Return what people saw in the X-rays that are uncertain, as a sentence after others; empty where nobody did."""
    (uncertain,) = (each for each in statistics.agreements if each.finding is Finding.UNCERTAIN)
    if not uncertain.answered:
        return ""
    said = {each.value: number_text(uncertain.opinions.get(each, 0)) for each in opinions_on(Finding.UNCERTAIN)}
    words = _tr(
        "Of the uncertain X-rays, people saw signs in {signs} and none in {no_signs}; of {cannot_tell} they could not "
        "tell."
    )
    return " " + words.format(**said)


def _agreement_bar(agreement: Agreement) -> Bar:
    name, value = finding_text(agreement.finding), share_text(agreement.agreed)
    parts = {
        OPINION_FILLS[each]: agreement.opinions.get(each, 0) / agreement.answered
        for each in opinions_on(agreement.finding)
    }
    return Bar(name, value, parts, _tr("{verdict}: agreed with {share}.").format(verdict=name, share=value))


def _uncertain(statistics: ClinicStatistics, labels: Sequence[str], names: Sequence[str]) -> Section:
    titles = {
        SpanUnit.WEEK: _tr("Uncertain, of the X-rays assessed each week"),
        SpanUnit.MONTH: _tr("Uncertain, of the X-rays assessed each month"),
        SpanUnit.YEAR: _tr("Uncertain, of the X-rays assessed each year"),
    }
    title, shares = titles[statistics.unit], [span.uncertain for span in statistics.spans]
    told = [share_text(share) for share in shares]
    headings, rows = [_span_heading(statistics.unit), _tr("Uncertain")], list(zip(names, told, strict=True))
    if all(share.is_too_few for share in shares):
        note = _tr("Too few to say: a share is shown where at least {count} X-rays were assessed.")
        return Section(title, note.format(count=number_text(LEAST_CASES)), None, headings, rows)
    highest = max(share.interval[1] for share in shares if not share.is_too_few)
    top = next(top for top in _TOPS if top >= highest)
    ticks = [_tr("{number}%").format(number=number_text(round(100 * top * place / 4))) for place in range(5)]
    return Section(
        title,
        _tr("The line at each dot: where the share lies with 95% certainty. No dot: fewer than {count} X-rays.").format(
            count=number_text(LEAST_CASES)
        ),
        ShareChart(
            Axes(ticks, labels),
            top,
            FINDING_FILLS[Finding.UNCERTAIN],
            shares,
            [f"{name}: {words}." for name, words in rows],
        ),
        headings,
        rows,
    )


def _span_label(start: date, unit: SpanUnit) -> str:
    forms = {SpanUnit.WEEK: "d MMM", SpanUnit.MONTH: "MMM yyyy", SpanUnit.YEAR: "yyyy"}
    return QLocale().toString(QDate(start.year, start.month, start.day), forms[unit])


def _span_name(span: Span, unit: SpanUnit, today: date) -> str:
    if unit is SpanUnit.WEEK:
        name = _tr("Week from {date}").format(date=date_text(span.start.isoformat()))
    else:
        name = _span_label(span.start, unit)
    return _tr("{span} (until now)").format(span=name) if span.start == span_start(today, unit) else name


def _span_heading(unit: SpanUnit) -> str:
    return {SpanUnit.WEEK: _tr("Week"), SpanUnit.MONTH: _tr("Month"), SpanUnit.YEAR: _tr("Year")}[unit]


def _span_sentence(name: str, span: Span) -> str:
    parts = [finding_count(finding, span.counts[finding]) for finding in _STACKED if span.counts.get(finding)]
    return "\n".join((_tr("{span}: {count}").format(span=name, count=number_text(span.total)), *parts))


def _tr(text: str) -> str:
    return QCoreApplication.translate("statistics", text)
