"""What is looked for is found, newest first, a page at a time."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.records import Finding, Patient
from app.core.results.history import History, read_records
from app.core.results.history_search import Search
from app.core.review import DangerSign, Review
from tests.helpers.screening_records import NOT_ASSESSED, PNEUMONIA, record


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history.sqlite3"


@pytest.fixture
def history(path):
    with History(path) as history:
        history.add(record("ward/one.jpg", NOT_ASSESSED, patient=Patient("KB-10_1", "Amina Wanjiru")))
        history.add(record("two.jpg", patient=Patient("100%", "Élodie", note="cough"), review=Review(note="Crackles")))
        history.add(record("stray\udcff.jpg", patient=Patient("a\\b", "Анна"), screened_at="2026-03-04T23:59:59-02:00"))
        yield history


def found(history, *arguments, **options):
    search = Search(*arguments, **options)
    ids = [stored.row_id for stored in history.find(search, 10)]
    assert history.count(search) == len(ids)
    return ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", [3, 2, 1]),
        ("AMINA", [1]),
        ("  njir  kb-1 ", [1]),
        ("amina two", []),
        ("WARD/", [1]),
        (".jpg", [3, 2, 1]),
        ("%", [2]),
        ("_", [1]),
        ("\\", [3]),
        ("10%1", []),
        ("éLODIE", [2]),
        ("анн", [3]),
        ("\udcff", [3]),
        ("COUGH", [2]),
        ("crackles élodie", [2]),
        ("'", []),
        ("x" * 200, []),
    ],
)
def test_words_are_parts_of_patient_file_or_notes(history, text, ids):
    assert found(history, text) == ids


def test_what_nobody_has_opened_is_found(history):
    history.mark_seen([history.find(Search("two"), 1)[0].record.id], "2026-03-05T08:00:00+03:00")

    assert found(history, unseen=True) == [3, 1]
    assert found(history, "jpg", findings=frozenset({PNEUMONIA.finding}), unseen=True) == [3]


def test_children_with_a_danger_sign_are_found(history):
    two = history.find(Search("two"), 1)[0].record
    history.update(replace(two, danger_signs=(DangerSign.LETHARGIC,)))

    assert found(history, has_danger_sign=True) == [2]
    assert found(history, has_danger_sign=True, findings=frozenset({NOT_ASSESSED.finding})) == []


def test_a_verdict_is_found(history):
    assert found(history, findings=frozenset({NOT_ASSESSED.finding})) == [1]
    assert found(history, "jpg", findings=frozenset({PNEUMONIA.finding})) == [3, 2]
    assert found(history, findings=frozenset(Finding)) == [3, 2, 1]


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        (date(2026, 1, 2), date(2026, 1, 2), [2, 1]),
        (date(2026, 1, 3), None, [3]),
        (None, date(2026, 3, 3), [2, 1]),
        (date(2026, 3, 4), date(2026, 3, 4), [3]),
        (date(2026, 3, 5), date(2027, 1, 1), []),
    ],
)
def test_days_are_those_of_the_clock_at_the_screening_and_both_belong(history, since, until, ids):
    assert found(history, since=since, until=until) == ids


def test_pages_follow_one_another(history):
    first = history.find(Search(), 2)
    rest = history.find(Search(), 2, after=first[-1])
    assert [[stored.row_id for stored in page] for page in (first, rest)] == [[3, 2], [1]]
    assert history.find(Search(), 2, after=rest[-1]) == []


def test_what_is_found_is_the_record(history):
    (stored,) = history.find(Search("amina"), 10)

    assert stored.record.verdict == NOT_ASSESSED
    assert stored.record.patient == Patient("KB-10_1", "Amina Wanjiru")
    assert stored.record.age_years == 3.25


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1001])
def test_all_records_are_read_a_part_at_a_time(path, count):
    with History(path) as history:
        for number in range(count):
            history.add(record(f"{number}.jpg"))
        history.add(record("other.png"))

    names = [made.file for made in read_records(path, Search(".jpg"))]
    assert names == [f"{number}.jpg" for number in reversed(range(count))]


def test_of_each_picture_the_newest_screening_of_the_days_is_found(tmp_path):
    with History(tmp_path / "pictures.sqlite3") as history:
        for number, (sha256, day) in enumerate((("ab", 1), ("cd", 1), ("ab", 2), ("", 2), ("", 2))):
            history.add(record(f"{number}.jpg", sha256=sha256, screened_at=f"2026-03-0{day}T10:00:00+00:00"))

        assert found(history, once=True) == [5, 4, 3, 2]
        assert found(history, once=True, until=date(2026, 3, 1)) == [2, 1]
        assert found(history, "0.jpg", once=True) == []
