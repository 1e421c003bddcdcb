"""From the first sight of the window to the first X-ray."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox, QPushButton

from app.core.results.history import History
from app.core.results.unfinished import Journal, read_journals
from app.gui.startup.first_use_dialog import FirstUseDialog, use_mark
from app.gui.startup.startup import Startup
from app.settings import load_settings
from tests.helpers.screening_records import kept_rows, record
from tests.helpers.worklist_user import keep


@pytest.fixture
def accepted(desktop):
    """A desktop whose user accepted the statement before."""
    session = desktop.window.session
    session.settings = replace(session.settings, accepted_use=use_mark(session.bundle))
    return desktop


def begin(desktop, *paths) -> Startup:
    startup = Startup(desktop.window, [str(path) for path in paths])
    startup.start()
    return startup


def statement(desktop) -> FirstUseDialog:
    (dialog,) = desktop.window.findChildren(FirstUseDialog)
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
    startup = begin(desktop)
    startup.open_from_other_instance([str(make_files("pneumonia.jpg") / "pneumonia.jpg")])
    assert not desktop.screener.begun.is_set()
    accept(desktop, qtbot)
    click(statement(desktop), qtbot, "Start")

    desktop.wait_for("Signs of pneumonia")


def test_all_that_comes_while_the_window_starts_is_opened_and_a_file_that_comes_twice_once(accepted, make_files):
    folder = make_files("a-normal.jpg", "b-normal.jpg", "c-pneumonia.jpg")
    startup = Startup(accepted.window, [str(folder / "a-normal.jpg")])
    for name in ("b-normal.jpg", "a-normal.jpg", "c-pneumonia.jpg"):
        assert startup.open_from_other_instance([str(folder / name)])
    startup.start()

    accepted.wait_for("Done. Screened: 3 of 3")


def test_a_window_that_is_being_closed_takes_no_file(accepted, make_files, qtbot):
    folder = make_files("a-normal.jpg", "b-normal.jpg")
    startup = begin(accepted)
    accepted.screener.gate.clear()
    accepted.drop(folder / "a-normal.jpg")
    qtbot.waitUntil(accepted.screener.begun.is_set)
    accepted.window.close()

    assert not startup.open_from_other_instance([str(folder / "b-normal.jpg")])


def test_nothing_can_be_dropped_before_the_statement_is_accepted(desktop, make_files):
    begin(desktop)
    event = desktop.drop(make_files("normal.jpg") / "normal.jpg")

    assert not event.isAccepted()
    assert not desktop.window.session.threads.is_busy


def test_a_later_start_brings_its_file_to_the_front(accepted, make_files):
    startup = begin(accepted)
    accepted.window.showMinimized()
    startup.open_from_other_instance([str(make_files("pneumonia.jpg") / "pneumonia.jpg")])

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
    qtbot.waitUntil(lambda: not session.threads.is_busy)

    with History(accepted.history) as history:
        assert [row["file"] for row in kept_rows(history, 9)] == ["new.jpg"]


@pytest.fixture
def broken_off(accepted, make_files):
    """A desktop with a batch of three files of which one was screened."""
    folder = make_files("a-normal.jpg", "b-normal.jpg", "c-normal.jpg")
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    journal = Journal(accepted.history.parent, [str(folder)], now)
    journal.begin(3, "balanced")
    with History(accepted.history) as history:
        history.add(record(str(folder / "a-normal.jpg"), screened_at=now, model="fake-1"), journal.id)
    return accepted


def asked(desktop, qtbot, about: str = "") -> QMessageBox:
    def boxes() -> list[QMessageBox]:
        found = [box for box in desktop.window.findChildren(QMessageBox) if box.isVisible()]
        return [box for box in found if about in box.informativeText()]

    qtbot.waitUntil(lambda: len(boxes()) == 1)
    return boxes()[0]


def folders(desktop) -> list[str]:
    """Return the names of the folders whose batches are noted, the newest first."""
    return [os.path.basename(batch.paths[0]) for batch in read_journals(desktop.history.parent)]


def test_a_batch_that_was_broken_off_is_offered_and_goes_on(broken_off, qtbot):
    begin(broken_off)
    assert asked(broken_off, qtbot).text() == "Kifua was closed before “xrays” was finished: 1 of 3 done."
    broken_off.answer("Continue")

    broken_off.wait_for("Done. Screened: 3 of 3")
    with History(broken_off.history) as history:
        assert history.count() == 3


def test_what_is_to_be_opened_waits_for_the_answer(broken_off, tmp_path, qtbot):
    other = tmp_path / "other"
    other.mkdir()
    (other / "pneumonia.jpg").write_bytes(b"\xff\xd8\xff that is all")
    startup = begin(broken_off)
    asked(broken_off, qtbot)
    startup.open_from_other_instance([str(other)])
    assert not broken_off.screener.begun.is_set()
    broken_off.answer("Forget it")

    broken_off.wait_for("Done. Screened: 1 of 1")


def test_a_start_with_a_file_offers_the_broken_off_batch_too(broken_off, make_files, qtbot):
    begin(broken_off, make_files("pneumonia.jpg") / "pneumonia.jpg")
    qtbot.keyClick(asked(broken_off, qtbot), Qt.Key.Key_Escape)

    broken_off.wait_for("Signs of pneumonia")
    assert folders(broken_off) == ["xrays"]


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

    assert folders(broken_off) == []


def test_a_batch_that_is_put_off_outlives_the_next_one(broken_off, tmp_path, qtbot):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pneumonia.jpg").write_bytes(b"\xff\xd8\xff that is all")
    begin(broken_off)
    asked(broken_off, qtbot)
    broken_off.answer("Not now")
    broken_off.drop(tmp_path / "other")
    broken_off.wait_for("Done. Screened: 1 of 1")

    assert folders(broken_off) == ["xrays"]


def test_a_batch_that_the_user_was_quicker_than_is_kept_for_the_next_start(broken_off, tmp_path, qtbot):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pneumonia.jpg").write_bytes(b"\xff\xd8\xff that is all")
    begin(broken_off)
    broken_off.drop(tmp_path / "other")
    broken_off.wait_for("Done. Screened: 1 of 1")

    assert folders(broken_off) == ["xrays"]


@pytest.fixture
def broken_off_twice(broken_off, tmp_path):
    """A desktop with an older batch too, of one file."""
    (tmp_path / "older").mkdir()
    (tmp_path / "older" / "uncertain.jpg").write_bytes(b"\xff\xd8\xff that is all")
    Journal(broken_off.history.parent, [str(tmp_path / "older")], "2026-01-01T00:00:00+00:00").begin(1, "balanced")
    return broken_off


@pytest.mark.parametrize(("answer", "kept"), [("Not now", ["xrays"]), ("Forget it", [])])
def test_an_older_batch_is_offered_after_the_newer(broken_off_twice, qtbot, answer, kept):
    begin(broken_off_twice)
    asked(broken_off_twice, qtbot, "xrays")
    broken_off_twice.answer(answer)
    assert "“older” was finished: 0 of 1 done." in asked(broken_off_twice, qtbot, "older").text()
    broken_off_twice.answer("Continue")

    broken_off_twice.wait_for("Done. Screened: 1 of 1")
    assert folders(broken_off_twice) == kept


def test_while_a_batch_goes_on_no_other_is_offered(broken_off_twice, qtbot):
    begin(broken_off_twice)
    asked(broken_off_twice, qtbot, "xrays")
    broken_off_twice.answer("Continue")

    broken_off_twice.wait_for("Done. Screened: 3 of 3")
    assert folders(broken_off_twice) == ["older"]
    assert not [box for box in broken_off_twice.window.findChildren(QMessageBox) if box.isVisible()]


def test_a_batch_of_days_that_are_not_kept_is_forgotten(broken_off_twice, qtbot):
    session = broken_off_twice.window.session
    session.settings = replace(session.settings, keep_days=30)
    begin(broken_off_twice)
    asked(broken_off_twice, qtbot, "xrays")

    assert folders(broken_off_twice) == ["xrays"]


def test_what_was_deleted_before_a_crash_is_erased(accepted, qtbot):
    keep(accepted.history, record("a.jpg"))
    aside = accepted.history.parent / "deleted" / "received" / "1.2" / "1.2.3.dcm"
    aside.parent.mkdir(parents=True)
    aside.write_bytes(b"DICM")
    begin(accepted)

    qtbot.waitUntil(lambda: not (accepted.history.parent / "deleted").exists())
