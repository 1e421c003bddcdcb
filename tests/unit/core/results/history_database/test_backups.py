"""An older history is backed up before it is migrated; a backup can be restored, and keeps nothing that was deleted."""

import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.core.errors import OutputError
from app.core.records import Patient
from app.core.results.history import History
from app.core.results.history_database import backups, file
from app.core.results.history_database.backups import BACKUP, KEPT, back_up, files_beside, read_backups
from app.core.results.history_database.recovery import restore_backup
from app.core.results.history_database.schema import SCHEMA
from app.core.results.history_search import EVERYTHING
from tests.helpers.old_histories import make_old_history, schema_version
from tests.helpers.screening_records import delete_all, kept_rows, record

SECRET = "Amina Wanjiru"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


def files(path):
    with History(path) as history:
        return [row["file"] for row in kept_rows(history)][::-1]


def make(path, *names, backups=0, **changes):
    """Make a history of these files, and so many backups of it."""
    with History(path) as history:
        for name in names:
            history.add(record(name, **changes))
        for _ in range(backups):
            back_up(history._connection, path)


def test_an_older_history_is_backed_up_before_it_is_brought_up_to_date(path):
    before = make_old_history(path).read_bytes()
    with History(path):
        pass
    (backup,) = files_beside(path, BACKUP)

    assert backup.read_bytes()[100:] == before[100:]  # after the header, which counts the changes
    assert (schema_version(backup), schema_version(path)) == (0, SCHEMA)


def test_a_new_history_and_one_of_today_have_no_backup(path):
    for _ in range(2):
        with History(path) as history:
            history.add(record())

    assert files_beside(path, BACKUP) == []


def test_an_older_history_that_cannot_be_backed_up_is_not_changed(path, monkeypatch):
    def fail(*arguments, **options):
        raise OSError(28, "No space left on device")

    before = make_old_history(path).read_bytes()
    monkeypatch.setattr(backups, "atomic_file", fail)
    with pytest.raises(OutputError, match="No space left"):
        History(path)

    assert schema_version(path) == 0
    assert path.read_bytes()[100:] == before[100:]


def test_a_history_that_another_program_holds_does_not_keep_the_backup_waiting_for_ever(path, monkeypatch):
    monkeypatch.setattr(backups, "_WAIT_S", 0)
    monkeypatch.setattr(file, "is_on_network", lambda place: True)
    make_old_history(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, closing(sqlite3.connect(path)) as reader:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            back_up(reader, path)

    assert files_beside(path, BACKUP) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_backup_is_its_owners_alone_and_one_file(path):
    make(path, "a", backups=1)
    (backup,) = files_beside(path, BACKUP)

    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert {file.name for file in path.parent.iterdir()} == {path.name, backup.name}


def test_the_newest_backups_are_kept_whatever_the_clock_says(path, monkeypatch):
    class Clock:
        year = 2038

        @classmethod
        def now(cls, zone):
            cls.year -= 1
            return datetime(cls.year, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(backups, "datetime", Clock)
    make(path, "a", backups=KEPT + 2)

    assert [file.name.split("-")[2] for file in files_beside(path, BACKUP)] == ["0005", "0004", "0003"]
    assert [file.stem.split("-")[3][:4] for file in files_beside(path, BACKUP)] == ["2033", "2034", "2035"]


def test_backups_are_listed_with_their_time_and_number_of_screenings(path):
    make(path, "a", "b", backups=1)
    make(path, "c", backups=1)
    path.with_name("history-backup-0009-20260102T030405Z.sqlite3").write_bytes(b"broken" * 99)
    path.with_name("history-backup-other.sqlite3").write_bytes(b"")
    newer, older = read_backups(path)

    assert (newer.count, older.count) == (3, 2)
    assert abs((datetime.now(UTC) - newer.made_at).total_seconds()) < 60


def test_a_backup_is_restored_and_the_history_of_now_becomes_one(path):
    make(path, "a", backups=1)
    make(path, "b")
    (backup,) = read_backups(path)
    restore_backup(path, backup.path)

    assert files(path) == ["a"]
    assert [(each.count, each.path == backup.path) for each in read_backups(path)] == [(2, False), (1, True)]


def test_a_backup_of_an_older_version_is_brought_up_to_date_when_it_is_restored(path):
    make_old_history(path)
    make(path, "b")
    (backup,) = read_backups(path)
    restore_backup(path, backup.path)

    assert files(path) == ["/xrays/a.png"]
    assert len(files_beside(path, BACKUP)) == 2


def test_the_oldest_backup_can_be_restored_and_stays(path):
    make(path, "a", backups=1)
    make(path, "b", backups=KEPT - 1)
    oldest = read_backups(path)[-1]
    restore_backup(path, oldest.path)

    assert files(path) == ["a"]
    assert oldest.path.exists()


def test_a_history_that_is_open_elsewhere_is_restored_too(path):
    make(path, "a", backups=1)
    with History(path) as other:
        other.add(record("b"))
        restore_backup(path, read_backups(path)[0].path)
        assert [row["file"] for row in kept_rows(other)] == ["a"]


@pytest.mark.parametrize("content", [b"", b"this is no database" * 100])
def test_what_is_no_backup_is_refused(path, tmp_path, content):
    make(path, "a")
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(OutputError, match="history_failed"):
        restore_backup(path, tmp_path / "x")

    assert files(path) == ["a"]


def test_a_backup_of_a_newer_version_is_refused(path):
    make(path, "a", backups=1)
    (backup,) = files_beside(path, BACKUP)
    with closing(sqlite3.connect(backup)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    with pytest.raises(OutputError, match="history_newer"):
        restore_backup(path, backup)

    assert files(path) == ["a"]


def delete_row(history):
    history.delete([1])


def clear_name(history):
    (stored,) = [stored for stored in history.find(EVERYTHING, 9) if stored.row_id == 1]
    history.update(replace(stored.record, patient=Patient()))


def delete_before(history):
    history.delete_before(datetime(2026, 2, 1, tzinfo=UTC))


@pytest.mark.parametrize(("erase", "left"), [(delete_row, 1), (clear_name, 2), (delete_before, 1)])
def test_what_is_deleted_is_deleted_in_every_backup_too(path, erase, left):
    make(path, "a", patient=Patient(name=SECRET))
    make(path, "b", screened_at="2026-06-01T00:00:00+00:00", backups=2)
    with History(path) as history:
        erase(history)
        assert SECRET.encode() not in b"".join(file.read_bytes() for file in path.parent.iterdir())

    assert [backup.count for backup in read_backups(path)] == [left, left]


def test_a_row_whose_id_was_given_away_stays_in_the_backup(path):
    make(path, "a", backups=1)
    with History(path) as history:
        history._connection.execute("UPDATE screenings SET screened_at = '2026-06-01T00:00:00+00:00'")
        history.delete([1])

    assert [backup.count for backup in read_backups(path)] == [1]


def test_a_backup_of_the_first_version_has_no_names_to_clear(path):
    make_old_history(path)
    make(path, "b", patient=Patient(name=SECRET))
    with History(path) as history:
        history.update(replace(record("b"), patient=Patient()))

    assert [backup.count for backup in read_backups(path)] == [1]


def test_a_backup_in_which_nothing_can_be_deleted_is_removed(path, caplog):
    make(path, "a", backups=1)
    (backup,) = files_beside(path, BACKUP)
    backup.write_bytes(b"broken" * 99)
    with History(path) as history:
        history.delete([1])

    assert not backup.exists()
    assert "A backup of the history is removed" in caplog.text


def test_delete_all_deletes_the_backups(path):
    make(path, "a", backups=2)
    with History(path) as history:
        delete_all(history)

    assert files_beside(path, BACKUP) == []
