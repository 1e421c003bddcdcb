"""The history's page in the window, while the settings change."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton

from app.gui.imaging.image_view import ImageView
from app.gui.worklist.page import WorklistPage
from tests.helpers.screening_records import record
from tests.helpers.worklist_user import WorklistUser, keep


def trigger(desktop, key: str) -> None:
    actions = desktop.window.findChildren(QAction)
    next(action for action in actions if action.shortcut() == QKeySequence(key)).trigger()


def test_another_data_folder_is_read_at_once_and_takes_the_undo_away(desktop, tmp_path, qtbot):
    session = desktop.window.session
    keep(session.history, record("a.jpg"), record("b.jpg"))
    keep(tmp_path / "other" / "history.sqlite3", record("z.jpg"))
    trigger(desktop, "Ctrl+T")
    user = WorklistUser(desktop.window.findChild(WorklistPage), session, qtbot)
    user.choose_days("All")
    user.wait_for_files("b.jpg", "a.jpg")
    user.choose(0)
    user.act("Delete 1")
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
    trigger(desktop, "Ctrl+T")
    user = WorklistUser(desktop.window.findChild(WorklistPage), desktop.window.session, qtbot)
    user.choose_days("All")
    user.wait_for_files("stray\\udcff.png")
    user.choose(0)
    user.click("Open (Enter)")

    qtbot.waitUntil(lambda: desktop.part(ImageView, "Picture").has_image)
