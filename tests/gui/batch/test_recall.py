"""A folder that is opened again shows what was decided: what was screened before is recalled from the history."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction

from app.core.records import Patient, ScreeningRecord
from app.core.results.history import History
from app.core.results.history_search import EVERYTHING
from app.core.results.unfinished import Journal, read_journals
from app.core.review import DangerSign, Opinion, Review
from app.gui.worklist.page import WorklistPage
from tests.gui.conftest import make_record

STARTED = "2026-01-01T00:00:00+00:00"
DECIDED = Review(Opinion.AGREE, note="oxygen given")
SEEN_AT = "2026-01-01T08:00:00+00:00"


class Clinic:
    """A desktop, and what its screener was asked to screen since the last opening."""

    def __init__(self, desktop) -> None:
        self.desktop = desktop
        self.screened: list[str] = []
        answer = desktop.screener.screen_file

        def screen_file(file: str) -> ScreeningRecord:
            self.screened.append(os.path.basename(file))
            return answer(file)

        desktop.screener.screen_file = screen_file

    def open(self, folder: Path, says: str) -> None:
        """Open a folder, and wait for the end of its batch."""
        self.screened.clear()
        self.desktop.window.open_paths([str(folder)])
        self.desktop.wait_for(says)

    def decide(self, name: str) -> ScreeningRecord:
        """Store a decision on the newest screening under a name, as the page of the X-ray does; return it."""
        stored = self.stored()[name][-1]
        decided = replace(stored, review=DECIDED, seen_at=SEEN_AT)
        with History(self.desktop.history) as history:
            history.update(decided)
            history.mark_seen([decided.id], SEEN_AT)
        return decided

    def stored(self) -> dict[str, list[ScreeningRecord]]:
        """Return the screenings in the history by the name of the file, oldest first."""
        found: dict[str, list[ScreeningRecord]] = {}
        with History(self.desktop.history) as history:
            for each in reversed(history.find(EVERYTHING, 1000)):
                found.setdefault(os.path.basename(each.record.file), []).append(each.record)
        return found

    def rows(self) -> dict[str, ScreeningRecord]:
        """Return the rows of the batch by the name of the file."""
        records = self.desktop.window.findChild(WorklistPage).rows.batch.model.records
        assert len({record.id for record in records}) == len(records)
        return {os.path.basename(record.file): record for record in records}


@pytest.fixture
def clinic(desktop) -> Clinic:
    return Clinic(desktop)


def test_a_folder_that_is_opened_again_shows_what_was_decided_and_screens_what_is_new(clinic, make_files):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    clinic.open(folder, "Done. Screened: 2 of 2.")
    decided = clinic.decide("pneumonia.jpg")
    make_files("uncertain.jpg")
    clinic.open(folder, "Done. Screened before: 2 of 3; new: 1.")

    assert clinic.screened == ["uncertain.jpg"]
    assert clinic.rows()["pneumonia.jpg"] == decided
    assert {name: len(records) for name, records in clinic.stored().items()} == dict.fromkeys(clinic.rows(), 1)


def test_an_empty_file_is_refused_once(clinic, make_files):
    folder = make_files("normal.jpg", "nothing.jpg")
    (folder / "nothing.jpg").write_bytes(b"")
    clinic.open(folder, "Done. Screened: 2 of 2.")
    refused = clinic.stored()["nothing.jpg"]
    clinic.open(folder, "Done. Screened before: 2 of 2; new: 0.")

    assert clinic.stored()["nothing.jpg"] == refused
    assert clinic.rows()["nothing.jpg"] == refused[0]


def test_a_file_that_was_empty_is_screened_when_it_is_whole(clinic, make_files):
    folder = make_files("normal.jpg")
    whole = (folder / "normal.jpg").read_bytes()
    (folder / "normal.jpg").write_bytes(b"")
    clinic.open(folder, "Done. Screened: 1 of 1.")
    (folder / "normal.jpg").write_bytes(whole)
    clinic.open(folder, "Done. Screened: 1 of 1.")

    assert len(clinic.stored()["normal.jpg"]) == 2


def test_a_decision_that_the_history_gets_a_moment_later_is_shown(clinic, make_files):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    clinic.open(folder, "Done. Screened: 2 of 2.")
    decided = replace(clinic.rows()["pneumonia.jpg"], review=DECIDED, seen_at=SEEN_AT)
    clinic.desktop.window.findChild(WorklistPage).update_record(decided)
    clinic.open(folder, "Screened before: 2 of 2; new: 0.")

    assert clinic.rows()["pneumonia.jpg"] == decided


def test_a_folder_that_was_moved_is_recalled_under_its_new_name(clinic, make_files):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    clinic.open(folder, "Done. Screened: 2 of 2.")
    decided = clinic.decide("pneumonia.jpg")
    moved = folder.rename(folder.with_name("moved"))
    clinic.open(moved, "Screened before: 2 of 2; new: 0.")

    there = replace(decided, file=str(moved / "pneumonia.jpg"))
    assert clinic.screened == []
    assert clinic.rows()["pneumonia.jpg"] == there
    assert clinic.stored()["pneumonia.jpg"] == [there]


def test_two_files_of_one_content_have_a_row_each_every_time(clinic, make_files):
    folder = make_files("normal.jpg")
    clinic.open(folder, "Done. Screened: 1 of 1.")
    decided = clinic.decide("normal.jpg")
    shutil.copy(folder / "normal.jpg", folder / "a normal copy.jpg")
    clinic.open(folder, "Done. Screened before: 1 of 2; new: 1.")
    assert clinic.screened == ["a normal copy.jpg"]
    assert clinic.rows()["normal.jpg"] == decided

    clinic.open(folder, "Done. Screened before: 2 of 2; new: 0.")
    assert clinic.screened == []
    assert sorted(clinic.rows()) == ["a normal copy.jpg", "normal.jpg"]


@pytest.mark.parametrize("change", [{"model": "fake-0"}, {"sha256": "another"}])
def test_what_would_be_judged_otherwise_now_is_screened_anew_for_the_same_child(clinic, make_files, change):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    child = {"patient": Patient("A-0417", age_years=3.0), "danger_signs": (DangerSign.CONVULSIONS,)}
    earlier = replace(make_record(str(folder / "normal.jpg")), **child, **change)
    with History(clinic.desktop.history) as history:
        history.add(earlier)
    clinic.open(folder, "Done. Screened: 2 of 2.")

    assert clinic.screened == ["normal.jpg", "pneumonia.jpg"]
    made = clinic.rows()["normal.jpg"]
    assert made.id != earlier.id
    assert (made.danger_signs == earlier.danger_signs) == (made.sha256 == earlier.sha256)


def test_a_batch_that_was_ended_goes_on_with_what_is_missing_when_it_is_opened_again(clinic, make_files, qtbot):
    names = [f"normal-{number:02}.jpg" for number in range(40)]
    folder, screener = make_files(*names), clinic.desktop.screener
    session = clinic.desktop.window.session
    session.change(replace(session.settings, workers=1))
    screener.gate.clear()
    clinic.desktop.window.open_paths([str(folder)])
    qtbot.waitUntil(screener.begun.is_set)
    clinic.desktop.window._runner.cancel()
    screener.gate.set()
    clinic.desktop.wait_for("Ended early.")
    done = len(clinic.stored())
    assert 0 < done < 40

    clinic.open(folder, f"Done. Screened before: {done} of 40; new: {40 - done}.")
    assert clinic.screened == names[done:]


def test_what_a_killed_batch_had_recalled_counts_for_it_when_it_goes_on(clinic, make_files):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    clinic.open(folder, "Done. Screened: 2 of 2.")
    make_files("uncertain.jpg")
    Journal(clinic.desktop.history.parent, [str(folder)], STARTED).begin(3, "balanced")
    (killed,) = read_journals(clinic.desktop.history.parent)
    with History(clinic.desktop.history) as history:
        history.claim(clinic.rows()["normal.jpg"].id, str(folder / "normal.jpg"), killed.id)
    clinic.screened.clear()
    clinic.desktop.window.resume(killed)
    clinic.desktop.wait_for("Done. Screened before: 1 of 3; new: 2.")

    assert clinic.screened == ["uncertain.jpg"]
    assert {name: len(records) for name, records in clinic.stored().items()} == dict.fromkeys(clinic.rows(), 1)
    assert read_journals(clinic.desktop.history.parent) == []


def again(desktop) -> QAction:
    return desktop.action("Screen all again")


def test_a_whole_batch_is_screened_again_where_that_is_wanted(clinic, make_files):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    assert not again(clinic.desktop).isEnabled()
    clinic.open(folder, "Done. Screened: 2 of 2.")
    decided = clinic.decide("pneumonia.jpg")
    clinic.open(folder, "Screened before: 2 of 2; new: 0.")
    again(clinic.desktop).trigger()
    clinic.desktop.wait_for("Done. Screened: 2 of 2.")

    assert sorted(clinic.screened) == ["normal.jpg", "pneumonia.jpg"]
    made = clinic.rows()["pneumonia.jpg"]
    assert made.id != decided.id
    assert (made.review, made.seen_at) == (decided.review, decided.seen_at), "the same model has found the same"
    assert {name: len(records) for name, records in clinic.stored().items()} == dict.fromkeys(clinic.rows(), 2)


def test_a_batch_whose_folder_is_gone_is_not_screened_again_and_stays(clinic, make_files, qtbot):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    clinic.open(folder, "Done. Screened: 2 of 2.")
    folder.rename(folder.with_name("away"))
    page = clinic.desktop.window.findChild(WorklistPage)
    with qtbot.waitSignal(page.failed):
        again(clinic.desktop).trigger()

    assert len(clinic.rows()) == 2


def test_a_batch_that_is_screened_again_and_was_killed_recalls_nothing_from_before(clinic, make_files):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    clinic.open(folder, "Done. Screened: 2 of 2.")
    Journal(clinic.desktop.history.parent, [str(folder)], STARTED, anew=True).begin(2, "balanced")
    clinic.screened.clear()
    clinic.desktop.window.resume(*read_journals(clinic.desktop.history.parent))
    clinic.desktop.wait_for("Done. Screened: 2 of 2.")

    assert sorted(clinic.screened) == ["normal.jpg", "pneumonia.jpg"]
