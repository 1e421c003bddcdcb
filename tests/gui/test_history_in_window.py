"""The history's page in the window, while the settings change."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton

from app.gui.history_page import HistoryPage
from tests.helpers.history_user import HistoryUser, keep
from tests.helpers.screening_records import record


def test_another_data_folder_is_read_at_once_and_takes_the_undo_away(desktop, tmp_path, qtbot):
    session = desktop.window.session
    keep(session.history, record("a.jpg"), record("b.jpg"))
    keep(tmp_path / "other" / "history.sqlite3", record("z.jpg"))
    actions = desktop.window.findChildren(QAction)
    next(action for action in actions if action.shortcut() == QKeySequence("Ctrl+H")).trigger()
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
