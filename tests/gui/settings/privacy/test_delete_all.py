"""The whole history is deleted from the settings, and says so while another program still reads it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QTableView

from app.gui.settings.privacy.delete_all import DeleteAll
from app.gui.window.pages import Pages
from tests.helpers.screening_records import record
from tests.helpers.worklist_user import keep, left


@pytest.fixture
def show(desktop, qtbot, monkeypatch):
    """Return a function that shows the settings and waits until so many screenings are counted."""
    monkeypatch.setattr("app.core.results.history_database.connection.BUSY_TIMEOUT_S", 0.01)

    def show_settings(count: int) -> DeleteAll:
        pages = desktop.window.findChild(Pages)
        pages.show_page(pages.page("settings"))
        deletion = desktop.window.findChild(DeleteAll)
        qtbot.waitUntil(lambda: deletion.count == count)
        qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
        return deletion

    return show_settings


def delete(desktop, qtbot, words: str) -> str:
    """Click the button of these words, say yes, and return what was asked."""
    qtbot.mouseClick(desktop.part(QPushButton, words), Qt.MouseButton.LeftButton)
    (box,) = [box for box in desktop.window.findChildren(QMessageBox) if box.isVisible()]
    asked = box.text()
    desktop.answer("Delete all")
    return asked


def test_everything_is_deleted_and_erased_when_the_page_is_left(desktop, show, qtbot):
    keep(desktop.history, record("a.jpg"), record("b.jpg"))
    show(2)
    asked = delete(desktop, qtbot, "Delete all 2 screenings…")
    desktop.wait_for("2 screenings deleted.")
    assert asked == (
        "Delete the whole history, 2 screenings, and the list of recent files? "
        "It can be undone until you leave this page."
    )
    assert left(desktop.history) == []
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    assert not desktop.part(QPushButton, "Delete all 0 screenings…").isEnabled()
    assert b"a.jpg" in desktop.history.read_bytes()
    desktop.window.findChild(Pages).show_page(desktop.window.findChild(Pages).worklist)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)

    assert b"a.jpg" not in desktop.history.read_bytes()


def test_all_of_it_comes_back_on_undo(desktop, show, qtbot):
    keep(desktop.history, record("a.jpg"), record("b.jpg"))
    show(2)
    delete(desktop, qtbot, "Delete all 2 screenings…")
    desktop.wait_for("2 screenings deleted.")
    (undo,) = [each for each in desktop.window.findChildren(QPushButton) if each.text() == "Undo" and each.isVisible()]
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)

    show(2)
    assert left(desktop.history) == ["b.jpg", "a.jpg"]
    assert not undo.isVisible()


def test_what_is_deleted_is_erased_when_the_window_is_closed(desktop, show, qtbot):
    keep(desktop.history, record("a.jpg"))
    show(1)
    delete(desktop, qtbot, "Delete all 1 screening…")
    desktop.wait_for("1 screening deleted.")
    desktop.close()

    assert b"a.jpg" not in desktop.history.read_bytes()


def test_nothing_is_deleted_unless_the_answer_is_yes(desktop, show, qtbot):
    keep(desktop.history, record("a.jpg"))
    show(1)
    qtbot.mouseClick(desktop.part(QPushButton, "Delete all 1 screening…"), Qt.MouseButton.LeftButton)
    desktop.answer("Cancel")

    assert left(desktop.history) == ["a.jpg"]


def test_the_worklist_shows_that_everything_is_gone(desktop, show, qtbot):
    keep(desktop.history, record("a.jpg"))
    pages = desktop.window.findChild(Pages)
    pages.show_page(pages.worklist)
    desktop.wait_for("Nothing was screened in these days.")
    show(1)
    delete(desktop, qtbot, "Delete all 1 screening…")
    desktop.wait_for("1 screening deleted.")
    pages.show_page(pages.worklist)

    desktop.wait_for("Nothing has been screened yet.")


def test_traces_that_another_program_keeps_are_said_and_erased_at_the_next_start(desktop, show, qtbot):
    keep(desktop.history, record("a.jpg"))
    show(1)
    with closing(sqlite3.connect(desktop.history, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM screenings").fetchall()
        delete(desktop, qtbot, "Delete all 1 screening…")
        desktop.wait_for("1 screening deleted.")
        desktop.window.findChild(DeleteAll).leave()
        qtbot.waitUntil(lambda: bool([box for box in desktop.window.findChildren(QMessageBox) if box.isVisible()]))
        (box,) = [box for box in desktop.window.findChildren(QMessageBox) if box.isVisible()]
        assert box.text().startswith("The history was deleted. Another program is still reading the old one")
        box.close()
        assert b"a.jpg" in desktop.history.read_bytes()

    assert left(desktop.history) == []
    assert b"a.jpg" not in desktop.history.read_bytes()


def test_neither_the_batch_nor_the_x_ray_is_shown_any_more(desktop, show, make_files, qtbot):
    desktop.drop(make_files("a-normal.jpg", "b-pneumonia.jpg"))
    desktop.wait_for("Done. Screened: 2 of 2.")
    results = desktop.part(QTableView, "Results")
    results.open_current()
    pages = desktop.window.findChild(Pages)
    qtbot.waitUntil(lambda: pages.xray.report_request() is not None)
    show(2)
    assert desktop.window.session.recent.paths
    delete(desktop, qtbot, "Delete all 2 screenings…")
    desktop.wait_for("2 screenings deleted.")
    assert desktop.window.session.recent.paths, "an undo brings everything back"
    pages.show_page(pages.worklist)

    desktop.wait_for("Nothing has been screened yet.")
    assert results.model().rowCount() == 0
    assert pages.xray.report_request() is None
    assert not desktop.action("X-ray").isEnabled()
    assert not desktop.window.session.recent.paths


def test_received_x_rays_and_results_to_be_sent_are_deleted_too_and_come_back(desktop, show, qtbot):
    folder = desktop.history.parent
    files = [folder / "received" / "1.2" / "1.2.3.dcm", folder / "outbox" / "PACS" / "0000000001-1.2.dcm"]
    for file in files:
        file.parent.mkdir(parents=True)
        file.write_bytes(b"DICM")
    keep(desktop.history, record("a.jpg"))
    show(1)
    asked = delete(desktop, qtbot, "Delete all 1 screening…")
    assert "X-rays that Kifua received are deleted too: 1. Files for the archive are not sent any more: 1." in asked
    desktop.wait_for("1 screening deleted.")
    assert not any(file.exists() for file in files)
    qtbot.mouseClick(desktop.part(QPushButton, "Undo"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    assert all(file.exists() for file in files)
    show(1)
    delete(desktop, qtbot, "Delete all 1 screening…")
    desktop.wait_for("1 screening deleted.")
    desktop.window.findChild(Pages).show_page(desktop.window.findChild(Pages).worklist)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)

    assert not (folder / "deleted").exists()
