"""A history is copied with its small pictures into any folder, and restored from there."""

import pytest

from app.core.errors import OutputError
from app.core.results.history import History
from app.core.results.history_copy import copies_in, copy_history, restore_copy
from tests.helpers.screening_records import kept_rows, record


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


def test_a_copy_brings_screenings_and_pictures_back_on_another_computer(path, tmp_path):
    kept = record("a.jpg")
    with History(path) as history:
        history.add(kept)
        history.add_picture(kept.id, b"a small picture")
        (tmp_path / "stick").mkdir()
        copy = copy_history(path, tmp_path / "stick")  # while it is in use
    found = copies_in(path, tmp_path / "stick")
    assert [(each.path, each.count) for each in found] == [(copy, 1)]
    new = tmp_path / "new" / "history.sqlite3"
    with History(new) as history:
        history.add(record("b.jpg"))
    restore_copy(new, copy)

    with History(new) as history:
        assert [row["file"] for row in kept_rows(history)] == ["a.jpg"]
        assert history.picture(kept.id) == b"a small picture"


def test_a_folder_that_cannot_be_written_is_said_and_leaves_nothing(path, tmp_path):
    with pytest.raises(OutputError) as failed:
        copy_history(path, tmp_path / "absent")

    assert failed.value.reason.code == "output_failed"
    assert copies_in(path, tmp_path / "absent") == []
