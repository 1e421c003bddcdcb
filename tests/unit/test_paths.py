"""Paths of an installed program, and of a portable one on a USB stick."""

import sys

import pytest

from app.paths import bundle_folder, could_be_path, data_folder, guide_file, history_file, icon_files, settings_file


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """Return the folder of a frozen program."""
    folder = tmp_path / "stick"
    (folder / "_internal").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(folder / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "kifua"))
    return folder


@pytest.mark.parametrize("content", ["", "keep everything here"], ids=["empty", "text"])
def test_a_portable_program_keeps_everything_beside_it(stick, content):
    (stick / "kifua-portable.txt").write_text(content)

    assert data_folder() == stick / "kifua-data"
    assert history_file() == stick / "kifua-data" / "history.sqlite3"
    assert settings_file() == stick / "kifua-data" / "settings.json"
    assert bundle_folder() == stick / "_internal" / "assets" / "model"


def test_a_frozen_program_without_the_mark_is_not_portable(stick, tmp_path):
    assert not data_folder().is_relative_to(stick)
    assert not settings_file().is_relative_to(stick)
    assert data_folder().is_relative_to(tmp_path)


def test_the_project_itself_is_never_portable(stick, monkeypatch):
    (stick / "kifua-portable.txt").touch()
    monkeypatch.delattr(sys, "_MEIPASS")

    assert not data_folder().is_relative_to(stick)
    assert not settings_file().is_relative_to(stick)


def test_a_folder_that_is_named_is_taken(stick, tmp_path):
    (stick / "kifua-portable.txt").touch()

    assert history_file(tmp_path) == tmp_path / "history.sqlite3"


def test_the_icon_has_every_usual_size():
    assert {int(file.stem.partition("-")[2]) for file in icon_files()} == {16, 24, 32, 48, 64, 128, 256}


def test_a_file_of_the_guide_is_that_of_the_first_language_that_has_it(monkeypatch, tmp_path):
    monkeypatch.setattr("app.paths.assets_folder", lambda: tmp_path)
    for language in ("en", "sw"):
        (tmp_path / "guide" / language).mkdir(parents=True)
        (tmp_path / "guide" / language / "open.md").touch()

    assert guide_file("open.md", ("sw_KE", "sw")) == tmp_path / "guide" / "sw" / "open.md"
    assert guide_file("open.md", ("fr",)) == tmp_path / "guide" / "en" / "open.md"
    assert guide_file("keys.md", ("sw",)) == tmp_path / "guide" / "en" / "keys.md"


@pytest.mark.parametrize(
    ("argument", "reads_like_a_path"),
    [
        ("nosuch.jpg", True),
        ("nosuch/folder", True),
        ("there", True),
        ("nosuch", False),
        ("scren", False),
        ("--batch=/x.csv", False),
        ("", False),
    ],
)
def test_an_argument_that_is_no_file_is_told_by_how_it_reads(argument, reads_like_a_path, tmp_path, monkeypatch):
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path)

    assert could_be_path(argument) is reads_like_a_path
