"""A small picture is kept with its screening, goes with it for good, and costs no screening when it fails."""

import os
import random
import sqlite3
import stat
import sys
from datetime import UTC, datetime

import pytest

from app.core.errors import OutputError
from app.core.imaging.small_picture import PictureTray
from app.core.results.history import History
from app.core.results.history_database.backups import BACKUP, back_up, files_beside
from app.core.results.history_database.pictures import picture_files
from app.core.results.history_keeper import HistoryKeeper
from app.core.results.history_search import EVERYTHING
from app.core.results.protected_files import own_files
from tests.helpers.screening_records import delete_all, record

CHUNK = 48


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def history(path):
    with History(path) as opened:
        yield opened


def picture(number, size=9000):
    return random.Random(number).randbytes(size)


def fill(history, count):
    """Add records with pictures of any size, and return the ids of their rows."""
    sizes = random.Random(count)
    rows = []
    for number in range(count):
        rows.append(history.add(record(str(number))))
        history.add_picture(record(str(number)).id, picture(number, sizes.randrange(CHUNK, 9000)))
    return rows


def is_on_disk(path, jpeg):
    """Tell whether a part of a picture lies in any file beside the history."""
    content = b"".join(file.read_bytes() for file in path.parent.iterdir())
    return any(jpeg[place : place + CHUNK] in content for place in range(0, len(jpeg) - CHUNK + 1, CHUNK))


def test_a_picture_is_kept_by_the_records_id(history):
    history.add_picture(record("a").id, picture(1))
    history.add_picture(record("b").id, picture(2))
    history.add_picture(record("b").id, picture(3))

    assert history.picture(record("a").id) == picture(1)
    assert history.picture(record("b").id) == picture(3)
    assert history.picture(record("c").id) is None


def test_without_pictures_there_is_no_file_of_them(history, path):
    row = history.add(record("a"))

    assert history.picture(record("a").id) is None
    history.remove_images_of(history.delete([row]))
    history.remove_stray_images()
    delete_all(history)
    assert not picture_files(path)[0].exists()


def test_a_picture_outlives_the_program(path):
    with History(path) as history:
        history.add_picture(record("a").id, picture(1))

    with History(path) as history:
        assert history.picture(record("a").id) == picture(1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_pictures_are_their_owners_alone(history, path):
    history.add_picture(record("a").id, picture(1))

    assert {stat.S_IMODE(file.stat().st_mode) for file in picture_files(path) if file.exists()} == {0o600}


def test_no_output_replaces_the_pictures(path):
    assert set(picture_files(path)) <= set(own_files(path, path.parent / "bundle"))


def test_a_picture_stays_while_its_screening_can_come_back(history, path):
    (row,) = fill(history, 1)
    jpeg = history.picture(record("0").id)
    history.restore(history.delete([row]))
    assert history.picture(record("0").id) == jpeg

    history.remove_images_of(history.delete([row]))
    assert history.picture(record("0").id) is None
    assert not is_on_disk(path, jpeg)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_left_of_deleted_pictures(history, path, seed):
    rows = fill(history, 40)
    jpegs = [history.picture(record(str(number)).id) for number in range(40)]
    doomed = random.Random(seed).sample(range(40), 15)
    history.remove_images_of(history.delete([rows[number] for number in doomed]))

    assert [number for number in range(40) if is_on_disk(path, jpegs[number])] == sorted(set(range(40)) - set(doomed))
    assert all(history.picture(record(str(number)).id) == jpegs[number] for number in range(40) if number not in doomed)


def test_all_pictures_go_with_all_screenings_and_give_their_room_back(history, path):
    fill(history, 30)
    jpeg = history.picture(record("3").id)
    delete_all(history)

    assert not is_on_disk(path, jpeg)
    assert picture_files(path)[0].stat().st_size < 10_000


def test_pictures_can_go_without_their_screenings(history, path):
    fill(history, 3)
    history.delete_pictures()

    assert [history.picture(record(str(number)).id) for number in range(3)] == [None] * 3
    assert history.count() == 3


def test_pictures_of_old_screenings_go_with_them(history):
    for name, day in (("old", "2025-01-01"), ("new", "2026-01-01")):
        made = record(name, screened_at=f"{day}T00:00:00+00:00", id=name)
        history.add(made)
        history.add_picture(made.id, picture(1))
    history.delete_before(datetime(2025, 6, 1, tzinfo=UTC))

    assert (history.picture("old"), history.picture("new")) == (None, picture(1))


def test_a_picture_that_lost_its_screening_is_removed_at_the_next_start(path):
    with History(path) as history:
        history.add(record("a"))
        for name in "ab":
            history.add_picture(record(name).id, picture(1))
        assert history.has_traces

    with History(path) as history:
        history.remove_stray_images()
        assert (history.picture(record("a").id), history.picture(record("b").id)) == (picture(1), None)
        assert not history.has_traces


def test_a_backup_holds_no_pictures(history, path):
    fill(history, 3)
    back_up(history._connection, path)
    (backup,) = files_beside(path, BACKUP)

    assert picture(0)[:CHUNK] not in backup.read_bytes()


@pytest.mark.parametrize("content", [b"no database at all" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_damaged_pictures_are_begun_anew_and_the_history_stays(path, content, caplog):
    with History(path) as history:
        history.add(record("a"))
    picture_files(path)[0].write_bytes(content)
    with History(path) as history:
        assert history.picture(record("a").id) is None
        history.add_picture(record("a").id, picture(1))
        assert history.picture(record("a").id) == picture(1)
        assert [stored.record.file for stored in history.find(EVERYTHING, 9)] == ["a"]

    assert "damaged" in caplog.text
    assert sorted(file.name for file in path.parent.iterdir()) == ["history-pictures.sqlite3", "history.sqlite3"]


def test_pictures_that_another_program_holds_are_said(history, path):
    history.add_picture(record("a").id, picture(1))
    with History(path, busy_timeout_s=0) as hasty:
        other = sqlite3.connect(picture_files(path)[0], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match="history-pictures"):
            hasty.add_picture(record("b").id, picture(2))
        assert hasty.picture(record("a").id) == picture(1)
        other.close()


def test_a_keeper_stores_the_picture_of_each_record(path):
    tray = PictureTray()
    tray.put(record("a").id, picture(1))
    with HistoryKeeper(path, pytest.fail, pictures=tray) as keeper:
        keeper.keep(record("a"))
        keeper.keep(record("b"))

    with History(path) as history:
        assert (history.picture(record("a").id), history.picture(record("b").id)) == (picture(1), None)
    assert tray.take(record("a").id) is None


def test_a_record_is_kept_whatever_becomes_of_its_picture(path, caplog):
    os.makedirs(picture_files(path)[0])
    tray = PictureTray()
    tray.put(record("a").id, picture(1))
    with HistoryKeeper(path, pytest.fail, pictures=tray) as keeper:
        keeper.keep(record("a"))

    with History(path) as history:
        assert history.holds(record("a").id)
    assert "picture is not stored" in caplog.text
