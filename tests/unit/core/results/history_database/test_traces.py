"""Deleted texts leave no trace in the file, by as few rewritings as that takes; one that fails is made up for."""

import random
import sqlite3
import time
from dataclasses import replace

import pytest

from app.core.records import Patient
from app.core.results.history import History
from app.core.results.history_database import traces
from tests.helpers.screening_records import delete_all, record

SECRET = "Amina Wanjiru"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


def bytes_on_disk(path):
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def is_marked(path):
    """Return whether the file says that something is to be erased."""
    with sqlite3.connect(path) as other:
        (marks,) = other.execute("SELECT COUNT(*) FROM traces").fetchone()
    other.close()
    return bool(marks)


def named(number, note=""):
    return record(f"{number}.png", patient=Patient(f"P-{number:06}", f"Name-{number:06}", note=note))


def fill(history, count, seed=1):
    """Add rows and change some, so that SQLite moves rows between its pages."""
    chance = random.Random(seed)
    for number in range(count):
        history.add(named(number))
        other = named(chance.randrange(number + 1), note="n" * chance.randrange(900))
        history.update(other)


def count_rewritings(history):
    statements = []
    history._connection.set_trace_callback(statements.append)
    return lambda: statements.count("VACUUM")


@pytest.mark.parametrize("seed", range(4))
def test_names_of_deleted_rows_are_in_no_file_any_more(path, seed):
    with History(path) as history:
        fill(history, 120, seed)
        doomed = random.Random(seed).sample(range(1, 121), 40)
        history.delete(doomed)
        content = bytes_on_disk(path)

    assert [row for row in doomed if f"Name-{row - 1:06}".encode() in content] == []
    assert content.count(b"Name-") >= 80


def test_a_copy_that_sqlite_left_behind_is_found_and_erased(path):
    with History(path) as history:
        row = history.add(record("a", patient=Patient(name=SECRET)))
        history.add(record("b", patient=Patient(note=f"sister of {SECRET}")))  # stands for a copy in free space
        for number in range(50):
            history.add(record(str(number)))
        rewritings = count_rewritings(history)
        history.delete([row])

        assert rewritings() == 1


def test_a_name_that_another_row_has_too_rewrites_nothing(path):
    with History(path) as history:
        for number in range(50):
            history.add(record(f"{number:06}.png", patient=Patient("P-000007", SECRET)))
        rewritings = count_rewritings(history)
        history.delete([50])

        assert rewritings() == 0


def test_a_deletion_that_leaves_no_trace_rewrites_nothing(path):
    with History(path) as history:
        for number in range(200):
            history.add(named(number))
        rewritings = count_rewritings(history)
        history.delete([199, 200])

        assert rewritings() == 0
        assert b"Name-000199" not in bytes_on_disk(path)


def test_the_file_shrinks_when_much_of_it_is_free(path):
    with History(path) as history:
        fill(history, 200)
        before = path.stat().st_size
        history.delete(range(1, 151))

    assert path.stat().st_size < before / 2


@pytest.fixture
def full_disk(monkeypatch):
    """Let every rewriting fail, as on a full disk, until the fixture's value is called."""
    connect = sqlite3.connect

    class Full(sqlite3.Connection):
        is_full = True

        def execute(self, statement, *values):
            if statement == "VACUUM" and self.is_full:
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(statement, *values)

    monkeypatch.setattr(sqlite3, "connect", lambda *place, **options: connect(*place, **options, factory=Full))
    return lambda: setattr(Full, "is_full", False)


@pytest.mark.parametrize("delete", [delete_all, lambda history: history.delete([1])])
def test_a_failed_rewriting_is_no_failed_deletion_and_is_made_up_for(path, full_disk, caplog, monkeypatch, delete):
    monkeypatch.setattr(traces, "_MOST_SEARCHED", 0)
    with History(path) as history:
        history.add(record("a", patient=Patient(name=SECRET)))
        delete(history)
        assert history.count() == 0
    assert "disk is full" in caplog.text
    assert is_marked(path)

    full_disk()
    with History(path):
        pass
    assert not is_marked(path)
    assert SECRET.encode() not in bytes_on_disk(path)


@pytest.fixture
def reader(path, monkeypatch):
    """Another program that reads the history of one named patient, and goes on reading."""
    monkeypatch.setattr("app.core.results.history_database.connection.BUSY_TIMEOUT_S", 0.01)
    with History(path) as history:
        history.add(record("a", patient=Patient(name=SECRET)))
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM screenings").fetchall()
    yield reader
    reader.close()


def test_while_another_program_reads_it_a_deletion_says_that_traces_are_left(path, reader):
    with History(path) as history:
        delete_all(history)
        assert history.has_traces
        assert SECRET.encode() in bytes_on_disk(path)


def test_the_traces_of_a_deletion_are_erased_at_the_next_opening_without_the_reader(path, reader):
    with History(path) as history:
        delete_all(history)
    with History(path) as history:
        assert history.has_traces
    reader.close()
    with History(path) as history:
        assert not history.has_traces
        assert SECRET.encode() not in bytes_on_disk(path)


def test_a_reader_in_the_way_is_not_waited_for_at_the_opening(path, reader):
    with History(path) as history:
        delete_all(history)
    began = time.monotonic()
    with History(path, busy_timeout_s=20) as history:
        assert history.has_traces
    assert time.monotonic() - began < 10


def test_without_a_reader_a_deletion_leaves_no_traces(path):
    with History(path) as history:
        history.add(named(1))
        delete_all(history)
        assert not history.has_traces


def test_what_is_rewritten_goes_through_no_file_of_the_systems_temporary_folder(path):
    with History(path) as history:
        (store,) = history._connection.execute("PRAGMA temp_store").fetchone()
        (overwrites,) = history._connection.execute("PRAGMA secure_delete").fetchone()

    assert (store, overwrites) == (2, 1)  # in memory; on


def test_a_change_that_erases_no_name_erases_nothing(path):
    with History(path) as history:
        history.add(record("a"))
        rewritings = count_rewritings(history)
        history.update(replace(record("a"), patient=Patient(note="cough")))

        assert rewritings() == 0


def test_more_rows_than_can_be_looked_for_rewrite_the_file_unseen(path, monkeypatch):
    monkeypatch.setattr(traces, "_MOST_SEARCHED", 3)
    with History(path) as history:
        for number in range(200):
            history.add(named(number))
        rewritings = count_rewritings(history)
        history.delete([1, 2, 3, 4])

        assert rewritings() == 1
