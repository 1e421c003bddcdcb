"""What was opened last outlives the window, for its owner alone."""

from __future__ import annotations

import os

import pytest

from app.gui.recent_paths import MOST_RECENT, RecentPath, RecentPaths

NOW, BEFORE = "2026-03-05T10:00:00+00:00", "2026-03-04T10:00:00+00:00"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "recent.json"


def test_the_newest_comes_first_and_each_once(file, qtbot):
    recent = RecentPaths(file)
    recent.add(["/a", "/b"], BEFORE)
    with qtbot.waitSignal(recent.changed):
        recent.add(["/b"], NOW)

    assert recent.paths == (RecentPath("/b", NOW), RecentPath("/a", BEFORE))
    assert RecentPaths(file).paths == recent.paths


def test_there_is_a_limit(file):
    recent = RecentPaths(file)
    recent.add([f"/{number}" for number in range(50)], NOW)

    assert [each.path for each in recent.paths] == [f"/{number}" for number in range(MOST_RECENT)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names and permissions")
def test_hostile_names_are_kept_for_the_owner_alone(file):
    path = os.fsdecode(b"/x\xff\n<b>.jpg")
    RecentPaths(file).add([path], NOW)

    assert RecentPaths(file).paths == (RecentPath(path, NOW),)
    assert file.stat().st_mode & 0o077 == 0


def test_clearing_leaves_no_file(file, qtbot):
    recent = RecentPaths(file)
    recent.add(["/a"], NOW)
    with qtbot.waitSignal(recent.changed):
        recent.clear()

    assert recent.paths == ()
    assert not file.exists()


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"path": 1}]', "[" * 100_000])
def test_a_damaged_file_is_as_none(file, content):
    file.parent.mkdir()
    file.write_text(content)

    assert RecentPaths(file).paths == ()


def test_where_it_cannot_be_written_it_lasts_as_long_as_the_window(file):
    file.mkdir(parents=True)
    recent = RecentPaths(file)
    recent.add(["/a"], NOW)

    assert recent.paths == (RecentPath("/a", NOW),)
