"""Counts of the history, as SQLite groups them."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from app.clinic.history_counts import DayCount, HistoryCounter
from app.core.errors import OutputError, Reason
from app.core.records import Finding, Verdict
from app.core.results.history import History
from app.core.review import Opinion, Review
from tests.helpers.screening_records import NOT_ASSESSED, PNEUMONIA, record

FIRST, SECOND = date(2026, 3, 1), date(2026, 3, 2)
NORMAL = Verdict(Finding.NORMAL, 0.1, "balanced")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history.sqlite3"


def keep(path, *records):
    with History(path) as history:
        for number, each in enumerate(records):
            own = f"{number:032x}"
            history.add(replace(each, id=own, sha256=own if each.sha256 else ""))


def counts(path, *period):
    with HistoryCounter(path) as history:
        return history.counts(*period)


def on(day, verdict=PNEUMONIA, opinion=None, time="T23:59:59+03:00"):
    return record(verdict=verdict, screened_at=f"{day}{time}", review=Review(opinion))


def test_an_empty_history_has_no_counts(path):
    assert counts(path).days == counts(path).refusals == ()


def test_days_are_counted_in_their_own_local_time_by_finding_and_opinion(path):
    keep(
        path,
        on(SECOND),
        on(FIRST, opinion=Opinion.AGREE),
        on(FIRST, opinion=Opinion.AGREE, time="T00:00:00-11:00"),
        on(FIRST, opinion=Opinion.CANNOT_TELL),
        on(FIRST, NORMAL),
    )

    assert set(counts(path).days) == {
        DayCount(FIRST, Finding.PNEUMONIA, Opinion.AGREE, 2),
        DayCount(FIRST, Finding.PNEUMONIA, Opinion.CANNOT_TELL, 1),
        DayCount(FIRST, Finding.NORMAL, None, 1),
        DayCount(SECOND, Finding.PNEUMONIA, None, 1),
    }
    assert [each.day for each in counts(path).days][-1] == SECOND


def test_a_period_has_its_first_and_its_last_day(path):
    keep(path, on(FIRST), on(SECOND), on(SECOND, NOT_ASSESSED), on(date(2026, 3, 3), NOT_ASSESSED))

    assert [each.day for each in counts(path, FIRST, FIRST).days] == [FIRST]
    assert {each.day for each in counts(path, SECOND, SECOND).days} == {SECOND}
    assert counts(path, SECOND, SECOND).refusals == (("file_empty", 1),)
    assert counts(path, FIRST, FIRST).refusals == ()


def test_a_patient_of_another_age_counts_as_not_assessed_by_that_reason(path):
    older = Reason.of("age_outside", age=8.0, low=1.0, high=5.0)
    unsure = Verdict(Finding.UNCERTAIN, 0.5, "balanced", reasons=(Reason.of("uncertain"), older))
    keep(path, on(FIRST, replace(PNEUMONIA, reasons=(older,)), Opinion.AGREE), on(FIRST, unsure), on(FIRST))

    assert set(counts(path).days) == {
        DayCount(FIRST, Finding.NOT_ASSESSED, Opinion.AGREE, 1),
        DayCount(FIRST, Finding.NOT_ASSESSED, None, 1),
        DayCount(FIRST, Finding.PNEUMONIA, None, 1),
    }
    assert counts(path).refusals == (("age_outside", 2),)


def test_refusals_are_counted_by_their_first_reason_the_most_frequent_first(path):
    turned = Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("turned"), Reason.of("cropped")))
    unlike = replace(NOT_ASSESSED, reasons=(Reason.of("image_too_small", width=9, height=9, minimum=64),))
    smaller = replace(NOT_ASSESSED, reasons=(Reason.of("image_too_small", width=8, height=9, minimum=64),))
    uncertain = Verdict(Finding.UNCERTAIN, 0.5, "balanced", reasons=(Reason.of("uncertain"),))
    keep(path, *(on(FIRST, verdict) for verdict in (turned, unlike, smaller, uncertain)))

    assert counts(path).refusals == (("image_too_small", 2), ("turned", 1))


def test_a_refusal_without_a_reason_has_no_code(path):
    keep(path, on(FIRST, Verdict(Finding.NOT_ASSESSED)))

    assert counts(path).refusals == (("", 1),)


@pytest.mark.parametrize(
    "change",
    ["screened_at = 'soon'", "screened_at = NULL", "verdict = 'MAYBE'", "opinion = 'perhaps'", "verdict = X'FF'"],
)
def test_a_row_that_another_program_spoiled_is_left_out(path, change):
    keep(path, on(FIRST), on(SECOND))
    with sqlite3.connect(path) as other:
        other.execute(f"UPDATE screenings SET {change} WHERE id = 2")
    other.close()

    assert [each.day for each in counts(path).days] == [FIRST]


def test_a_history_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(OutputError):
        counts(tmp_path)


def test_a_picture_that_was_screened_twice_in_a_period_counts_once_as_it_was_last(path):
    with History(path) as history:
        for number, (day, verdict) in enumerate(((FIRST, PNEUMONIA), (SECOND, NORMAL), (SECOND, NOT_ASSESSED))):
            history.add(replace(on(day, verdict), id=str(number), sha256="ab" * 32))

    (last,) = counts(path).days
    assert (last.day, last.finding, last.count) == (SECOND, Finding.NOT_ASSESSED, 1)
    assert counts(path).refusals == (("file_empty", 1),)
    assert [each.finding for each in counts(path, FIRST, FIRST).days] == [Finding.PNEUMONIA]


def test_files_that_could_not_be_read_are_not_taken_for_one_picture(path):
    with History(path) as history:
        for name in ("a", "b"):
            history.add(record(name, NOT_ASSESSED, sha256=""))

    assert [each.count for each in counts(path).days] == [2]
