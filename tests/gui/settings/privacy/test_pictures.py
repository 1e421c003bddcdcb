"""Small copies of pictures are kept until that is not wanted, and can be removed then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QMessageBox

from app.core.results.history import History
from app.gui.session import Session
from app.gui.settings.privacy.pictures import PicturesSection
from app.settings import Settings, load_settings
from tests.helpers.screening_records import record


@pytest.fixture
def session(screener, tmp_path, qtbot):
    session = Session(screener, Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json")
    yield session
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)


@pytest.fixture
def section(session, qtbot):
    made = PicturesSection(session)
    qtbot.addWidget(made)
    made.show()
    return made


def keep_picture(session):
    with History(session.history) as history:
        history.add(record("a"))
        history.add_picture(record("a").id, b"jpeg")


def picture(session):
    with History(session.history) as history:
        return history.picture(record("a").id)


def boxes():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]


def answer(qtbot, words):
    (box,) = boxes()
    (button,) = [each for each in box.buttons() if each.text() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_copies_are_kept_at_first(section, session):
    assert session.settings.keep_pictures
    assert section.findChild(QCheckBox).isChecked()
    assert "name" in section.findChild(QCheckBox).accessibleDescription()


def test_without_copies_nothing_is_asked(section, session, tmp_path):
    section.findChild(QCheckBox).click()

    assert not load_settings(tmp_path / "settings.json")[0].keep_pictures
    assert boxes() == []
    assert not session.history.exists()


def test_stored_copies_go_if_that_is_wanted(section, session, qtbot):
    keep_picture(session)
    section.findChild(QCheckBox).click()
    answer(qtbot, "Remove them")

    said = "The small copies were removed. The screenings are kept."
    qtbot.waitUntil(lambda: [box.text() for box in boxes()] == [said])
    boxes()[0].close()
    assert picture(session) is None
    with History(session.history) as history:
        assert history.holds(record("a").id)


def test_stored_copies_stay_otherwise(section, session, qtbot):
    keep_picture(session)
    section.findChild(QCheckBox).click()
    answer(qtbot, "Leave them")

    assert not session.settings.keep_pictures
    assert picture(session) == b"jpeg"
