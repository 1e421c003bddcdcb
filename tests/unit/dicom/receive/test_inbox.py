"""What was received is in its place or not at all, waits for its screening, and never takes more room than allowed."""

import stat
import sys

import pytest

from app.core.errors import OutputError
from app.dicom.receive.inbox import Inbox, OutOfRoomError, Room

STUDY, INSTANCE = "1.2.3", "1.2.3.4"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "received"


@pytest.fixture
def inbox(folder):
    with Inbox(folder) as entered:
        yield entered


def keep(inbox, content, study=STUDY, instance=INSTANCE):
    stream, partial = inbox.open_file()
    with stream:
        stream.write(content)
        stream.flush()
        kept = inbox.keep(stream, partial, study, instance)
    partial.unlink(missing_ok=True)
    return kept


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_an_x_ray_waits_until_its_screening_is_kept(inbox, folder):
    path = keep(inbox, b"one")

    assert path == folder / STUDY / f"{INSTANCE}.dcm"
    assert path.read_bytes() == b"one"
    assert inbox.waiting() == [path]
    inbox.mark_screened(path)
    assert inbox.waiting() == []
    assert files(folder) == [f"{STUDY}/{INSTANCE}.dcm", "lock"]


def test_it_waits_for_the_next_start_too(folder):
    with Inbox(folder) as before:
        path = keep(before, b"one")
    with Inbox(folder) as after:
        assert after.waiting() == [path]


def test_the_same_bytes_are_kept_once(inbox):
    first = keep(inbox, b"one")
    inbox.mark_screened(first)

    assert keep(inbox, b"one") is None
    assert inbox.waiting() == []


def test_other_bytes_of_the_same_name_are_kept_beside_them(inbox):
    first, second = keep(inbox, b"one"), keep(inbox, b"two")

    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert sorted(inbox.waiting()) == sorted([first, second])
    assert keep(inbox, b"two") is None


@pytest.mark.parametrize("uid", ["", "..", "../../x", "1/2", "a b", "1.", "CON", "1" * 65, "1.٣"])
def test_a_uid_that_is_none_cannot_name_a_place(inbox, folder, uid):
    path = keep(inbox, b"one", study=uid, instance=uid)

    assert path.parent.parent == folder
    assert len(path.parent.name) == 64


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_its_owner_can_read_it(inbox, folder):
    path = keep(inbox, b"one")

    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, path.parent)] == [0o700, 0o700]
    assert {stat.S_IMODE(each.stat().st_mode) for each in (path, *folder.glob("*/*.new"))} == {0o600}


def test_a_mark_without_its_x_ray_is_removed(inbox, folder):
    keep(inbox, b"one").unlink()

    assert inbox.waiting() == []
    assert files(folder) == ["lock"]


def test_what_a_killed_process_left_half_received_is_removed(inbox, folder):
    (folder / ".kifua-0123456789abcdef").write_bytes(b"half")
    with pytest.raises(OutputError) as failure, Inbox(folder):
        pass

    assert failure.value.reason.code == "receive_folder_in_use"
    inbox.__exit__(None, None, None)
    with Inbox(folder):
        assert files(folder) == ["lock"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(OutputError) as failure, Inbox(tmp_path / "data" / "received"):
        pass

    assert failure.value.reason.code == "receive_folder_failed"


def test_no_more_room_is_taken_than_allowed(folder):
    with Inbox(folder, Room(most_bytes=10, least_free_bytes=0)) as inbox:
        inbox.claim(10)
        with pytest.raises(OutOfRoomError):
            inbox.claim(1)


def test_room_that_is_given_back_can_be_taken_again(folder):
    with Inbox(folder, Room(most_bytes=10, least_free_bytes=0)) as inbox:
        inbox.claim(10)
        inbox.release(10)
        inbox.claim(10)


def test_what_the_user_deletes_makes_room(folder):
    with Inbox(folder, Room(most_bytes=10, least_free_bytes=0)) as inbox:
        path = keep(inbox, b"12345678")
        with pytest.raises(OutOfRoomError):
            inbox.claim(8)
        path.unlink()
        inbox.claim(8)


def test_some_of_the_disk_stays_free(folder):
    with Inbox(folder, Room(least_free_bytes=2**62)) as inbox, pytest.raises(OutOfRoomError):
        inbox.claim(1)
