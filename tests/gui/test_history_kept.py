"""A screening in the window keeps what the settings say, and no more."""

from __future__ import annotations

from pathlib import Path

from app.settings import Settings
from tests.helpers.history_user import keep, left, stamp
from tests.helpers.screening_records import record


def test_a_screening_in_the_window_deletes_what_is_older_than_the_user_wants(desktop, make_files):
    keep(desktop.history, record("old.jpg", screened_at=stamp(31)), record("new.jpg", screened_at=stamp(29)))
    desktop.window.session.settings = Settings(data_folder=str(desktop.history.parent), keep_days=30)
    desktop.drop(make_files("normal.jpg") / "normal.jpg")

    desktop.wait_for("No signs of pneumonia")
    desktop.close()
    assert [Path(file).name for file in left(desktop.history)] == ["normal.jpg", "new.jpg"]
