"""A keeper loses no record that can be stored now or later, and tells how many cannot."""

import sqlite3

import pytest

from app.core.errors import OutputError
from app.core.records import Patient
from app.core.results.history import History
from app.core.results.history_keeper import HistoryKeeper
from tests.helpers.screening_records import kept_rows, record

SECRET = "Amina Wanjiru"
NAMED = record("a", patient=Patient("P-7", SECRET, 3.2))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr("app.core.results.history_database.connection.BUSY_TIMEOUT_S", 0.01)


@pytest.fixture
def told():
    return []


@pytest.fixture
def other(path):
    """Return another program that can hold the file."""
    with History(path):
        pass
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def files(path):
    with History(path) as history:
        return [row["file"] for row in kept_rows(history)][::-1]


def codes(told):
    return [reason.code for reason in told]


def test_a_keeper_keeps(path):
    with HistoryKeeper(path, pytest.fail) as keeper:
        keeper.keep(record("a"))

    assert files(path) == ["a"]


@pytest.mark.parametrize(("options", "name"), [({}, ""), ({"store_names": True}, SECRET)])
def test_a_keeper_keeps_a_name_only_when_it_is_told_to(path, options, name):
    with HistoryKeeper(path, pytest.fail, **options) as keeper:
        keeper.keep(NAMED)

    with History(path) as history:
        assert [row["patient_name"] for row in kept_rows(history)] == [name]
    on_disk = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert (SECRET.encode() in on_disk) == bool(name)


def test_a_record_that_meets_a_lock_is_kept_with_the_next_one_in_order(path, other, told):
    with HistoryKeeper(path, told.append) as keeper:
        other.execute("BEGIN IMMEDIATE")
        keeper.keep(record("a"))
        other.execute("ROLLBACK")
        keeper.keep(record("b"))
        assert files(path) == ["a", "b"]

    assert told == []


def test_a_record_that_meets_a_lock_is_kept_at_the_end(path, other, told):
    with HistoryKeeper(path, told.append) as keeper:
        other.execute("BEGIN IMMEDIATE")
        for name in "abc":
            keeper.keep(record(name))
        other.execute("ROLLBACK")

    assert files(path) == ["a", "b", "c"]
    assert codes(told) == ["history_failed"]


def test_what_could_not_be_kept_is_counted(path, other, told):
    with HistoryKeeper(path, told.append) as keeper:
        keeper.keep(record("a"))
        other.execute("BEGIN IMMEDIATE")
        for name in "bcd":
            keeper.keep(record(name))
    other.execute("ROLLBACK")

    assert files(path) == ["a"]
    assert codes(told) == ["history_failed", "history_incomplete"]
    assert told[1].facts["count"] == 3
    assert "locked" in told[1].sentence


def test_a_history_that_can_be_opened_later_keeps_all(tmp_path, told):
    (tmp_path / "data").write_bytes(b"in the way")
    with HistoryKeeper(tmp_path / "data" / "history.sqlite3", told.append) as keeper:
        (tmp_path / "data").unlink()
        keeper.keep(record("a"))

    assert told == []
    assert files(tmp_path / "data" / "history.sqlite3") == ["a"]


def test_a_history_that_cannot_be_opened_is_told_once_and_counted(tmp_path, told):
    (tmp_path / "file").write_bytes(b"")
    with HistoryKeeper(tmp_path / "file" / "history.sqlite3", told.append) as keeper:
        keeper.keep(record("a"))
        keeper.keep(record("b"))

    assert codes(told) == ["history_failed", "history_incomplete"]
    assert told[1].facts["count"] == 2


def test_a_history_that_fails_again_is_told_again(tmp_path, told):
    blocker = tmp_path / "folder"
    blocker.write_bytes(b"")
    path = blocker / "history.sqlite3"
    with HistoryKeeper(path, told.append) as keeper:
        keeper.keep(record("a"))
        blocker.unlink()
        keeper.keep(record("b"))
        assert keeper.unkept == 0
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(History, "add", _fail)
            for name in ("c", "d"):
                keeper.keep(record(name))
        assert codes(told) == ["history_failed"] * 2

    assert files(path) == ["a", "b", "c", "d"]


def _fail(*arguments):
    raise OutputError("history_failed", path="there", error="disk full")


def _be_interrupted(path, other):
    with HistoryKeeper(path, pytest.fail) as keeper:
        other.execute("BEGIN IMMEDIATE")
        keeper.keep(record("a"))
        other.execute("ROLLBACK")
        raise KeyboardInterrupt


def test_a_batch_that_ends_by_an_exception_loses_nothing(path, other):
    with pytest.raises(KeyboardInterrupt):
        _be_interrupted(path, other)

    assert files(path) == ["a"]


def test_a_keeper_finds_what_it_has_kept_of_a_picture(path):
    with HistoryKeeper(path, pytest.fail) as keeper:
        keeper.keep(record("a", sha256="ab"))

        assert keeper.newest_of_picture("ab").file == "a"
        assert keeper.newest_of_picture("cd") is None


def test_a_keeper_finds_nothing_where_the_history_cannot_be_read(tmp_path, told):
    (tmp_path / "file").write_text("")
    with HistoryKeeper(tmp_path / "file" / "history.sqlite3", told.append) as keeper:
        assert keeper.newest_of_picture("ab") is None


def test_a_history_that_is_found_damaged_is_told_and_goes_on(path, told):
    with HistoryKeeper(path, told.append) as keeper:
        keeper.keep(record("a", sha256="ab"))
        keeper._history._connection.execute("DROP TABLE screenings")
        assert keeper.newest_of_picture("ab") is None
        keeper.keep(record("b"))

    assert "b" in files(path)


def test_a_keeper_recalls_a_picture_for_its_batch_under_its_new_name(path):
    with HistoryKeeper(path, pytest.fail, batch="old") as keeper:
        keeper.keep(record("a", sha256="ab"))
    with HistoryKeeper(path, pytest.fail, batch="new") as keeper:
        refused = keeper.recall("ab", "moved", lambda stored: stored.file != "a")
        recalled = keeper.recall("ab", "moved", lambda stored: stored.file == "a")
        unknown = keeper.recall("cd", "c", lambda _: True)

    assert (refused, unknown) == (None, None)
    assert (recalled.id, recalled.file, recalled.sha256) == (record("a").id, "moved", "ab")
    assert files(path) == ["moved"]
    with History(path) as history:
        assert history.newest_of_each_file("new", recalled.model, "balanced") == [recalled]
        assert history.newest_of_each_file("old", recalled.model, "balanced") == []


def test_a_keeper_recalls_nothing_where_the_history_cannot_be_read(tmp_path, told):
    (tmp_path / "file").write_text("")
    with HistoryKeeper(tmp_path / "file" / "history.sqlite3", told.append) as keeper:
        assert keeper.repeatable_pictures("model-1", "balanced", "1.2.3") == frozenset()
        assert keeper.recall("ab", "a", lambda _: True) is None
