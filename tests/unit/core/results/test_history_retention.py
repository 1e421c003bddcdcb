"""What is too old is deleted, and a clock that is wrong by years deletes nothing without a question."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.results.history import History
from app.core.results.history_retention import count_older, delete_older, suspicious_gap
from tests.helpers.screening_records import record

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def history(tmp_path):
    with History(tmp_path / "history.sqlite3") as history:
        yield history


def add(history, *days_ago):
    for ago in days_ago:
        history.add(record(screened_at=(NOW - timedelta(days=ago)).isoformat(timespec="seconds")))


@pytest.mark.parametrize(("days", "left"), [(30, 2), (5, 1), (10**12, 3)])
def test_what_is_too_old_is_deleted(history, days, left):
    add(history, 1, 10, 100)

    assert count_older(history, days, NOW) == 3 - left
    assert delete_older(history, days, NOW) == 3 - left
    assert history.count() == left


def test_without_a_moment_the_clock_says_what_is_too_old(history):
    history.add(record(screened_at=(datetime.now(UTC) - timedelta(days=31)).isoformat(timespec="seconds")))

    assert count_older(history, 30) == 1


def test_screenings_that_became_too_old_day_by_day_raise_no_question(history):
    add(history, *range(0, 900, 7))

    assert suspicious_gap(history, 365, NOW) is None


@pytest.mark.parametrize("rows", [(), (0, 1, 2)])
def test_nothing_to_delete_raises_no_question(history, rows):
    add(history, *rows)

    assert suspicious_gap(history, 30, NOW) is None


@pytest.mark.parametrize("days", [30, 90, 365])
def test_a_clock_of_2038_raises_a_question(history, days):
    add(history, *range(0, 300, 7))
    wrong = datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC)
    gap = suspicious_gap(history, days, wrong)

    assert (gap.last, gap.next, gap.count) == (NOW, wrong, 43)


def test_a_clock_of_2038_raises_a_question_although_an_xray_was_screened_by_it(history):
    add(history, *range(0, 300, 7))
    wrong = datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC)
    history.add(record(screened_at=wrong.isoformat()))
    gap = suspicious_gap(history, 365, wrong + timedelta(days=1))

    assert (gap.last, gap.next, gap.count) == (NOW, wrong, 43)


def test_screenings_by_a_clock_of_1970_raise_a_question(history):
    history.add(record(screened_at="1970-01-01T00:10:00+00:00"))
    add(history, 1)

    assert suspicious_gap(history, 365, NOW).count == 1


def test_times_that_are_none_are_neither_deleted_nor_counted(history):
    for stamp in ("", "x", "yesterday"):
        history.add(record(screened_at=stamp))
    add(history, 1, 40)

    assert suspicious_gap(history, 30, NOW) is None
    assert delete_older(history, 30, NOW) == 1
