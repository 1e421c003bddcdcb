"""Files and folders that are chosen in a dialog."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLineEdit

from app.core.results.history import History
from app.gui.widgets import dialogs


@pytest.fixture
def choose(desktop):
    """Return a function that opens a dialog by its action and chooses paths in it."""

    def choose_paths(action_text, *paths):
        action = desktop.action(action_text)
        action.trigger()
        dialog = desktop.window.findChild(QFileDialog)
        dialog.filesSelected.emit([str(path) for path in paths])
        dialog.close()

    return choose_paths


def test_a_chosen_file_is_opened(desktop, make_files, choose):
    choose("Open X-ray…", make_files("pneumonia.jpg") / "pneumonia.jpg")

    desktop.wait_for("Signs of pneumonia")


def test_several_chosen_files_are_a_batch(desktop, make_files, choose):
    folder = make_files("normal.jpg", "pneumonia.jpg", "uncertain.jpg")
    choose("Open X-ray…", folder / "normal.jpg", folder / "pneumonia.jpg")

    desktop.wait_for("Done. Screened: 2 of 2.")


def test_a_chosen_folder_is_screened(desktop, make_files, choose):
    choose("Open folder…", make_files("normal.jpg"))

    desktop.wait_for("Done. Screened: 1 of 1.")


@pytest.mark.parametrize("again", ["Open X-ray…", "Open folder…"])
def test_the_next_choice_begins_where_the_last_one_was_made(desktop, make_files, choose, qtbot, again):
    folder = make_files("pneumonia.jpg", "normal.jpg")
    choose("Open X-ray…", folder / "pneumonia.jpg")
    desktop.wait_for("Signs of pneumonia")
    qtbot.waitUntil(lambda: desktop.window.findChild(QFileDialog) is None)
    desktop.action(again).trigger()
    dialog = desktop.window.findChild(QFileDialog)

    assert Path(dialog.directory().absolutePath()) == folder
    dialog.close()


def test_where_there_is_no_folder_of_pictures_none_is_named(desktop, monkeypatch, tmp_path):
    places = SimpleNamespace(
        StandardLocation=QStandardPaths.StandardLocation, writableLocation=lambda place: str(tmp_path / "gone")
    )
    monkeypatch.setattr(dialogs, "QStandardPaths", places)
    Path.home().mkdir(exist_ok=True)
    dialog = dialogs.folder_dialog(desktop.window)

    assert Path(dialog.directory().absolutePath()) == Path.home()
    assert "gone" not in [field.text() for field in dialog.findChildren(QLineEdit)]


def test_a_file_that_is_not_there_is_said_and_nothing_else_happens(desktop, make_files):
    folder = make_files("pneumonia.jpg")
    desktop.window.open_paths([str(folder / "pneumonia.jpg")])
    desktop.wait_for("Signs of pneumonia")
    desktop.window.open_paths([str(folder / "pneumonai.jpg")])

    said = f"{folder / 'pneumonai.jpg'}: There is no file or folder of this name: check the name."
    assert said in desktop.says()
    assert "Signs of pneumonia" in desktop.says()
    assert str(folder / "pneumonai.jpg") not in [path.path for path in desktop.window.session.recent.paths]
    with History(desktop.history) as history:
        assert history.count() == 1


def test_what_is_there_is_opened_without_what_is_not(desktop, make_files):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    names = ("a.jpg", "normal.jpg", "b.jpg", "pneumonia.jpg", "c.jpg", "d.jpg")
    desktop.window.open_paths([str(folder / name) for name in names])

    desktop.wait_for("Done. Screened: 2 of 2.")
    missing = ", ".join(str(folder / name) for name in ("a.jpg", "b.jpg", "c.jpg"))
    assert f"{missing}, …: There is no file" in desktop.says()
    desktop.window.open_paths([str(folder / "normal.jpg")])
    assert "There is no file" not in desktop.says()
