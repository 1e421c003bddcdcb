"""Rows of the history are changed, deleted and restored, and nothing that was deleted stays in its file."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.core.errors import OutputError
from app.core.records import Patient
from app.core.results.history import History
from app.core.results.history_search import Search
from app.core.review import Action, DangerSign, Opinion, Review
from tests.helpers.screening_records import delete_all, record

SECRET = "Amina Wanjiru"
NAMED = record("a", patient=Patient("P-7", SECRET, 3.2))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


def rows(history):
    return {stored.row_id: stored.record for stored in history.find(Search(), 9999)}


def bytes_on_disk(path):
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_row_is_changed_in_its_place(path):
    with History(path) as history:
        first, second = history.add(NAMED), history.add(record("b"))
        noted = replace(NAMED, patient=replace(NAMED.patient, note="cough"))

        assert history.update(noted)
        assert rows(history)[first].patient.note == "cough"
        assert rows(history)[second].patient.note == ""


def test_a_review_is_stored(path):
    review = Review(Opinion.DISAGREE, Action.REFERRED, "no crackles", "Amina", "2026-01-02T04:00:00+03:00")
    reviewed = replace(NAMED, review=review, danger_signs=(DangerSign.LETHARGIC, DangerSign.LOW_OXYGEN))
    with History(path) as history:
        row = history.add(NAMED)
        history.update(reviewed)
        back = rows(history)[row]

        assert (back.review, back.danger_signs, back.seen_at) == (review, reviewed.danger_signs, "")


def test_the_time_when_a_record_was_first_opened_stays(path):
    first, later = "2026-01-02T04:00:00+03:00", "2026-01-03T04:00:00+03:00"
    with History(path) as history:
        names = [history.add(record(name)) for name in "abc"]
        history.mark_seen([record("a").id, "of no record"], first)
        history.mark_seen([record(name).id for name in "ab"], later)

        assert [rows(history)[row].seen_at for row in names] == [first, later, ""]
        for name, seen_at in (("a", ""), ("b", first), ("c", first)):
            history.update(replace(record(name), seen_at=seen_at))  # as it was read before it was opened, or after
        assert [rows(history)[row].seen_at for row in names] == [first, later, first]


def test_a_stored_name_stays_where_names_are_not_to_be_stored(path):
    with History(path) as history:
        only = history.add(NAMED)
        history.update(replace(NAMED, patient=Patient(name="Other", note="cough")), store_name=False)

        assert (rows(history)[only].patient.name, rows(history)[only].patient.note) == (SECRET, "cough")


def test_the_name_of_the_file_is_stored_as_that_of_the_user_is(path):
    told = record(patient_name=SECRET)
    with History(path) as history:
        only = history.add(told)
        history.update(replace(told, patient=Patient("P-8")))
        assert rows(history)[only].patient_name == SECRET
        history.update(replace(told, patient=Patient(name="Juma")))
        assert (rows(history)[only].patient_name, rows(history)[only].facts.patient_name) == ("Juma", SECRET)
        history.update(replace(told, patient=Patient()), store_name=False)

        assert rows(history)[only].patient_name == ""
        assert SECRET.encode() not in bytes_on_disk(path)


def test_a_row_is_found_by_its_records_id_alone(path):
    twin = replace(NAMED, id="another")
    with History(path) as history:
        first, second = history.add(NAMED), history.add(twin)
        history.update(replace(twin, patient=Patient("P-8")))

        assert [rows(history)[row].patient.id for row in (first, second)] == ["P-7", "P-8"]


def test_a_deleted_row_is_not_changed(path):
    with History(path) as history:
        history.delete([history.add(NAMED)])

        assert not history.update(NAMED)
        assert rows(history) == {}


def test_deleted_rows_come_back_as_they_were(path):
    with History(path) as history:
        for name in "abcd":
            history.add(record(name, patient=Patient(name=name)))
        before = rows(history)
        deleted = history.delete([2, 3, 99])
        assert list(rows(history)) == [4, 1]

        history.restore(deleted)
        assert rows(history) == before


def test_a_deleted_row_whose_id_was_given_away_comes_back_as_the_newest(path):
    with History(path) as history:
        history.add(record("a"))
        deleted = history.delete([1])
        history.add(record("b"))
        history.restore(deleted)

        assert [made.file for made in rows(history).values()] == ["a", "b"]


def test_a_row_that_cannot_be_deleted_leaves_all(path):
    with History(path) as history:
        history.add(record("a"))
        with sqlite3.connect(path) as other:
            other.execute(
                "CREATE TRIGGER no BEFORE DELETE ON screenings WHEN old.id = 2 BEGIN SELECT RAISE(FAIL, 'x'); END"
            )
        other.close()
        history.add(record("b"))
        with pytest.raises(OutputError, match="history_failed"):
            history.delete([1, 2])
        assert list(rows(history)) == [2, 1]


def test_a_file_that_another_program_holds_can_be_read_but_not_written(path, monkeypatch):
    monkeypatch.setattr("app.core.results.history_database.connection.BUSY_TIMEOUT_S", 0.01)
    with History(path) as history:
        history.add(record("a"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with History(path) as history:
        assert list(rows(history)) == [1]
        for change in (history.set_all_aside, lambda: history.delete([1]), lambda: history.add(record("b"))):
            with pytest.raises(OutputError, match="locked"):
                change()
    other.close()


def test_everything_is_deleted(path):
    with History(path) as history:
        history.add(NAMED)
        delete_all(history)
        assert history.count() == 0


def delete_named(history):
    named = Search(SECRET)
    history.delete([stored.row_id for stored in history.find(named, 9999)])


def delete_old(history):
    history.delete_before(datetime(2026, 2, 1, tzinfo=UTC))


def clear_names(history):
    for named in rows(history).values():
        history.update(replace(named, patient=replace(named.patient, name="")), store_name=False)


@pytest.mark.parametrize("delete", [delete_all, delete_named, delete_old, clear_names])
def test_what_was_deleted_is_in_no_file_any_more(path, delete):
    # Pages that SQLite splits and joins keep stale copies, and so does its log: hence many rows and an open history.
    with History(path) as history:
        for number in range(150):
            note = "n" * (number * 7 % 400)
            named = replace(
                NAMED, screened_at=f"2026-01-02T03:{number // 60:02}:{number % 60:02}+03:00", id=str(number)
            )
            history.add(replace(named, patient=replace(NAMED.patient, note=note)))
            history.update(replace(named, patient=replace(NAMED.patient, note=2 * note)))
            history.add(record("kept", screened_at="2026-06-01T00:00:00+00:00"))
        assert SECRET.encode() in bytes_on_disk(path)
        delete(history)
        assert SECRET.encode() not in bytes_on_disk(path)


def test_screenings_before_a_moment_are_deleted_whatever_their_offset(path):
    moment = datetime(2026, 1, 2, 12, tzinfo=UTC)
    with History(path) as history:
        for stamp in ("2026-01-02T23:59:59+12:00", "2026-01-02T00:00:00-12:00", "2026-01-03T02:00:00+14:30", "", "x"):
            history.add(record(screened_at=stamp))

        assert history.delete_before(moment) == 2
        assert [made.screened_at for made in rows(history).values()] == ["x", "2026-01-02T00:00:00-12:00", ""]


def test_what_is_set_aside_is_not_found_and_comes_back_whole_before_what_is_new(path):
    with History(path) as history:
        before = [history.add(NAMED), history.add(record("b"))]
        named = rows(history)[before[0]]
        history.set_all_aside()
        assert rows(history) == {}
        new = record("c")
        history.add(new)
        history.bring_back()

        assert list(rows(history)) == [3, *before[::-1]]
        assert [each.file for each in rows(history).values()] == ["c", "b", "a"]
        assert history.find(Search(text="amina"), 9)[0].record == rows(history)[before[0]] == named


def test_what_is_set_aside_is_erased_for_good_and_what_is_new_stays(path):
    with History(path) as history:
        history.add(NAMED)
        history.set_all_aside()
        history.add(record("c"))
        assert SECRET.encode() in bytes_on_disk(path)
        history.erase_set_aside()
        history.bring_back()

        assert [each.file for each in rows(history).values()] == ["c"]
        assert not history.has_traces
    assert SECRET.encode() not in bytes_on_disk(path)


def test_another_deletion_of_all_ends_the_undo_of_the_one_before(path):
    with History(path) as history:
        history.add(NAMED)
        history.set_all_aside()
        history.add(record("b"))
        history.set_all_aside()
        history.bring_back()

        assert [each.file for each in rows(history).values()] == ["b"]
    assert SECRET.encode() not in bytes_on_disk(path)


def test_what_a_crash_left_aside_is_erased_at_the_next_start(path):
    with History(path) as history:
        history.add(NAMED)
        history.set_all_aside()
    with History(path) as history:
        history.erase_set_aside()

        assert rows(history) == {}
    assert SECRET.encode() not in bytes_on_disk(path)
