"""A file appears whole or not at all, for its owner alone where that is asked; whether a folder takes files."""

import os
import stat
import sys
from pathlib import Path

import pytest

from app.core.atomic_file import atomic_file, make_private_folder, takes_files, write_bytes, write_text

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")


def permissions(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_text_is_written_as_utf_8_with_its_own_line_ends(tmp_path):
    write_text(tmp_path / "x", "née\r\n肺\n")

    assert (tmp_path / "x").read_bytes() == "née\r\n肺\n".encode()


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path):
    write_bytes(tmp_path / "x", b"old")
    with atomic_file(tmp_path / "x") as stream:
        stream.write(b"new")
        assert (tmp_path / "x").read_bytes() == b"old"

    assert (tmp_path / "x").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["x"]


def _fail_in_the_block(path):
    with atomic_file(path) as stream:
        stream.write(b"new")
        raise KeyboardInterrupt


def test_a_block_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    write_bytes(tmp_path / "x", b"old")
    with pytest.raises(KeyboardInterrupt):
        _fail_in_the_block(tmp_path / "x")

    assert (tmp_path / "x").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["x"]


def test_a_folder_is_not_replaced(tmp_path):
    (tmp_path / "x").mkdir()

    with pytest.raises(FileExistsError):
        write_bytes(tmp_path / "x", b"new")


def _recorded(monkeypatch):
    """Return what is synced and moved from now on: the kind of each, in order."""
    done = []
    sync, replace = os.fsync, os.replace

    def fsync(handle):
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", lambda old, new: (done.append("move"), replace(old, new)))
    return done


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot sync a folder")
def test_the_file_is_on_the_disk_before_it_is_moved_and_the_folder_after_it(tmp_path, monkeypatch):
    done = _recorded(monkeypatch)
    write_bytes(tmp_path / "x", b"new")

    assert done == ["file", "move", "folder"]


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path, monkeypatch):
    opened = os.open

    def refuse(path, *arguments):
        if Path(path) == tmp_path:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", refuse)
    write_bytes(tmp_path / "x", b"new")

    assert (tmp_path / "x").read_bytes() == b"new"


@on_posix
def test_a_private_file_is_its_owners_alone_and_another_as_the_umask_says(tmp_path):
    (tmp_path / "new").touch()
    write_text(tmp_path / "private", "", private=True)
    write_text(tmp_path / "other", "")

    assert permissions(tmp_path / "private") == 0o600
    assert permissions(tmp_path / "other") == permissions(tmp_path / "new")


@on_posix
def test_a_private_folder_is_its_owners_alone_and_an_existing_one_stays_as_it_is(tmp_path):
    (tmp_path / "old").mkdir(mode=0o755)
    for name in ("old", "above/new"):
        make_private_folder(tmp_path / name)

    assert permissions(tmp_path / "above" / "new") == 0o700
    assert permissions(tmp_path / "old") == 0o755


def test_a_folder_takes_files_and_keeps_none_of_the_trial(tmp_path):
    assert takes_files(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_and_a_file_take_none(tmp_path):
    (tmp_path / "file").touch()

    assert not takes_files(tmp_path / "gone")
    assert not takes_files(tmp_path / "file")


@pytest.mark.skipif(sys.platform != "linux", reason="has no such folder")
def test_a_folder_that_takes_no_files_whatever_its_rights_say_is_known():
    assert not takes_files(Path("/proc/self"))
