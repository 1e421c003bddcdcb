"""A USB stick that is pulled out while its X-rays are screened."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from app.core.errors import Reason
from app.core.records import Finding, Verdict
from app.core.results.history import History
from app.core.results.unfinished import Journal, drop_finished, read_journals
from app.gui.batch import runner, worker
from app.gui.batch.worker import BatchWorker
from app.gui.widgets.chip import Chip
from tests.helpers.screening_records import kept_rows, record

MANY = [f"normal-{number:03}.jpg" for number in range(100)]
MISSING = Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("file_missing"),))


@pytest.fixture
def stick(desktop, make_files, monkeypatch) -> Path:
    """A folder whose files are missing while it is away."""
    answer = desktop.screener.screen_file

    def screen_file(file: str):
        made = answer(file)
        return made if Path(file).exists() else record(file, MISSING)

    monkeypatch.setattr(desktop.screener, "screen_file", screen_file)
    return make_files(*MANY)


@pytest.fixture
def pull_out(desktop, stick, qtbot):
    """Return a function that begins a batch, pulls the stick out, and returns where it is then."""

    def pull(*paths: Path, leaves_mount_point: bool = False) -> Path:
        desktop.screener.gate.clear()
        desktop.drop(*paths)
        qtbot.waitUntil(desktop.screener.begun.is_set)
        away = stick.rename(stick.with_name("away"))
        if leaves_mount_point:
            stick.mkdir()
        desktop.screener.gate.set()
        return away

    return pull


def said(desktop, qtbot) -> str:
    """Return what the box says, and close it."""
    boxes: list[QMessageBox] = []

    def shows() -> bool:
        boxes[:] = [box for box in desktop.window.findChildren(QMessageBox) if box.isVisible()]
        return bool(boxes)

    qtbot.waitUntil(shows, timeout=20_000)
    (box,) = boxes
    box.accept()
    return box.text()


def click(desktop, qtbot, name: str) -> None:
    qtbot.mouseClick(desktop.part(QPushButton, name), Qt.MouseButton.LeftButton)


def kept(desktop) -> list[str]:
    with History(desktop.history) as history:
        assert history.count() == sum(row["verdict"] == "NORMAL" for row in kept_rows(history, 999))
        return sorted(os.path.basename(row["file"]) for row in kept_rows(history, 999))


@pytest.mark.parametrize("files", [False, True], ids=["folder", "files"])
def test_the_batch_waits_and_goes_on_when_the_folder_is_back(desktop, stick, pull_out, qtbot, files):
    away = pull_out(*(sorted(stick.iterdir()) if files else [stick]))

    assert said(desktop, qtbot).startswith(f"{stick} is not there now.")
    desktop.wait_for("paused · ")
    away.rename(stick)
    click(desktop, qtbot, "Continue")
    desktop.wait_for("Done. Screened: 100 of 100.")
    assert desktop.part(Chip, "Not assessed 0").isVisible()
    assert kept(desktop) == MANY


@pytest.fixture
def blink(desktop, stick, monkeypatch):
    """Return a function that has the stick pulled out and put in again while each of some files is read.

    Whoever asks for a folder then waits until it is back.
    """
    answer, lock, isdir = desktop.screener.screen_file, threading.RLock(), os.path.isdir

    def isdir_at_rest(path: str) -> bool:
        with lock:
            return isdir(path)

    def set_up(*names: str) -> list[str]:
        blinks = list(names)

        def screen_file(file: str):
            with lock:
                if Path(file).name not in blinks:
                    return answer(file)
                blinks.remove(Path(file).name)
                away = stick.rename(stick.with_name("away"))
                made = answer(file)
                away.rename(stick)
                return made

        monkeypatch.setattr(desktop.screener, "screen_file", screen_file)
        monkeypatch.setattr(worker.os.path, "isdir", isdir_at_rest)
        return blinks

    return set_up


def test_a_drive_whose_empty_mount_point_stays_is_waited_for(desktop, stick, pull_out, qtbot, monkeypatch):
    monkeypatch.setattr(worker.os.path, "ismount", lambda path: Path(path) == stick and any(stick.glob("*")))
    away = pull_out(stick, leaves_mount_point=True)
    assert said(desktop, qtbot).startswith(f"{stick} is not there now.")
    stick.rmdir()
    away.rename(stick)
    click(desktop, qtbot, "Continue")

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert kept(desktop) == MANY


def test_a_folder_that_is_back_at_once_leaves_no_file_missing(desktop, stick, blink):
    left = blink(MANY[0], MANY[1], MANY[50], MANY[99])
    desktop.drop(stick)

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert left == []
    assert desktop.part(Chip, "Not assessed 0").isVisible()
    assert kept(desktop) == MANY


def test_a_folder_that_is_away_again_when_a_file_is_retried_is_waited_for(desktop, stick, blink, qtbot, monkeypatch):
    blink(MANY[50])
    answer = desktop.screener.screen_file
    asked = []

    def screen_file(file: str):
        asked.append(Path(file).name)
        if asked[-1] == MANY[50] and asked.count(MANY[50]) == 2:
            stick.rename(stick.with_name("away"))
        return answer(file)

    monkeypatch.setattr(desktop.screener, "screen_file", screen_file)
    desktop.drop(stick)
    said(desktop, qtbot)
    monkeypatch.setattr(desktop.screener, "screen_file", answer)
    stick.with_name("away").rename(stick)
    click(desktop, qtbot, "Continue")

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert kept(desktop) == MANY


def test_a_folder_that_is_put_back_while_it_is_looked_for_is_not_said_to_be_away_again(
    desktop, stick, qtbot, monkeypatch
):
    session = desktop.window.session
    session.change(replace(session.settings, workers=2))
    answer, both_begun, away = desktop.screener.screen_file, threading.Barrier(2), stick.with_name("away")
    workers, negatives, told = [], [], []
    real_isdir = os.path.isdir

    def screen_file(file: str):
        if Path(file).name in MANY[:2] and not negatives:
            if both_begun.wait(60) == 0:
                stick.rename(away)
            both_begun.wait(60)
        return answer(file)

    def isdir(path: str) -> bool:
        is_there = real_isdir(path)
        if Path(path) == stick and not is_there:
            negatives.append(path)
            if len(negatives) == 2:  # the second file in work, while the batch waits: now the user acts
                away.rename(stick)
                workers[0].go_on()
        return is_there

    def make_worker(*args, **options) -> BatchWorker:
        workers.append(BatchWorker(*args, **options))
        workers[0].folder_lost.connect(told.append)
        return workers[0]

    monkeypatch.setattr(desktop.screener, "screen_file", screen_file)
    monkeypatch.setattr(runner, "BatchWorker", make_worker)
    paths = [str(stick / name) for name in MANY]
    monkeypatch.setattr(worker.os.path, "isdir", isdir)
    desktop.window.open_paths(paths)

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert told == [str(stick)]
    assert kept(desktop) == MANY


def test_it_is_said_again_while_the_folder_is_still_away(desktop, stick, pull_out, qtbot):
    away = pull_out(stick)
    said(desktop, qtbot)
    click(desktop, qtbot, "Continue")
    said(desktop, qtbot)
    away.rename(stick)
    click(desktop, qtbot, "Continue")

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert kept(desktop) == MANY


def test_what_was_lost_can_be_cancelled(desktop, stick, pull_out, qtbot):
    pull_out(stick)
    said(desktop, qtbot)
    click(desktop, qtbot, "End…")
    desktop.answer("End it")

    desktop.wait_for("Ended early.")
    assert read_journals(desktop.history.parent) == []


def test_what_was_lost_is_offered_again_after_closing(desktop, stick, pull_out, qtbot):
    pull_out(stick)
    said(desktop, qtbot)
    desktop.close()
    (left,) = drop_finished(desktop.history.parent, read_journals(desktop.history.parent), desktop.history, "fake-1")

    assert left.done == len(kept(desktop)) < left.total == 100


def test_a_file_that_is_deleted_is_a_row_and_holds_nothing_up(desktop, stick, qtbot):
    desktop.screener.gate.clear()
    desktop.drop(stick)
    qtbot.waitUntil(desktop.screener.begun.is_set)
    for name in MANY[50:60]:
        (stick / name).unlink()
    desktop.screener.gate.set()

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert desktop.part(Chip, "Not assessed 10").isVisible()


@pytest.fixture
def resumed(desktop, stick):
    """A batch that goes on while its drive is away; returns the drive, and where it is."""
    folder = stick / "drive" / "ward"
    folder.mkdir(parents=True)
    for name in MANY:
        (stick / name).rename(folder / name)
    Journal(desktop.history.parent, [str(folder)], "2026-01-01T00:00:00+00:00").begin(100, "balanced")
    away = (stick / "drive").rename(stick / "away")
    desktop.window.resume(read_journals(desktop.history.parent)[0])
    return stick / "drive", away


def test_a_batch_goes_on_when_its_drive_is_connected(desktop, resumed, qtbot):
    drive, away = resumed
    assert said(desktop, qtbot).startswith(f"{drive / 'ward'} is not there now.")
    assert "paused" in desktop.says()
    click(desktop, qtbot, "Continue")
    said(desktop, qtbot)
    away.rename(drive)
    click(desktop, qtbot, "Continue")

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert kept(desktop) == MANY


@pytest.mark.parametrize(("ends", "left"), [("cancel", 0), ("close", 1)])
def test_a_batch_whose_drive_does_not_come_can_be_ended(desktop, resumed, qtbot, ends, left):
    said(desktop, qtbot)
    if ends == "close":
        desktop.close()
    else:
        click(desktop, qtbot, "End…")
        desktop.answer("End it")
        desktop.wait_for("Ended early.")

    assert len(read_journals(desktop.history.parent)) == left
    assert kept(desktop) == []
