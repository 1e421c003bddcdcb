"""The file of the history is its owner's alone, works on any drive, and takes the rows of earlier versions."""

import os
import re
import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.adjustment import Adjustment
from app.core.errors import OutputError, Reason
from app.core.records import Patient
from app.core.results.history import History
from app.core.results.history_database import file
from app.core.results.history_database.schema import SCHEMA
from app.core.results.history_search import EVERYTHING, Search
from app.core.review import Review
from tests.helpers.old_histories import ROW, make_old_history, schema_version
from tests.helpers.screening_records import kept_rows, record


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def old_file(path):
    return make_old_history(path)


def journal_mode(path):
    """Return how the file is written, as its header says."""
    return {1: "rollback", 2: "log"}[path.read_bytes()[18]]


def test_a_row_of_an_earlier_version_is_complete_and_counts_as_the_users(old_file):
    with History(old_file) as history:
        (stored,) = history.find(EVERYTHING, 9)

    made = stored.record
    assert (stored.row_id, made.file, made.model, made.facts.width) == (7, "/xrays/a.png", "model-1", 1200)
    assert made.verdict.reasons == (Reason("file_empty", "Old words."), Reason("image_blank", "More of them."))
    assert made.patient == Patient("KB-1", age_years=3.25)
    assert re.fullmatch(r"[0-9a-f]{32}", made.id)


def test_a_row_of_an_earlier_version_can_be_changed(old_file):
    with History(old_file) as history:
        (stored,) = history.find(EVERYTHING, 9)
        assert history.update(replace(stored.record, patient=Patient("KB-2", "Amina")))
        assert [(row["patient_id"], row["patient_name"]) for row in kept_rows(history)] == [("KB-2", "Amina")]


def test_a_row_of_an_earlier_version_is_not_reviewed_and_counts_as_seen(old_file):
    with History(old_file) as history:
        (stored,) = history.find(EVERYTHING, 9)

    assert (stored.record.review, stored.record.danger_signs) == (Review(), ())
    assert stored.record.seen_at == stored.record.screened_at


def test_a_file_of_before_adjustments_keeps_its_rows_and_takes_them(path):
    adjusted = record("turned.png", adjustments=(Adjustment.TURNED_90, Adjustment.INVERTED))
    with History(path) as history:
        history.add(record("old.png"))
    with closing(sqlite3.connect(path)) as old:
        old.execute("ALTER TABLE screenings DROP COLUMN adjustments")
        old.execute("PRAGMA user_version = 3")
        old.commit()

    with History(path) as history:
        history.add(adjusted)
        found = [stored.record for stored in history.find(EVERYTHING, 9)]
    assert [(each.file, each.adjustments, each.seen_at) for each in found] == [
        ("turned.png", adjusted.adjustments, ""),
        ("old.png", (), ""),
    ]
    assert schema_version(path) == SCHEMA


OF_VERSION_5 = (
    *("file_patient_name", "file_sex", "user_patient_name", "user_sex", "study_at", "accession_number", "laterality"),
    *("kvp", "exposure_mas", "exposure_index", "deviation_index", "manufacturer", "device_model", "station"),
)


def test_a_file_of_before_studies_keeps_its_rows_with_name_and_sex_as_the_users(path):
    said = Patient("P-8", "Amina", 3.0, "F")
    new = record("new.dcm", patient_name="Otieno, Juma", sex="M", station="ROOM 1")
    with History(path) as history:
        history.add(record("old.dcm", patient=said))
    with closing(sqlite3.connect(path)) as old:
        for column in OF_VERSION_5:
            old.execute(f"ALTER TABLE screenings DROP COLUMN {column}")
        old.execute("PRAGMA user_version = 4")
        old.commit()

    for _ in range(2):
        with History(path) as history:
            history.add(new)
            found = [stored.record for stored in history.find(EVERYTHING, 9)]
    assert [each.patient for each in found] == [Patient(), said]
    assert (found[0].facts, found[1].facts.station, found[1].facts.kvp) == (new.facts, "", None)
    assert schema_version(path) == SCHEMA


def test_rows_of_an_earlier_version_get_ids_of_their_own_that_stay(old_file):
    with sqlite3.connect(old_file) as old:
        old.execute(ROW.replace("7,", "8,", 1))
    old.close()
    found = []
    for _ in range(2):
        with History(old_file) as history:
            found.append([stored.record.id for stored in history.find(EVERYTHING, 9)])

    assert found[0] == found[1]
    assert len(set(found[0])) == 2


def test_an_earlier_version_may_write_again(old_file):
    with History(old_file) as history:
        history.add(record("new"))
    with sqlite3.connect(old_file) as old:
        old.execute("INSERT INTO screenings (file, patient_id, age) VALUES ('later', 'P-8', 2)")
    old.close()

    with History(old_file) as history:
        newest = history.find(Search("later"), 9)[0].record
    assert (newest.file, newest.patient_id, newest.age_years, bool(newest.id)) == ("later", "P-8", 2.0, True)


def test_an_older_file_is_brought_up_to_date_once(old_file):
    for _ in range(2):
        with History(old_file) as one, History(old_file) as other:
            assert one.find(EVERYTHING, 9) == other.find(EVERYTHING, 9)


def test_a_file_says_which_schema_it_has(path, old_file):
    with History(old_file):
        assert schema_version(old_file) == SCHEMA


@pytest.mark.parametrize("is_on_network", [False, True])
def test_a_file_of_a_newer_version_is_refused_and_stays_as_it_is(path, monkeypatch, is_on_network):
    with History(path) as history:
        history.add(record("a"))
        history._connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = path.read_bytes()
    monkeypatch.setattr(file, "is_on_network", lambda place: is_on_network)
    with pytest.raises(OutputError, match="history_newer"):
        History(path)

    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_text_that_is_none_spoils_no_other_row(path):
    with History(path) as history:
        for name in "abc":
            history.add(record(name))
        history._connection.execute("UPDATE screenings SET note = CAST(x'ff41' AS TEXT), width = 9e999 WHERE id = 2")
        found = [(stored.record.file, stored.record.patient.note) for stored in history.find(EVERYTHING, 9)]

    assert found == [("c", ""), ("b", "\ufffdA"), ("a", "")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_history_is_its_owners_alone(path):
    with History(path) as history:
        history.add(record())
        found = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}

    assert found == dict.fromkeys((path.name, f"{path.name}-wal", f"{path.name}-shm"), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_history_that_everyone_could_read_is_its_owners_from_now_on(old_file):
    old_file.chmod(0o644)
    with History(old_file) as history:
        history.add(record())
        found = {stat.S_IMODE(file.stat().st_mode) for file in old_file.parent.iterdir()}

    assert found == {0o600}  # of its backup too


def test_a_local_drive_gets_a_log(path):
    with History(path):
        assert journal_mode(path) == "log"


@pytest.mark.parametrize("has_log", [False, True])
def test_a_network_drive_gets_no_log(path, monkeypatch, has_log):
    if has_log:
        with History(path) as history:
            history.add(record("old"))
    monkeypatch.setattr(file, "is_on_network", lambda place: place == path)
    with History(path) as one, History(path) as other:
        one.add(record("a"))
        other.add(record("b"))
        assert {row["file"] for row in kept_rows(one)} >= {"a", "b"}
        assert journal_mode(path) == "rollback"
        assert not Path(f"{path}-wal").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="SQLite has no such locks there")
@pytest.mark.parametrize("has_log", [False, True])
def test_a_drive_that_refuses_a_log_gets_none(path, monkeypatch, has_log):
    if has_log:
        with History(path) as history:
            history.add(record("old"))
    connect = sqlite3.connect

    def without_shared_memory(place, **options):
        return connect(f"{Path(place).as_uri()}?vfs=unix-dotfile", uri=True, **options)

    monkeypatch.setattr(sqlite3, "connect", without_shared_memory)
    with History(path) as history:
        history.add(record("a"))
        assert [row["file"] for row in kept_rows(history)] == (["a", "old"] if has_log else ["a"])
        assert journal_mode(path) == "rollback"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other lists of drives")
@pytest.mark.parametrize(("kind", "found"), [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False)])
def test_a_network_drive_is_known_by_its_file_system(tmp_path, monkeypatch, kind, found):
    mounts = f"/dev/sda1 / ext4 rw 0 0\nserver:/x {str(tmp_path).replace(' ', chr(92) + '040')} {kind} rw 0 0\n"
    read_text = Path.read_text
    monkeypatch.setattr(
        Path, "read_text", lambda self, **how: mounts if self == Path("/proc/mounts") else read_text(self, **how)
    )

    assert file.is_on_network(tmp_path / "below" / "history.sqlite3") is found
    assert not file.is_on_network(Path(os.sep) / "elsewhere")


def test_a_history_that_another_program_is_changing_over_is_said(path, monkeypatch):
    with History(path) as history:
        history.add(record())
        monkeypatch.setattr(file, "is_on_network", lambda place: True)
        with pytest.raises(OutputError, match="locked"):
            History(path, busy_timeout_s=0)
