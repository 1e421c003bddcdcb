"""The watched folder and the sound are chosen in the settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox, QPushButton

from app.gui.settings.folders import FoldersSection
from app.settings import load_settings


@pytest.fixture
def section(session, qtbot):
    made = FoldersSection(session)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def choose(section, qtbot):
    """Return a function that chooses a folder to watch."""

    def choose_folder(folder):
        click(section, qtbot, "Choose a folder to watch…")
        dialog = section.findChild(QFileDialog)
        dialog.fileSelected.emit(str(folder))
        dialog.close()

    return choose_folder


def click(section, qtbot, text):
    (button,) = [each for each in section.findChildren(QPushButton) if each.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_folder_is_chosen_and_given_up(section, session, choose, tmp_path, qtbot):
    choose(tmp_path / "export")
    stored, _ = load_settings(tmp_path / "config" / "settings.json")
    assert stored.watched_folder == session.settings.watched_folder == str(tmp_path / "export")
    click(section, qtbot, "Stop watching")

    assert session.settings.watched_folder == ""


def test_the_data_folder_cannot_be_watched(section, session, choose, tmp_path):
    for folder in (tmp_path / "data", tmp_path):
        choose(folder)
        assert "cannot be watched" in section.findChild(QMessageBox).text()
        section.findChild(QMessageBox).close()

    assert session.settings.watched_folder == ""


def test_the_sound_is_off_until_it_is_wanted(section, session):
    box = section.findChild(QCheckBox)
    assert not box.isChecked()
    box.click()

    assert session.settings.notify_sound
