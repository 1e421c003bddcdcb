"""A file appears whole or not at all, for its owner alone where that is asked; whether a folder takes files."""

import errno
import os
import socket
import stat
import sys
from pathlib import Path

import pytest

from app.core.atomic_file import (
    atomic_file,
    is_standard_output,
    lock,
    make_private_folder,
    remove_stale_files,
    takes_files,
    write_bytes,
    write_text,
)

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


@on_posix
def test_the_permissions_of_an_old_file_are_kept(tmp_path):
    for name, mode in (("shared", 0o664), ("closed", 0o600), ("read_only", 0o444)):
        (tmp_path / name).write_bytes(b"old")
        (tmp_path / name).chmod(mode)
        write_bytes(tmp_path / name, b"new")

        assert (permissions(tmp_path / name), (tmp_path / name).read_bytes()) == (mode, b"new")


@on_posix
def test_a_private_file_becomes_its_owners_alone_whatever_it_was(tmp_path):
    (tmp_path / "x").touch()
    (tmp_path / "x").chmod(0o644)
    write_bytes(tmp_path / "x", b"", private=True)

    assert permissions(tmp_path / "x") == 0o600


@on_posix
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_is_followed_and_stays(tmp_path, is_there):
    (tmp_path / "elsewhere").mkdir()
    if is_there:
        (tmp_path / "elsewhere" / "x").write_bytes(b"old")
    (tmp_path / "link").symlink_to(Path("elsewhere") / "x")
    write_bytes(tmp_path / "link", b"new")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "elsewhere" / "x").read_bytes() == b"new"
    assert (os.listdir(tmp_path / "elsewhere"), sorted(os.listdir(tmp_path))) == (["x"], ["elsewhere", "link"])


@on_posix
def test_a_link_to_itself_cannot_be_written(tmp_path):
    (tmp_path / "x").symlink_to("x")

    with pytest.raises(OSError, match="symbolic links"):
        write_bytes(tmp_path / "x", b"new")


@on_posix
def test_a_pipe_is_written_to_and_stays(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_bytes(tmp_path / "pipe", b"new")

    assert os.read(reader, 9) == b"new"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_a_device_is_written_to_and_stays():
    write_bytes(Path(os.devnull), b"new")

    assert not Path(os.devnull).is_file()
    assert not is_standard_output(Path("absent"))


@on_posix
def test_a_socket_is_not_replaced(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("x")
        with pytest.raises(FileExistsError):
            write_bytes(Path("x"), b"new")


STALE = ".kifua-0123456789abcdef"


def test_a_temporary_file_that_nobody_writes_is_removed(tmp_path):
    (tmp_path / STALE).write_bytes(b"left by a process that was killed")
    remove_stale_files(tmp_path)

    assert not (tmp_path / STALE).exists()


def test_one_that_is_being_written_stays(tmp_path):
    with atomic_file(tmp_path / "x") as stream:
        remove_stale_files(tmp_path)
        stream.write(b"new")

    assert (tmp_path / "x").read_bytes() == b"new"


@pytest.mark.parametrize("name", [STALE[:-1], f"{STALE}0", STALE.upper(), ".kifua-notes", STALE[1:]])
def test_a_file_of_another_name_stays(tmp_path, name):
    (tmp_path / name).touch()
    remove_stale_files(tmp_path)

    assert (tmp_path / name).exists()


@on_posix
def test_a_folder_a_link_and_another_users_file_of_such_a_name_stay(tmp_path, monkeypatch):
    (tmp_path / STALE).mkdir()
    (tmp_path / STALE.replace("0", "1")).symlink_to("kept")
    (tmp_path / "kept").touch()
    (tmp_path / STALE.replace("0", "2")).touch()
    monkeypatch.setattr(os, "getuid", lambda: (tmp_path / "kept").stat().st_uid + 1)
    remove_stale_files(tmp_path)

    assert len(os.listdir(tmp_path)) == 4


@on_posix
def test_where_the_drive_keeps_no_locks_none_is_removed_and_files_are_written(tmp_path, monkeypatch):
    import fcntl

    def refuse(*arguments):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    (tmp_path / STALE).touch()
    remove_stale_files(tmp_path)
    write_bytes(tmp_path / "x", b"new")

    assert sorted(os.listdir(tmp_path)) == [STALE, "x"]


def test_a_folder_that_is_absent_has_none(tmp_path):
    remove_stale_files(tmp_path / "absent")

    assert not (tmp_path / "absent").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="imitates by the others' own lock what Wine says")
@pytest.mark.parametrize("number", [errno.EAGAIN, errno.EACCES, 0])
def test_a_file_that_another_process_has_locked_is_told_from_a_drive_without_locks(number, tmp_path, monkeypatch):
    import fcntl

    def refuse(stream, how):
        raise OSError(number, "Error")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with open(tmp_path / "file", "ab") as stream:
        assert not lock(stream)
        monkeypatch.undo()
        assert lock(stream)
