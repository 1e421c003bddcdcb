"""From the first sight of the window to the first X-ray."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox, QPushButton

from app.core.history import History
from app.core.journal import Journal
from app.gui.first_start import FirstStartDialog, use_mark
from app.gui.opening import Opening
from app.settings import load_settings
from tests.helpers.screening_records import record


@pytest.fixture
def accepted(desktop):
    """A desktop whose user accepted the statement before."""
    session = desktop.window.session
    session.settings = replace(session.settings, accepted_use=use_mark(session.bundle))
    return desktop


def begin(desktop, *paths) -> Opening:
    opening = Opening(desktop.window, [str(path) for path in paths])
    opening.begin()
    return opening


def statement(desktop) -> FirstStartDialog:
    (dialog,) = desktop.window.findChildren(FirstStartDialog)
    return dialog


def click(dialog, qtbot, text: str) -> None:
    (button,) = [button for button in dialog.findChildren(QPushButton) if button.text() == text and button.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def accept(desktop, qtbot) -> None:
    statement(desktop).findChild(QCheckBox).click()
    click(statement(desktop), qtbot, "Accept")


def test_before_the_statement_is_accepted_nothing_is_opened(desktop, make_files, qtbot):
    begin(desktop, make_files("normal.jpg") / "normal.jpg")

    assert statement(desktop).isVisible()
    assert not desktop.screener.begun.is_set()
    accept(desktop, qtbot)
    click(statement(desktop), qtbot, "Start")
    desktop.wait_for("No signs of pneumonia")


def test_an_accepted_statement_is_kept(desktop, qtbot, tmp_path):
    begin(desktop)
    accept(desktop, qtbot)

    settings, _ = load_settings(tmp_path / "config" / "settings.json")
    assert settings.accepted_use == use_mark(desktop.window.session.bundle)


def test_who_does_not_accept_leaves(desktop):
    begin(desktop)
    statement(desktop).reject()

    assert not desktop.window.isVisible()


def test_a_later_start_waits_for_the_statement_too(desktop, make_files, qtbot):
    opening = begin(desktop)
    opening.take_call([str(make_files("pneumonia.jpg") / "pneumonia.jpg")])
    assert not desktop.screener.begun.is_set()
    accept(desktop, qtbot)
    click(statement(desktop), qtbot, "Start")

    desktop.wait_for("Signs of pneumonia")


def test_nothing_can_be_dropped_before_the_statement_is_accepted(desktop, make_files):
    begin(desktop)
    event = desktop.drop(make_files("normal.jpg") / "normal.jpg")

    assert not event.isAccepted()
    assert not desktop.window.session.workforce.is_busy


def test_a_later_start_brings_its_file_to_the_front(accepted, make_files):
    opening = begin(accepted)
    accepted.window.showMinimized()
    opening.take_call([str(make_files("pneumonia.jpg") / "pneumonia.jpg")])

    assert not accepted.window.isMinimized()
    accepted.wait_for("Signs of pneumonia")


def test_old_screenings_are_deleted_at_the_start(accepted, qtbot):
    old, new = ((datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds") for days in (31, 29))
    with History(accepted.history) as history:
        for name, at in (("old.jpg", old), ("new.jpg", new)):
            history.add(record(name, screened_at=at))
    session = accepted.window.session
    session.settings = replace(session.settings, keep_days=30)
    begin(accepted)
    qtbot.waitUntil(lambda: not session.workforce.is_busy)

    with History(accepted.history) as history:
        assert [row["file"] for row in history.latest(9)] == ["new.jpg"]


@pytest.fixture
def broken_off(accepted, make_files):
    """A desktop with a batch of three files of which one was screened."""
    folder = make_files("a-normal.jpg", "b-normal.jpg", "c-normal.jpg")
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    Journal(accepted.history.parent).begin([str(folder)], now, 3)
    with History(accepted.history) as history:
        history.add(record(str(folder / "a-normal.jpg"), screened_at=now))
    return accepted


def asked(desktop, qtbot) -> QMessageBox:
    qtbot.waitUntil(lambda: desktop.window.findChild(QMessageBox) is not None)
    return desktop.window.findChild(QMessageBox)


def test_a_batch_that_was_broken_off_is_offered_and_goes_on(broken_off, qtbot):
    begin(broken_off)
    assert asked(broken_off, qtbot).text() == "1 of 3 done. Continue?"
    broken_off.answer("Continue")

    broken_off.wait_for("Done. Screened: 3 of 3")
    with History(broken_off.history) as history:
        assert history.count() == 3


def test_what_is_to_be_opened_waits_for_the_answer(broken_off, tmp_path, qtbot):
    other = tmp_path / "other"
    other.mkdir()
    (other / "pneumonia.jpg").write_bytes(b"\xff\xd8\xff that is all")
    opening = begin(broken_off)
    asked(broken_off, qtbot)
    opening.take_call([str(other)])
    assert not broken_off.screener.begun.is_set()
    broken_off.answer("Forget it")

    broken_off.wait_for("Done. Screened: 1 of 1")


def test_a_start_with_a_file_offers_the_broken_off_batch_too(broken_off, make_files, qtbot):
    begin(broken_off, make_files("pneumonia.jpg") / "pneumonia.jpg")
    qtbot.keyClick(asked(broken_off, qtbot), Qt.Key.Key_Escape)

    broken_off.wait_for("Signs of pneumonia")
    assert (broken_off.history.parent / "batch.json").exists()


def test_a_batch_that_was_begun_meanwhile_is_not_asked_about(broken_off, make_files, qtbot):
    broken_off.screener.gate.clear()
    begin(broken_off)
    broken_off.drop(make_files("x-normal.jpg"))
    broken_off.screener.gate.set()

    broken_off.wait_for("Done. Screened: 4 of 4")
    assert broken_off.window.findChild(QMessageBox) is None


def test_a_batch_that_is_forgotten_is_not_offered_again(broken_off, qtbot):
    begin(broken_off)
    asked(broken_off, qtbot)
    broken_off.answer("Forget it")

    assert not (broken_off.history.parent / "batch.json").exists()
