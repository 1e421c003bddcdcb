"""Files that arrive in a folder are found once, and when they are whole."""

from __future__ import annotations

import os
import threading

import pytest

from app.gui.batch.arrivals import GIVE_UP_S, STILL_S, Arrivals, Look
from tests.helpers.watched_folder import NEVER, XRAY, WatchedFolder


@pytest.fixture
def folder(tmp_path) -> WatchedFolder:
    """A folder that was looked at once, when it was empty."""
    made = WatchedFolder(tmp_path)
    made.look()
    return made


def test_what_was_there_before_is_left_alone(tmp_path):
    folder = WatchedFolder(tmp_path)
    for number in range(3):
        folder.write(f"{number}.jpeg")

    assert folder.look() == Look(is_there=True, left_alone=3)
    assert folder.taken() == []
    folder.write("new.jpeg")
    assert folder.taken() == ["new.jpeg"]


def test_a_new_file_is_found_once_it_stands_still(folder):
    folder.write("a.jpeg")

    assert folder.look() == Look(is_there=True, waiting=1)
    assert folder.look(STILL_S / 2).files == ()
    assert folder.look(STILL_S / 2).files == (str(folder.path / "a.jpeg"),)


def test_a_file_that_grows_is_waited_for(folder):
    for size in (1000, 2000, 3000):
        folder.write("a.jpeg", XRAY[:size])
        assert folder.look(STILL_S).files == ()
    folder.write("a.jpeg")
    folder.look(STILL_S)

    assert folder.look(STILL_S).files == (str(folder.path / "a.jpeg"),)


def test_a_file_that_stands_still_half_written_is_waited_for_and_then_given_up(folder):
    folder.write("half.jpeg", XRAY[: len(XRAY) // 2])
    folder.look()

    assert folder.look(STILL_S) == Look(is_there=True, waiting=1)
    assert folder.look(GIVE_UP_S).files == (str(folder.path / "half.jpeg"),)


def test_what_is_found_is_found_again_until_it_is_kept(folder):
    folder.write("a.jpeg")
    folder.look()

    assert folder.look(STILL_S).files == folder.look().files != ()
    assert folder.taken() == ["a.jpeg"]
    assert folder.taken() == []


def test_nothing_is_taken_twice_after_a_restart(folder):
    folder.write("a.jpeg")
    assert folder.taken() == ["a.jpeg"]
    folder.write("while-closed.jpeg")
    folder.restart()

    assert folder.taken() == ["while-closed.jpeg"]


def test_a_new_file_of_an_old_name_is_found(folder):
    folder.write("a.jpeg", time_s=1_000_000)
    assert folder.taken() == ["a.jpeg"]
    folder.write("a.jpeg", time_s=1_000_070)

    assert folder.taken() == ["a.jpeg"]


def test_a_change_to_summer_time_on_a_fat_drive_makes_no_file_new(folder):
    folder.write("a.jpeg", time_s=1_000_000)
    assert folder.taken() == ["a.jpeg"]
    folder.write("a.jpeg", time_s=1_003_600)

    assert folder.taken() == []


def test_folders_below_are_watched_and_other_files_are_not_found(folder):
    folder.write("2026/march/a.jpeg")
    folder.write("notes.txt", b"nothing")
    folder.write(".a.jpeg.part")

    assert folder.taken() == [os.path.join("2026", "march", "a.jpeg")]
    assert folder.look().waiting == 0


def test_a_folder_that_is_away_is_said_and_comes_back_with_what_is_new(folder):
    folder.write("a.jpeg")
    assert folder.taken() == ["a.jpeg"]
    away = folder.path.rename(folder.path.with_name("away"))
    assert folder.look() == Look(is_there=False)
    away.rename(folder.path)
    folder.write("b.jpeg")

    assert folder.taken() == ["b.jpeg"]


def test_another_folder_begins_anew(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.jpeg").write_bytes(XRAY)
    arrivals = Arrivals(str(other), folder.memory)

    assert arrivals.look(0.0, NEVER).left_alone == 1


def test_no_name_of_a_file_is_remembered(folder):
    folder.write("amina-okello.jpeg")
    assert folder.taken() == ["amina-okello.jpeg"]

    assert "amina" not in folder.memory.read_text()


@pytest.mark.parametrize("content", ["", "{", '{"folder": 1}', "[" * 100_000])
def test_a_damaged_memory_begins_anew(folder, content):
    folder.write("a.jpeg")
    folder.memory.write_text(content)
    folder.restart()

    assert folder.look().left_alone == 1


def test_a_cancelled_look_finds_nothing(folder):
    folder.write("a.jpeg")
    cancelled = threading.Event()
    cancelled.set()

    assert folder.arrivals.look(0.0, cancelled) == Look(is_there=True)


def test_many_come_in_portions(folder):
    for number in range(30):
        folder.write(f"{number:02}.jpeg")

    assert len(folder.taken()) == 20
    assert len(folder.taken()) == 10
