"""A pasted X-ray goes with the row that refers to it."""

import os
import stat
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.results.history import History
from app.core.results.history_images import pasted_folder, store_pasted
from app.core.results.history_retention import delete_older
from tests.helpers.screening_records import delete_all, record

PNG = b"\x89PNG"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def history(path):
    with History(path) as opened:
        yield opened


def pasted(history, path, **changes):
    """Paste a picture, screen it, and return the file and the id of its row."""
    file = store_pasted(path, PNG)
    return file, history.add(record(str(file), **changes))


def make_older(file, minutes):
    then = time.time() - 60 * minutes
    os.utime(file, (then, then))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_pasted_picture_is_its_owners_alone(path):
    file = store_pasted(path, PNG)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_picture_stays_while_its_row_can_come_back(history, path):
    file, row = pasted(history, path)
    history.restore(history.delete([row]))
    deleted = history.delete([row])

    assert file.exists()
    history.remove_images_of(deleted)
    assert not file.exists()


def test_all_pictures_go_with_all_rows(history, path):
    files = [pasted(history, path)[0] for _ in range(3)]
    delete_all(history)

    assert [file for file in files if file.exists()] == []


def test_old_pictures_go_with_old_rows(history, path):
    old, _ = pasted(history, path, screened_at="2026-01-02T03:04:05+03:00")
    new, _ = pasted(history, path, screened_at=datetime.now(UTC).isoformat(timespec="seconds"))

    assert delete_older(history, 30) == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_a_picture_that_another_row_refers_to_stays(history, path):
    file, row = pasted(history, path)
    other = history.add(record(str(file), id="again"))

    history.remove_images_of(history.delete([row]))
    assert file.exists()
    history.remove_images_of(history.delete([other]))
    assert not file.exists()


def test_a_picture_without_a_row_goes_when_it_cannot_be_at_work_any_more(history, path):
    kept, _ = pasted(history, path)
    stray, at_work = store_pasted(path, PNG), store_pasted(path, PNG)
    for file in (kept, stray):
        make_older(file, minutes=60)

    history.remove_stray_images()
    assert [file.exists() for file in (kept, stray, at_work)] == [True, False, True]


def test_a_folder_that_was_moved_keeps_its_pictures(history, path):
    file = store_pasted(path, PNG)
    make_older(file, minutes=60)
    history.add(record(f"E:\\kifua-data\\pasted\\{file.name}"))

    history.remove_stray_images()
    assert file.exists()


def test_other_files_are_left_alone(history, path):
    xray = path.parent / "xray.png"
    beside = pasted_folder(path) / "notes.png"
    pasted(history, path)
    for file in (xray, beside):
        file.write_bytes(PNG)
        make_older(file, minutes=60)
    history.add(record(str(xray)))
    history.add(record(os.path.join("elsewhere", "pasted-20260102-030405.png")))

    delete_all(history)
    history.remove_stray_images()
    assert xray.exists()
    assert beside.exists()


def test_a_picture_that_cannot_be_removed_is_no_failed_deletion(history, path, monkeypatch):
    file, _ = pasted(history, path)

    def refuse(self, **options):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", refuse)
    delete_all(history)

    assert history.count() == 0
    assert file.exists()


def received(history, path, study, instance, **changes):
    """Receive an X-ray, screen it, and return the file and the id of its row."""
    file = path.parent / "received" / study / f"{instance}.dcm"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"DICM")
    return file, history.add(record(str(file), **changes))


def test_a_received_x_ray_goes_with_its_screening(history, path):
    (first, row), (second, _) = received(history, path, "1.2", "1.2.3"), received(history, path, "1.2", "1.2.4")
    history.remove_images_of(history.delete([row]))
    assert (first.exists(), second.exists()) == (False, True)
    delete_older(history, 1, datetime(2030, 1, 1, tzinfo=UTC))

    assert not second.parent.exists()


def test_a_received_x_ray_that_another_screening_has_stays(history, path):
    file, row = received(history, path, "1.2", "1.2.3")
    received(history, path, "1.2", "1.2.3", screened_at="2026-03-01T00:00:00+00:00")
    history.remove_images_of(history.delete([row]))

    assert file.exists()


def test_an_x_ray_of_the_users_own_stays(history, path, tmp_path):
    own = tmp_path / "stick" / "received" / "1.2" / "1.2.3.dcm"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"DICM")
    history.remove_images_of(history.delete([history.add(record(str(own)))]))

    assert own.exists()
