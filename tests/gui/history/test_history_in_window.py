"""The history's page in the window, while the settings change."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton

from app.gui.history.page import HistoryPage
from app.gui.imaging.image_view import ImageView
from tests.helpers.history_user import HistoryUser, keep
from tests.helpers.screening_records import record


def trigger(desktop, key: str) -> None:
    actions = desktop.window.findChildren(QAction)
    next(action for action in actions if action.shortcut() == QKeySequence(key)).trigger()


def test_another_data_folder_is_read_at_once_and_takes_the_undo_away(desktop, tmp_path, qtbot):
    session = desktop.window.session
    keep(session.history, record("a.jpg"), record("b.jpg"))
    keep(tmp_path / "other" / "history.sqlite3", record("z.jpg"))
    trigger(desktop, "Ctrl+H")
    user = HistoryUser(desktop.window.findChild(HistoryPage), session, qtbot)
    user.wait_for_files("b.jpg", "a.jpg")
    user.choose(0)
    user.click("Delete…")
    user.answer("Delete")
    user.wait_for_files("a.jpg")
    usual = session.settings
    session.change(replace(usual, data_folder=str(tmp_path / "other")))

    user.wait_for_files("z.jpg")
    assert not user.part(QPushButton, "Undo").isVisible()
    session.change(usual)
    user.wait_for_files("a.jpg")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="the system forbids such names")
def test_a_file_whose_name_is_no_utf8_is_opened_again(desktop, make_grey, qtbot):
    keep(desktop.history, make_grey("stray\udcff.png"))
    trigger(desktop, "Ctrl+H")
    user = HistoryUser(desktop.window.findChild(HistoryPage), desktop.window.session, qtbot)
    user.wait_for_files("stray\\udcff.png")
    user.choose(0)
    user.click("Open")

    qtbot.waitUntil(lambda: desktop.part(ImageView, "Picture").has_image)
