"""A clinic's figures from the counts of its history."""

from datetime import date, timedelta

import pytest

from app.clinic.history_counts import DayCount, HistoryCounts
from app.clinic.statistics import ASSESSED, LEAST_CASES, MOST_SPANS, Share, SpanUnit, clinic_statistics
from app.core.records import Finding
from app.core.review import Opinion

MONDAY = date(2026, 11, 2)


def counted(*days, refusals=()):
    return clinic_statistics(HistoryCounts(tuple(days), refusals))


def of_day(days_later, finding=Finding.NORMAL, count=1, opinion=None):
    return DayCount(MONDAY + timedelta(days=days_later), finding, opinion, count)


def test_nothing_screened_gives_nothing():
    found = counted()

    assert (found.total, found.days, found.spans, found.answered) == (0, None, (), 0)
    assert [agreement.screened for agreement in found.agreements] == [0, 0, 0]


def test_a_week_goes_from_monday_to_sunday_and_weeks_without_screenings_are_shown():
    found = counted(of_day(0, count=3), of_day(6, Finding.PNEUMONIA, 2), of_day(21, count=5))

    assert found.unit is SpanUnit.WEEK
    assert found.days == (MONDAY, MONDAY + timedelta(days=21))
    assert [span.start for span in found.spans] == [MONDAY + timedelta(weeks=week) for week in range(4)]
    assert [span.total for span in found.spans] == [5, 0, 0, 5]
    assert found.spans[0].counts == {Finding.NORMAL: 3, Finding.PNEUMONIA: 2}


def test_longer_periods_are_divided_into_months_and_years_so_that_columns_can_be_told_apart():
    months, years = counted(of_day(0), of_day(600)), counted(of_day(-20_000), of_day(0), of_day(400))

    assert months.unit is SpanUnit.MONTH
    assert [span.start.day for span in months.spans] == [1] * len(months.spans)
    assert len(months.spans) == 20
    assert years.unit is SpanUnit.YEAR
    assert [span.start for span in years.spans] == [date(1972, 1, 1), date(2026, 1, 1), date(2027, 1, 1)]


@pytest.mark.parametrize("days", [7 * MOST_SPANS, 30 * MOST_SPANS - 1])
def test_there_are_never_more_columns_than_can_be_drawn(days):
    for last in range(days - 40, days + 40):
        assert len(counted(of_day(0), of_day(last)).spans) <= MOST_SPANS + 1, last


@pytest.mark.parametrize("first", [date.min, date(1900, 2, 28)])
@pytest.mark.parametrize("last", [date.max, date(2026, 11, 26)])
def test_no_clock_is_too_wrong_to_be_counted(first, last):
    days = [DayCount(day, Finding.NORMAL, None, 1) for day in (first, last)]

    assert sum(span.total for span in counted(*days).spans) == 2
    assert sum(span.total for span in counted(days[0]).spans) == 1
    assert sum(span.total for span in counted(days[1]).spans) == 1


def test_shares_of_the_verdicts_are_of_all_screenings():
    found = counted(of_day(0, Finding.PNEUMONIA, 30), of_day(1, Finding.NOT_ASSESSED, 10), of_day(2, count=60))

    assert found.share(Finding.PNEUMONIA) == Share(30, 100)
    assert found.share(Finding.UNCERTAIN) == Share(0, 100)
    assert found.share(Finding.NOT_ASSESSED).value == pytest.approx(0.1)


def test_the_uncertain_share_of_a_week_leaves_out_what_was_not_assessed():
    found = counted(of_day(0, Finding.UNCERTAIN, 5), of_day(1, count=20), of_day(2, Finding.NOT_ASSESSED, 50))

    assert found.spans[0].uncertain == Share(5, 25)


def test_agreement_is_the_share_agreed_of_those_agreed_or_disagreed_with():
    found = counted(
        of_day(0, Finding.PNEUMONIA, 9, Opinion.AGREE),
        of_day(1, Finding.PNEUMONIA, 3, Opinion.DISAGREE),
        of_day(1, Finding.PNEUMONIA, 4, Opinion.CANNOT_TELL),
        of_day(2, Finding.PNEUMONIA, 100),
        of_day(2, Finding.NORMAL, 2, Opinion.AGREE),
    )
    pneumonia, uncertain, normal = found.agreements

    assert [agreement.finding for agreement in found.agreements] == list(ASSESSED)
    assert pneumonia.agreed == Share(9, 12)
    assert (pneumonia.answered, pneumonia.screened) == (16, 116)
    assert (uncertain.answered, uncertain.screened) == (0, 0)
    assert normal.agreed == Share(2, 2)
    assert found.answered == 18


def test_small_numbers_say_that_they_are_small():
    assert Share(0, 0).is_too_few
    assert Share(3, LEAST_CASES - 1).is_too_few
    assert not Share(3, LEAST_CASES).is_too_few


def test_the_share_of_nothing_is_no_error():
    assert (Share(0, 0).value, Share(0, 0).interval) == (0.0, (0.0, 1.0))
