"""Pause, and what is left of a batch that was broken off, with real threads."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QPushButton, QTableView

from app.core.errors import OutputError
from app.core.imaging.discovery import Discovery
from app.core.records import ScreeningRecord
from app.core.results.history import History
from app.core.results.unfinished import Journal, UnfinishedBatch, drop_finished, read_journals
from app.gui.batch import worker
from app.gui.worklist.page import WorklistPage
from app.gui.worklist.rows.batch_model import BatchModel
from app.settings import Settings
from tests.gui.conftest import make_record
from tests.helpers.hostile_names import HOSTILE_NAMES

STARTED = "2026-01-01T00:00:00+00:00"
_ADDED = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
NOTHING = Discovery((), 0)
MANY = [f"normal-{number:03}.jpg" for number in range(100)]


def click(desktop, qtbot, name: str) -> None:
    qtbot.mouseClick(desktop.part(QPushButton, name), Qt.MouseButton.LeftButton)


def page(desktop) -> BatchModel:
    """Return the rows of the batch."""
    return desktop.part(QTableView, "Results").model()


def broken_off(desktop) -> UnfinishedBatch | None:
    folder = desktop.history.parent
    batches = drop_finished(folder, read_journals(folder), desktop.history, "fake-1")
    return batches[0] if batches else None


@pytest.fixture
def paused(desktop, make_files, qtbot, monkeypatch):
    """Return a desktop whose batch is paused, with some of its files done."""
    screen_file = desktop.screener.screen_file

    def screen_now(file: str) -> ScreeningRecord:
        return replace(screen_file(file), screened_at=datetime.now().astimezone().isoformat())

    monkeypatch.setattr(desktop.screener, "screen_file", screen_now)
    desktop.screener.gate.clear()
    desktop.drop(make_files(*MANY))
    qtbot.waitUntil(desktop.screener.begun.is_set)
    click(desktop, qtbot, "Pause")
    desktop.screener.gate.set()
    desktop.wait_for("paused · ")
    qtbot.waitUntil(lambda: bool(page(desktop).records))
    return desktop


def test_a_pause_begins_no_further_file_and_continue_does(paused, qtbot):
    assert 0 < len(page(paused).records) < len(MANY)
    assert paused.window.is_screening
    click(paused, qtbot, "Continue")

    paused.wait_for("Done. Screened: 100 of 100.")
    assert [os.path.basename(each.file) for each in page(paused).records] == MANY


def test_cancel_works_while_paused(paused, qtbot):
    click(paused, qtbot, "End…")
    paused.answer("End it")

    paused.wait_for("Ended early.")
    assert 0 < len(page(paused).records) < len(MANY)
    assert broken_off(paused) is None


def test_closing_while_paused_closes_and_keeps_the_journal(paused):
    paused.close()

    assert broken_off(paused).done == len(page(paused).records) < broken_off(paused).total == len(MANY)


def test_a_batch_that_ends_leaves_no_journal_and_one_at_work_does(desktop, make_files, qtbot):
    desktop.screener.gate.clear()
    folder = make_files("normal.jpg", "pneumonia.jpg")
    desktop.drop(folder)
    qtbot.waitUntil(desktop.screener.begun.is_set)
    assert broken_off(desktop).paths == (str(folder),)
    assert (broken_off(desktop).done, broken_off(desktop).total) == (0, 2)
    desktop.screener.gate.set()

    desktop.wait_for("Done. Screened: 2 of 2.")
    assert broken_off(desktop) is None


def test_a_batch_is_noted_before_its_files_are_counted(desktop, make_files, monkeypatch):
    folder = make_files("normal.jpg")
    noted_then = []
    monkeypatch.setattr(worker, "discover", lambda *_, **__: noted_then.append(broken_off(desktop)) or NOTHING)
    desktop.drop(folder)

    desktop.wait_for("There is no X-ray in this folder")
    assert [(left.paths, left.total) for left in noted_then] == [((str(folder),), None)]
    assert broken_off(desktop) is None


def test_a_batch_that_is_closed_while_its_files_are_counted_is_offered_again(desktop, make_files, qtbot, monkeypatch):
    begun = threading.Event()

    def discover(*_: object, cancel: threading.Event, **__: object) -> Discovery:
        begun.set()
        assert cancel.wait(60)
        return NOTHING

    monkeypatch.setattr(worker, "discover", discover)
    desktop.drop(make_files("normal.jpg"))
    qtbot.waitUntil(begun.is_set)
    desktop.close()

    assert (broken_off(desktop).total, broken_off(desktop).done) == (None, 0)


def test_one_file_needs_no_journal(desktop, make_files, qtbot):
    desktop.screener.gate.clear()
    desktop.drop(make_files("normal.jpg") / "normal.jpg")
    qtbot.waitUntil(desktop.screener.begun.is_set)

    assert broken_off(desktop) is None


def test_a_journal_that_cannot_be_written_does_not_stop_the_screening(desktop, make_files, monkeypatch):
    def fail(*arguments):
        raise OutputError("output_failed", path="there", error="disk full")

    monkeypatch.setattr(Journal, "begin", fail)
    monkeypatch.setattr(Journal, "end", fail)
    desktop.drop(make_files("normal.jpg"))

    desktop.wait_for("Done. Screened: 1 of 1.")


@pytest.fixture
def make_unfinished(desktop, make_files):
    """Return a function that breaks a batch off after the first of these names."""

    def make(*names: str, done: int = 1) -> UnfinishedBatch:
        folder = make_files(*names)
        files = sorted(str(path) for path in folder.iterdir())
        journal = Journal(desktop.history.parent, [str(folder)], STARTED)
        with History(desktop.history) as history:
            for file in files[:done]:
                history.add(make_record(file), journal.id)
        journal.begin(len(names), "balanced")
        return broken_off(desktop)

    return make


def test_a_batch_goes_on_where_it_was_broken_off(desktop, make_unfinished, monkeypatch):
    seen = []
    screen_file = desktop.screener.screen_file
    monkeypatch.setattr(desktop.screener, "screen_file", lambda file: seen.append(file) or screen_file(file))
    left = make_unfinished("a-pneumonia.jpg", "b-broken.jpg", "c-uncertain.jpg", "d-normal.jpg", done=2)
    assert (left.done, left.total) == (2, 4)
    desktop.window.resume(left)

    desktop.wait_for("Done. Screened: 4 of 4.")
    assert [os.path.basename(file) for file in seen] == ["c-uncertain.jpg", "d-normal.jpg"]
    names = [os.path.basename(each.file) for each in page(desktop).records]
    assert names == ["a-pneumonia.jpg", "b-broken.jpg", "c-uncertain.jpg", "d-normal.jpg"]
    fresh = [make_record(each.file) for each in page(desktop).records]
    assert [each.verdict for each in page(desktop).records] == [each.verdict for each in fresh]
    assert broken_off(desktop) is None


def test_a_batch_that_is_broken_off_twice_keeps_its_beginning(desktop, make_unfinished, qtbot):
    left = make_unfinished(*MANY)
    desktop.screener.gate.clear()
    desktop.window.resume(left)
    qtbot.waitUntil(desktop.screener.begun.is_set)
    desktop.close()

    again = broken_off(desktop)
    assert (again.started_at, again.total) == (left.started_at, 100)
    assert left.done < again.done < 100


def test_a_folder_that_is_away_is_said_and_the_batch_offered_again(desktop, make_unfinished):
    left = make_unfinished("a-normal.jpg", "b-normal.jpg", "c-normal.jpg")
    folder = Path(left.paths[0])
    folder.rename(folder.with_name("away"))
    desktop.window.resume(left)

    desktop.wait_for("Done. Screened: 2 of 2.")
    assert [os.path.basename(each.file) for each in page(desktop).records] == ["a-normal.jpg", folder.name]
    assert broken_off(desktop).paths == left.paths


@pytest.mark.skipif(os.name == "nt", reason="Windows forbids such names")
def test_hostile_names_are_known_again(desktop, make_unfinished, monkeypatch):
    left = make_unfinished(*HOSTILE_NAMES, done=len(HOSTILE_NAMES) - 1)
    desktop.window.resume(left)
    desktop.wait_for(f"Done. Screened: {len(HOSTILE_NAMES)} of {len(HOSTILE_NAMES)}.")

    assert all(Path(each.file).exists() for each in page(desktop).records)
    assert len({each.file for each in page(desktop).records}) == len(HOSTILE_NAMES)


def test_the_chosen_records_are_the_selected_ones_as_soon_as_they_are_several(desktop, make_files):
    desktop.drop(make_files("a-normal.jpg", "b-pneumonia.jpg", "c-uncertain.jpg"))
    desktop.wait_for("Done. Screened: 3 of 3.")
    table = desktop.part(QTableView, "Results")

    def chosen() -> list[str]:
        records = desktop.window.findChild(WorklistPage).chosen_records()
        return [os.path.basename(each.file) for each in records]

    assert chosen() == ["b-pneumonia.jpg", "c-uncertain.jpg", "a-normal.jpg"]
    table.selectRow(0)
    assert chosen() == ["b-pneumonia.jpg", "c-uncertain.jpg", "a-normal.jpg"]
    table.selectRow(1)
    table.selectionModel().select(table.model().index(2, 0), _ADDED)
    assert chosen() == ["c-uncertain.jpg", "a-normal.jpg"]


def test_the_settings_decide_how_many_files_are_screened_at_once(desktop, make_files):
    desktop.window.session.change(Settings(data_folder=str(desktop.history.parent), workers=3))
    desktop.drop(make_files(*MANY))

    desktop.wait_for("Done. Screened: 100 of 100.")
