"""Delete all says so while another program still reads what was deleted."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtWidgets import QMessageBox

from app.gui.history.page import HistoryPage
from tests.helpers.history_user import HistoryUser, keep, left
from tests.helpers.screening_records import record


@pytest.fixture
def user(desktop, qtbot, monkeypatch):
    monkeypatch.setattr("app.core.results.history_database.connection.BUSY_TIMEOUT_S", 0.01)
    keep(desktop.history, record("a.jpg"))
    desktop.window.findChild(type(desktop.window._pages)).show_page(desktop.window._pages.page("history"))
    user = HistoryUser(desktop.window.findChild(HistoryPage), desktop.window.session, qtbot)
    user.wait_for_files("a.jpg")
    return user


def test_traces_that_another_program_keeps_are_said_and_erased_at_the_next_start(user, desktop, qtbot):
    with closing(sqlite3.connect(desktop.history, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM screenings").fetchall()
        user.click("Delete all…")
        user.answer("Delete all")
        qtbot.waitUntil(lambda: bool(desktop.window.findChildren(QMessageBox)))
        (box,) = desktop.window.findChildren(QMessageBox)
        assert box.text().startswith("The history was deleted. Another program is still reading the old one")
        box.close()
        assert b"a.jpg" in desktop.history.read_bytes()

    assert left(desktop.history) == []
    assert b"a.jpg" not in desktop.history.read_bytes()
