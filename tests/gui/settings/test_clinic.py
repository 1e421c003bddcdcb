"""The clinic's name and logo: stored at once, and the logo copied from wherever it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton

from app.settings import load_settings
from tests.helpers.paper import picture
from tests.helpers.settings_pages import settings_page

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def page(session, qtbot):
    made = settings_page(session)
    qtbot.addWidget(made)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not session.threads.is_busy)


@pytest.fixture
def choose(page, session, qtbot):
    """Return a function that chooses a file as the logo, and waits until it is copied."""

    def choose_file(path):
        qtbot.mouseClick(part(page, QPushButton, "Choose a logo…"), CLICK)
        dialog = page.findChild(QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.close()
        qtbot.waitUntil(lambda: not session.threads.is_busy)

    return choose_file


def part(page, kind, name):
    (found,) = [
        each for each in page.findChildren(kind) if name in (each.accessibleName(), getattr(each, "text", str)())
    ]
    return found


@pytest.mark.parametrize(("field", "setting"), [("Name of the clinic", "clinic_name"), ("Your name", "user_name")])
def test_a_name_is_stored_when_its_field_is_left(page, session, tmp_path, qtbot, field, setting):
    qtbot.keyClicks(part(page, QLineEdit, field), "  Health   Centre ")
    qtbot.keyClick(part(page, QLineEdit, field), Qt.Key.Key_Return)

    assert getattr(session.settings, setting) == "Health Centre"
    assert getattr(load_settings(tmp_path / "config" / "settings.json")[0], setting) == "Health Centre"


def test_a_name_that_is_changed_elsewhere_is_shown(page, session):
    session.change(replace(session.settings, user_name="Asha"))

    assert part(page, QLineEdit, "Your name").text() == "Asha"


def test_a_logo_is_copied_and_shown(page, session, choose, tmp_path):
    assert picture(90, 30).save(str(tmp_path / "stick.jpg"))
    assert not part(page, QLabel, "Logo").isVisible()
    choose(tmp_path / "stick.jpg")
    (tmp_path / "stick.jpg").unlink()

    assert not part(page, QLabel, "Logo").pixmap().isNull()
    assert session.settings.clinic_logo == str(tmp_path / "data" / "clinic-logo.png")
    assert tmp_path / "data" / "clinic-logo.png" in list(session.own_files())


def test_another_one_takes_its_place_and_it_can_be_removed(page, session, choose, tmp_path, qtbot):
    for width in (90, 30):
        assert picture(width, 30).save(str(tmp_path / "stick.png"))
        choose(tmp_path / "stick.png")
    assert part(page, QLabel, "Logo").pixmap().width() == part(page, QLabel, "Logo").pixmap().height()
    qtbot.mouseClick(part(page, QPushButton, "Remove the logo"), CLICK)

    assert session.settings.clinic_logo == ""
    assert not part(page, QLabel, "Logo").isVisible()
    assert list((tmp_path / "data").glob("*.png")) == []


def test_what_is_no_picture_is_said_and_changes_nothing(page, session, choose, tmp_path):
    (tmp_path / "stick.png").write_text("no picture")
    choose(tmp_path / "stick.png")

    assert "cannot be used" in page.findChild(QMessageBox).text()
    assert session.settings.clinic_logo == ""


def test_a_logo_that_cannot_be_copied_is_said(page, session, choose, tmp_path):
    assert picture().save(str(tmp_path / "stick.png"))
    (tmp_path / "data").write_text("no folder")
    choose(tmp_path / "stick.png")

    assert "could not be written" in page.findChild(QMessageBox).text()
    assert session.settings.clinic_logo == ""


def test_a_logo_that_is_gone_is_said_and_the_usual_settings_keep_the_clinic(page, session, qtbot, tmp_path):
    session.change(replace(session.settings, clinic_name="Health Centre", clinic_logo=str(tmp_path / "gone.png")))
    assert "cannot be read" in part(page, QLabel, "Logo").text()
    qtbot.mouseClick(part(page, QPushButton, "Restore the usual settings…"), CLICK)
    box = page.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Restore").click()

    assert session.settings.clinic_name == "Health Centre"
    assert session.settings.clinic_logo == str(tmp_path / "gone.png")
    assert session.settings.data_folder == ""
