"""The history is read in any order, a page at a time, and each record knows its place and its neighbours."""

from dataclasses import replace

import pytest

from app.core.errors import Reason
from app.core.records import Finding, Patient, Verdict
from app.core.results.history import History, read_records
from app.core.results.history_order import MOST_URGENT_FIRST, NEWEST_FIRST, Order, SortKey
from app.core.results.history_reads import FindingCount
from app.core.results.history_search import EVERYTHING, Search
from app.core.review import Action, DangerSign, Opinion, Review
from tests.helpers.screening_records import NOT_ASSESSED, record

ORDERS = [Order(key, is_descending) for key in SortKey for is_descending in (False, True)]


def screened(file, finding, score, patient, day):
    changes = {"patient": patient, "patient_id": "", "age_years": None, "screened_at": f"2026-01-0{day}T00:00:00+00:00"}
    return record(file, Verdict(finding, score), **changes)


RECORDS = (
    screened("ward/B.png", Finding.NORMAL, 0.2, Patient("kb-2", age_years=2.0), 3),
    screened("ward/a.png", Finding.PNEUMONIA, 0.7, Patient("KB-10"), 1),
    screened("c\udcff.png", Finding.PNEUMONIA, 0.9, Patient("KB-2", "Amina"), 2),
    screened("c\udcee.png", Finding.UNCERTAIN, 0.5, Patient("", age_years=0.5), 2),
    record("d.png", NOT_ASSESSED, facts=None, screened_at="2026-01-05T00:00:00+00:00"),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history.sqlite3"


@pytest.fixture
def history(path):
    with History(path) as history:
        for made in RECORDS:
            history.add(made)
        review = Review(Opinion.AGREE, Action.TREATED)
        history.update(replace(RECORDS[1], review=review))
        history.update(replace(RECORDS[3], review=replace(review, action=Action.REFERRED)))
        yield history


def pages(history, order, size, search=EVERYTHING):
    """Return the files in an order, read so many at a time."""
    found, last = [], None
    while page := history.find(search, size, order, last):
        found += [stored.record.file for stored in page]
        last = page[-1]
    return found


@pytest.mark.parametrize(
    ("key", "files"),
    [
        (SortKey.SCREENED_AT, ["ward/a.png", "c\udcff.png", "c\udcee.png", "ward/B.png", "d.png"]),
        (SortKey.PATIENT, ["c\udcee.png", "d.png", "ward/a.png", "ward/B.png", "c\udcff.png"]),
        (SortKey.AGE, ["ward/a.png", "c\udcff.png", "d.png", "c\udcee.png", "ward/B.png"]),
        (SortKey.VERDICT, ["c\udcff.png", "ward/a.png", "c\udcee.png", "d.png", "ward/B.png"]),
        (SortKey.SCORE, ["d.png", "ward/B.png", "c\udcee.png", "ward/a.png", "c\udcff.png"]),
        (SortKey.DECISION, ["ward/B.png", "c\udcff.png", "d.png", "c\udcee.png", "ward/a.png"]),
        (SortKey.FILE, ["c\udcee.png", "c\udcff.png", "d.png", "ward/a.png", "ward/B.png"]),
    ],
)
def test_screenings_are_sorted_by_every_column(history, key, files):
    assert pages(history, Order(key, is_descending=False), 9) == files
    assert pages(history, Order(key), 9) == files[::-1]


def test_of_each_day_the_children_with_a_danger_sign_come_first(history):
    for made in (RECORDS[1], RECORDS[3]):
        history.update(replace(made, danger_signs=(DangerSign.CONVULSIONS,)))
    assert pages(history, NEWEST_FIRST, 9) == ["d.png", "ward/B.png", "c\udcee.png", "c\udcff.png", "ward/a.png"]

    assert pages(history, MOST_URGENT_FIRST, 2) == ["d.png", "ward/B.png", "c\udcee.png", "c\udcff.png", "ward/a.png"]


@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("size", [1, 2, 4])
def test_pages_of_any_order_follow_one_another(history, order, size):
    assert pages(history, order, size) == pages(history, order, 9)


def test_a_page_goes_on_where_the_last_row_was_deleted_meanwhile(history):
    order = Order(SortKey.SCORE)
    first = history.find(EVERYTHING, 2, order)
    history.delete([first[-1].row_id])

    assert [stored.record.file for stored in history.find(EVERYTHING, 1, order, first[-1])] == ["c\udcee.png"]


def test_an_export_comes_in_the_order_that_was_chosen(history, path):
    order = Order(SortKey.FILE, is_descending=False)

    assert [made.file for made in read_records(path, EVERYTHING, order)] == pages(history, order, 9)


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_each_record_has_its_place(history, order):
    ids = [stored.record.id for stored in history.find(EVERYTHING, 9, order)]

    assert [history.place_of(each, EVERYTHING, order) for each in ids] == [(number, 5) for number in range(1, 6)]


def test_what_is_not_looked_for_has_no_place(history):
    assert history.place_of(RECORDS[0].id, Search("ward")) == (1, 2)
    assert history.place_of(RECORDS[4].id, Search("ward")) is None
    assert history.place_of("of no record", EVERYTHING) is None


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_each_record_has_neighbours(history, order):
    ids = [stored.record.id for stored in history.find(EVERYTHING, 9, order)]

    def neighbours(step):
        found = [history.neighbour(each, EVERYTHING, order, step) for each in ids]
        return [stored.record.id if stored else None for stored in found]

    assert neighbours(1) == [*ids[1:], None]
    assert neighbours(-1) == [None, *ids[:-1]]
    assert neighbours(2) == [*ids[2:], None, None]


def test_what_is_not_looked_for_any_more_still_has_neighbours(history):
    history.mark_seen([RECORDS[0].id], "2026-01-06T00:00:00+00:00")
    unseen = Search(unseen=True)

    assert history.place_of(RECORDS[0].id, unseen) is None
    assert history.neighbour(RECORDS[0].id, unseen, NEWEST_FIRST, 1).record.file == "c\udcee.png"
    assert history.neighbour(RECORDS[0].id, unseen, NEWEST_FIRST, -1).record.file == "d.png"
    assert history.neighbour("of no record", EVERYTHING) is None


def test_the_screenings_of_a_patient_come_newest_first(history):
    first, second = RECORDS[0], RECORDS[2]

    assert [stored.record.id for stored in history.of_patient("KB-2")] == [first.id, second.id]
    assert [stored.record.id for stored in history.of_patient(" kb-2 ", count=1)] == [first.id]
    assert [stored.record.id for stored in history.of_patient("KB-2", first.id)] == [second.id]


@pytest.mark.parametrize(
    ("stored", "asked"), [("ÉLODIE-1", "élodie-1"), (" MW-1 ", "mw-1"), ("k\udcff-9", "K\udcff-9")]
)
def test_a_patient_is_found_however_the_id_was_typed(history, stored, asked):
    history.update(replace(RECORDS[0], patient=replace(RECORDS[0].patient, id=stored)))

    assert [found.record.id for found in history.of_patient(asked)] == [RECORDS[0].id]


@pytest.mark.parametrize("patient_id", ["", "  ", "KB-", "\udcff"])
def test_nobody_has_the_screenings_of_no_patient(history, patient_id):
    assert history.of_patient(patient_id) == []


def test_a_patient_of_another_age_is_found_counted_and_sorted_as_not_assessed(history):
    older = Reason.of("age_outside", age=8.0, low=1.0, high=5.0)
    sick = next(each for each in RECORDS if each.verdict.finding is Finding.PNEUMONIA)
    history.update(replace(sick, verdict=replace(sick.verdict, reasons=(older,))))
    refused = history.find(Search(findings=frozenset({Finding.NOT_ASSESSED})), 9)
    signs = history.find(Search(findings=frozenset({Finding.PNEUMONIA})), 9)

    assert sick.file in {stored.record.file for stored in refused}
    assert sick.file not in {stored.record.file for stored in signs}
    assert history.finding_counts()[Finding.NOT_ASSESSED].count == len(refused) == 2
    by_verdict = pages(history, Order(SortKey.VERDICT, is_descending=False), 9)
    found = {each.file: each.verdict.finding for each in RECORDS}
    assert by_verdict.index(sick.file) > max(by_verdict.index(f) for f in found if found[f] is Finding.UNCERTAIN)


def test_findings_are_counted_whichever_are_looked_for(history):
    history.mark_seen([RECORDS[1].id], "2026-01-06T00:00:00+00:00")
    history.update(replace(RECORDS[2], danger_signs=(DangerSign.CONVULSIONS,)))
    counts = {
        Finding.PNEUMONIA: FindingCount(2, 1, 1),
        Finding.NORMAL: FindingCount(1, 1),
        Finding.UNCERTAIN: FindingCount(1, 1),
        Finding.NOT_ASSESSED: FindingCount(1, 1),
    }

    assert history.finding_counts() == counts
    assert history.finding_counts(Search(findings=frozenset({Finding.NORMAL}), unseen=True)) == counts
    assert history.finding_counts(Search(has_danger_sign=True)) == counts
    of_ward = history.finding_counts(Search("ward"))
    assert (of_ward[Finding.PNEUMONIA], of_ward[Finding.UNCERTAIN]) == (FindingCount(1, 0), FindingCount())
