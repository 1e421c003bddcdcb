"""The bar at the bottom follows the batch, whichever page is shown, and so do title and task bar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from app.core.results.unfinished import read_journals
from app.gui.window import batch_signs
from app.gui.window.batch_bar import BatchBar

MANY = [f"normal-{number:03}.jpg" for number in range(100)]


@pytest.fixture
def bar(desktop) -> BatchBar:
    return desktop.window.findChild(BatchBar)


@pytest.fixture
def elsewhere(desktop, make_files, qtbot):
    """A desktop whose batch is at work while the settings are shown."""
    desktop.screener.gate.clear()
    desktop.drop(make_files(*MANY))
    qtbot.waitUntil(desktop.screener.begun.is_set)
    desktop.show_page("settings")
    return desktop


@pytest.fixture
def alerts(monkeypatch) -> list[str]:
    """What the desktop was asked to do: to mark the window in the task bar, and to make a sound."""
    asked: list[str] = []
    monkeypatch.setattr(batch_signs.QApplication, "alert", lambda window: asked.append("alert"))
    monkeypatch.setattr(batch_signs.QApplication, "beep", lambda: asked.append("beep"))
    return asked


@pytest.fixture
def badges(monkeypatch) -> list[int]:
    shown: list[int] = []
    monkeypatch.setattr(batch_signs.QApplication, "setBadgeNumber", lambda _, number: shown.append(number))
    return shown


def click(desktop, qtbot, name: str) -> None:
    qtbot.mouseClick(desktop.part(QPushButton, name), Qt.MouseButton.LeftButton)


def make_second(tmp_path: Path) -> Path:
    folder = tmp_path / "tuesday"
    folder.mkdir()
    (folder / "pneumonia.jpg").write_bytes(b"an X-ray")
    return folder


def test_without_a_batch_there_is_no_bar(bar):
    assert not bar.isVisible()


def test_the_batch_is_seen_from_another_page(elsewhere, bar):
    elsewhere.wait_for("“xrays” · 0 of 100")
    elsewhere.screener.gate.set()

    elsewhere.wait_for("“xrays” · Done. Screened: 100 of 100.")
    assert bar.isVisible()


def test_it_is_paused_and_continued_from_another_page(elsewhere, qtbot):
    click(elsewhere, qtbot, "Pause")
    elsewhere.wait_for("“xrays” · paused")
    click(elsewhere, qtbot, "Continue")
    elsewhere.screener.gate.set()

    elsewhere.wait_for("Done. Screened: 100 of 100.")


def test_to_end_it_is_asked_first(elsewhere, qtbot):
    click(elsewhere, qtbot, "End…")
    assert elsewhere.window.findChild(QMessageBox).text().startswith("End the screening of “xrays”?")
    elsewhere.answer("Go on screening")
    click(elsewhere, qtbot, "End…")
    elsewhere.answer("End it")
    elsewhere.wait_for("ending: finishing the X-rays in work…")
    elsewhere.screener.gate.set()

    elsewhere.wait_for("“xrays” · Ended early.")
    assert read_journals(elsewhere.history.parent) == []


def test_a_question_that_the_end_of_the_batch_answers_goes(elsewhere, qtbot):
    click(elsewhere, qtbot, "End…")
    elsewhere.screener.gate.set()

    elsewhere.wait_for("Done. Screened: 100 of 100.")
    assert not [box for box in elsewhere.window.findChildren(QMessageBox) if box.isVisible()]


def test_the_question_about_closing_says_when_the_batch_has_ended_meanwhile(elsewhere, qtbot):
    elsewhere.window.close()
    elsewhere.screener.gate.set()
    elsewhere.wait_for("Done. Screened: 100 of 100.")

    assert elsewhere.window.findChild(QMessageBox).text() == "The folder is done now. Close Kifua?"
    elsewhere.answer("Close Kifua")
    qtbot.waitUntil(lambda: not elsewhere.window.isVisible())


def test_folders_that_wait_are_counted_and_how_the_one_before_ended_is_said(elsewhere, bar, tmp_path, qtbot):
    elsewhere.drop(make_second(tmp_path))
    elsewhere.show_page("settings")
    elsewhere.wait_for("1 more folder waiting")
    said = []
    bar.passed.connect(said.append)
    elsewhere.screener.gate.set()

    elsewhere.wait_for("“tuesday” · Done. Screened: 1 of 1.")
    assert said == ["“xrays” · Done. Screened: 100 of 100."]


def test_those_that_wait_can_be_ended_too(elsewhere, tmp_path, qtbot):
    elsewhere.drop(make_second(tmp_path))
    elsewhere.show_page("settings")
    click(elsewhere, qtbot, "End…")
    elsewhere.answer("End those that wait too")
    elsewhere.screener.gate.set()

    elsewhere.wait_for("“xrays” · Ended early.")
    assert read_journals(elsewhere.history.parent) == []


def test_the_end_stays_in_sight_until_it_is_noticed(elsewhere, bar, qtbot):
    elsewhere.screener.gate.set()
    elsewhere.wait_for("Done. Screened: 100 of 100.")
    click(elsewhere, qtbot, "Close")
    assert not bar.isVisible()


def test_the_records_are_shown_from_the_bar(elsewhere, bar, qtbot):
    elsewhere.screener.gate.set()
    elsewhere.wait_for("Done. Screened: 100 of 100.")
    with qtbot.waitSignal(bar.show_clicked):
        click(elsewhere, qtbot, "Show")

    assert not bar.isVisible()
    assert "Settings" not in elsewhere.says()


@pytest.fixture
def begin(desktop, make_files, monkeypatch):
    """Return a function that screens a folder to its end in a window that is the active one, or not."""

    def screen(*, is_active: bool, has_sound: bool):
        session = desktop.window.session
        session.change(replace(session.settings, notify_sound=has_sound))
        monkeypatch.setattr(desktop.window, "isActiveWindow", lambda: is_active)
        desktop.drop(make_files("normal.jpg"))
        desktop.wait_for("Done. Screened: 1 of 1.")
        return desktop

    return screen


def test_the_title_says_how_much_is_done_and_the_task_bar_how_much_is_left(desktop, make_files, badges, alerts, qtbot):
    titles = []
    desktop.window.windowTitleChanged.connect(titles.append)
    desktop.drop(make_files(*MANY))
    desktop.wait_for("Done. Screened: 100 of 100.")

    assert titles[0] == "0% – Kifua"
    assert set(titles) - {"Kifua", "Done – Kifua"} <= {f"{number}% – Kifua" for number in range(101)}
    assert badges[0] == 100
    assert badges[-1] == 0


@pytest.mark.parametrize("has_sound", [True, False])
@pytest.mark.parametrize(("is_active", "asked", "title"), [(True, [], "Kifua"), (False, ["alert"], "Done – Kifua")])
def test_the_end_is_told_as_it_is_wanted(begin, alerts, is_active, has_sound, asked, title):
    desktop = begin(is_active=is_active, has_sound=has_sound)

    assert alerts == asked + has_sound * ["beep"]
    assert desktop.window.windowTitle() == title
    QApplication.sendEvent(desktop.window, QEvent(QEvent.Type.WindowActivate))
    assert desktop.window.windowTitle() == "Kifua"


def test_the_focus_goes_back_to_where_it_was_when_the_batch_ends(elsewhere, bar, qtbot):
    before = QApplication.focusWidget()
    assert before is not None
    elsewhere.part(QPushButton, "Pause").setFocus()
    elsewhere.screener.gate.set()
    elsewhere.wait_for("Done. Screened: 100 of 100.")

    assert QApplication.focusWidget() is before
