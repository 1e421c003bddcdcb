"""Words of the statistics."""

import itertools
from datetime import date

import pytest

from app.clinic.history_counts import DayCount, HistoryCounts
from app.clinic.statistics import Share, clinic_statistics
from app.core.errors import SENTENCES
from app.core.records import Finding
from app.core.review import Opinion
from app.gui.statistics.content import sections, share_text
from app.gui.statistics.refusals import refusal_text

MONDAY = date(2026, 11, 2)
REFUSALS = list(itertools.takewhile(lambda code: code != "age_unsuited", SENTENCES))


def parts(*days, today=date(2027, 6, 1)):
    return sections(clinic_statistics(HistoryCounts(tuple(days))), today)


def test_a_share_carries_its_cases_and_its_interval():
    assert share_text(Share(15, 148)) == "15 of 148: 10% (6% to 16%)"
    assert share_text(Share(0, 400)) == "0 of 400: under 1% (under 1% to 1%)"


def test_a_share_of_few_cases_is_no_figure():
    assert share_text(Share(3, 4)) == "3 of 4: too few to say"


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_words_of_its_own(code):
    assert [known for known in REFUSALS if refusal_text(known) == refusal_text(code)] == [code]


def test_a_refusal_of_a_later_version_is_another_reason():
    assert refusal_text("upside_down_and_green") == refusal_text("") == "Another reason"


def test_the_week_that_goes_on_says_so():
    day = DayCount(MONDAY, Finding.NORMAL, None, 2)
    (then,) = parts(day)[0].chart.sentences
    (now,) = parts(day, today=date(2026, 11, 8))[0].chart.sentences

    assert then == "Week from 2 Nov 2026: 2\nNo signs: 2"
    assert now.startswith("Week from 2 Nov 2026 (until now): 2")


def test_nobody_agrees_with_an_uncertain_verdict_but_what_they_saw_is_said():
    seen = (
        DayCount(MONDAY, Finding.UNCERTAIN, Opinion.SIGNS, 4),
        DayCount(MONDAY, Finding.UNCERTAIN, Opinion.NO_SIGNS, 2),
    )
    (agreement,) = (part for part in parts(*seen) if part.title == "Do you agree with Kifua?")

    assert agreement.rows == []
    assert "people saw signs in 4 and none in 2; of 0 they could not tell." in agreement.note


def test_weeks_with_few_x_rays_get_no_dot_but_their_numbers():
    many, few = DayCount(MONDAY, Finding.UNCERTAIN, None, 25), DayCount(date(2026, 11, 9), Finding.NORMAL, None, 3)
    uncertain = parts(many, few)[-1]

    assert list(uncertain.chart.sentences) == [
        "Week from 2 Nov 2026: 25 of 25: over 99% (87% to over 99%).",
        "Week from 9 Nov 2026: 0 of 3: too few to say.",
    ]
    assert "fewer than 20" in uncertain.note


def test_the_highest_interval_fits_into_its_chart():
    for count in range(0, 101, 4):
        days = [DayCount(MONDAY, Finding.UNCERTAIN, None, count), DayCount(MONDAY, Finding.NORMAL, None, 100 - count)]
        chart = parts(*[day for day in days if day.count])[-1].chart
        assert chart.shares[0].interval[1] <= chart.top + 1e-9


@pytest.mark.parametrize(
    ("last", "title"), [(2026, "X-rays a week"), (2028, "X-rays a month"), (2040, "X-rays a year")]
)
def test_the_title_says_how_long_a_column_is(last, title):
    days = [DayCount(date(year, 11, 9), Finding.NORMAL, None, 1) for year in (2026, last)]
    shown = parts(*days)

    assert shown[0].title == title
    assert title.split()[-1] in shown[-1].title


def test_every_table_has_a_cell_for_each_heading():
    days = [DayCount(MONDAY, finding, None, 30) for finding in Finding]
    for section in parts(*days):
        assert all(len(row) == len(section.headings) for row in section.rows)
