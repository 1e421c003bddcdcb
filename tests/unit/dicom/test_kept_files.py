"""Received X-rays and results to be sent are deleted, brought back and erased."""

import sys

import pytest

from app.core.errors import OutputError
from app.dicom.kept_files import Counts, KeptFiles

NAMES = (
    "received/1.2/1.2.3.dcm",
    "received/1.2/1.2.3.dcm.new",
    "outbox/PACS/0000000001-1.dcm",
    "outbox/PACS/refused/2.dcm",
)
KEPT = ("received/lock", "outbox/PACS/acknowledged.txt", "history.sqlite3")


@pytest.fixture
def folder(tmp_path):
    for name in (*NAMES, *KEPT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.fixture
def files(folder):
    return KeptFiles(folder / "received", folder / "outbox")


def found(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_they_are_counted(files, tmp_path):
    assert files.counts() == Counts(received=1, outgoing=2)
    assert KeptFiles(tmp_path / "no" / "received", tmp_path / "no" / "outbox").counts() == Counts()


def test_they_are_erased_for_good_and_nothing_else(files, folder):
    files.set_aside()
    assert files.counts() == Counts()
    assert not (folder / "received" / "1.2").exists()
    files.erase()

    assert found(folder) == sorted(KEPT)


def test_they_are_brought_back_beside_what_has_arrived_since(files, folder):
    files.set_aside()
    (folder / "received" / "1.2").mkdir()
    (folder / "received" / "1.2" / "1.2.4.dcm").write_text("new")
    files.bring_back()

    assert found(folder) == sorted((*KEPT, *NAMES, "received/1.2/1.2.4.dcm"))
    assert (folder / NAMES[0]).read_text() == NAMES[0]


def test_what_arrives_meanwhile_stays(files, folder):
    files.set_aside()
    (folder / "received" / "1.2").mkdir()
    (folder / "received" / "1.2" / "1.2.4.dcm").write_text("new")
    files.erase()

    assert files.counts() == Counts(received=1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_set_aside_is_for_its_owner_alone(files, folder):
    files.set_aside()

    assert {path.stat().st_mode & 0o077 for path in (folder / "deleted").rglob("*") if path.is_dir()} == {0}


def test_what_cannot_be_deleted_is_said(files, folder):
    (folder / "deleted").write_text("no folder")
    with pytest.raises(OutputError) as failure:
        files.set_aside()

    assert failure.value.reason.code == "delete_failed"
