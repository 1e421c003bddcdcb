"""Files that were opened last are remembered only where that is wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton

from app.gui.settings.privacy.recent import RecentSection
from app.settings import Settings, load_settings

NOW = "2026-03-05T10:00:00+00:00"


@pytest.fixture
def section(session, qtbot):
    made = RecentSection(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_list_can_be_cleared(section, session, qtbot):
    clear = section.findChild(QPushButton)
    assert not clear.isEnabled()
    session.recent.add(["/a"], NOW)
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)

    assert session.recent.paths == ()
    assert not clear.isEnabled()


def test_who_does_not_want_it_leaves_no_trace(section, session, tmp_path, qtbot):
    session.recent.add(["/a"], NOW)
    section.findChild(QCheckBox).click()
    session.remember(["/b"])

    assert session.recent.paths == ()
    assert not (tmp_path / "config" / "recent.json").exists()
    assert load_settings(tmp_path / "config" / "settings.json")[0].remember_recent is False


def test_the_box_follows_the_settings(section, session):
    session.change(Settings(remember_recent=False))
    assert not section.findChild(QCheckBox).isChecked()

    session.change(Settings())
    assert section.findChild(QCheckBox).isChecked()
