"""A file whose picture was screened before is shown as it was screened, until the user wants it screened again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.core.records import Finding, Patient, Verdict
from app.core.results.history import History
from app.core.results.history_search import EVERYTHING
from app.core.review import DangerSign, Opinion, Review
from app.gui.tables.place import Place
from app.gui.text.locale_text import date_time_text
from tests.gui.conftest import VERDICTS

AT = "2026-03-05T10:42:00+03:00"
PATIENT = Patient(id="A-0417", age_years=3.0, sex="F")
SIGNS = (DangerSign.CONVULSIONS,)


@pytest.fixture
def stored(sitting, make_grey):
    """A screening of the history, which the screener would judge likewise now, with all that was said of it."""
    made = replace(
        make_grey("normal.png"),
        screened_at=AT,
        patient=PATIENT,
        danger_signs=SIGNS,
        review=Review(Opinion.AGREE),
        seen_at=AT,
    )
    return keep(sitting, made)


def keep(sitting, record):
    with History(sitting.session.history) as history:
        history.add(record)
    return record


def kept(sitting):
    with History(sitting.session.history) as history:
        found = sorted(history.find(EVERYTHING, 10), key=lambda each: each.row_id)
    return [each.record for each in found]


def opened(sitting, file):
    """Open a file, and return the record that is shown then."""
    shown = []
    sitting.page.record_shown.connect(shown.append)
    sitting.page.open_file(str(file))
    sitting.wait()
    return shown[-1]


def again(sitting):
    return sitting.part(QAbstractButton, "Screen again")


def test_a_picture_that_was_screened_is_shown_as_it_was(sitting, stored):
    assert opened(sitting, stored.file) == stored

    assert kept(sitting) == [stored]
    assert f"Screened before, on {date_time_text(AT)} · normal.png" in sitting.reads()
    assert not sitting.view.image_rect.isEmpty()


def test_it_is_seen_from_then_on(sitting, stored):
    with History(sitting.session.history) as history:
        history.mark_unseen([stored.id])

    assert opened(sitting, stored.file).seen_at
    assert kept(sitting)[0].seen_at


def test_the_same_picture_under_another_name_is_known(sitting, stored, tmp_path):
    copy = Path(shutil.copy(stored.file, tmp_path / "copy.png"))

    assert opened(sitting, copy) == stored
    assert f"Screened before, on {date_time_text(AT)}, as normal.png · copy.png" in sitting.reads()
    assert kept(sitting)[0].file == stored.file


def test_a_file_that_was_moved_is_known_at_its_new_place(sitting, stored, tmp_path):
    place = Path(stored.file).rename(tmp_path / "moved.png")

    assert opened(sitting, place) == replace(stored, file=str(place))
    assert kept(sitting) == [replace(stored, file=str(place))]


def test_the_newest_screening_of_a_picture_counts(sitting, stored):
    newest = keep(sitting, replace(stored, id="f" * 32, screened_at="2026-04-05T10:42:00+03:00"))

    assert opened(sitting, stored.file).id == newest.id


@pytest.mark.parametrize(
    "change",
    [
        {"model": "older-1"},
        {"verdict": Verdict(Finding.PNEUMONIA, 0.9, "high_sensitivity")},
        {"verdict": Verdict(Finding.NOT_ASSESSED), "app_version": "0.0.0-older"},
    ],
)
def test_what_would_be_judged_otherwise_now_is_screened_for_the_same_child(sitting, stored, change):
    old = keep(sitting, replace(stored, id="f" * 32, **change))
    made = opened(sitting, stored.file)

    assert made.id not in (stored.id, old.id)
    assert (made.verdict.finding, made.patient, made.danger_signs) == (Finding.NORMAL, PATIENT, SIGNS)
    assert made.review.is_empty
    assert not again(sitting).isVisible()


def test_it_is_screened_again_for_the_same_child_without_the_decision_on_another_verdict(sitting, stored):
    opened(sitting, stored.file)
    again(sitting).click()
    sitting.wait()
    old, made = kept(sitting)

    assert old == stored
    assert (made.file, made.patient, made.danger_signs) == (stored.file, PATIENT, SIGNS)
    assert made.review.is_empty
    assert not again(sitting).isVisible()
    assert opened(sitting, stored.file).id == made.id


def test_the_decision_is_kept_where_the_same_is_found_again(sitting, stored):
    decided = keep(sitting, replace(stored, id="f" * 32, verdict=VERDICTS["normal"]))
    opened(sitting, stored.file)
    again(sitting).click()
    sitting.wait()
    made = kept(sitting)[-1]

    assert made.id != decided.id
    assert made.review == decided.review


def test_what_has_gone_meanwhile_is_not_screened_again(sitting, stored, qtbot):
    opened(sitting, stored.file)
    Path(stored.file).unlink()
    with qtbot.waitSignal(sitting.page.warned) as warned:
        again(sitting).click()

    assert warned.args == [f"{stored.file}: There is no file or folder of this name: check the name."]
    assert kept(sitting) == [stored]


def test_a_record_of_the_table_is_not_said_to_be_one_of_before(sitting, stored):
    opened(sitting, stored.file)
    sitting.show(stored)

    assert "Screened before" not in sitting.reads()
    assert not again(sitting).isVisible()


def test_a_file_that_is_opened_twice_at_once_is_screened_once(sitting, screener, make_grey):
    file = make_grey("normal.png").file
    screener.gate.clear()
    sitting.page.open_file(file)
    assert screener.begun.wait(20)
    sitting.page.open_file(file)
    screener.gate.set()
    sitting.wait()

    assert len(kept(sitting)) == 1
    assert "No signs of pneumonia" in sitting.reads()
    assert not sitting.view.image_rect.isEmpty()


def test_what_could_not_be_kept_is_screened_anew(sitting, make_grey):
    file = make_grey("normal.png").file
    first = opened(sitting, file)
    with History(sitting.session.history) as history:
        history.delete(history.row_ids([first.id]))

    assert opened(sitting, file).id != first.id


def test_a_damaged_history_is_said_and_the_file_is_screened(sitting, stored, qtbot):
    sitting.session.history.write_bytes(b"no database at all, but some text in its place" * 100)
    with qtbot.waitSignal(sitting.session.history_repaired, timeout=20_000):
        made = opened(sitting, stored.file)

    assert made.id != stored.id


def test_an_empty_file_is_refused_once(sitting, tmp_path):
    empty = tmp_path / "nothing.jpg"
    empty.write_bytes(b"")
    first = opened(sitting, empty)
    sitting.page.open_file(str(empty))
    sitting.wait()

    assert [each.id for each in kept(sitting)] == [first.id]


@pytest.mark.parametrize(("width", "percent"), [(949, 100), (1264, 150), (1236, 200), (960, 200)])
def test_the_title_is_whole_in_every_window(sitting, stored, enlarge, qtbot, width, percent):
    long_named = Path(shutil.copy(stored.file, Path(stored.file).with_name("IM-0396-0001.jpeg")))
    with History(sitting.session.history) as history:
        history.update(replace(stored, patient=Patient()), store_name=False)
    enlarge(percent)
    sitting.page.resize(width, 700)
    sitting.page.set_back_visible(True)
    opened(sitting, long_named)
    sitting.page.show_place(Place(5, 61))
    qtbot.waitUntil(lambda: sitting.page.width() == width)
    title = sitting.part(QLabel, "Title of the page")

    assert title.text() == "IM-0396-0001.jpeg"
    qtbot.waitUntil(lambda: title.fontMetrics().horizontalAdvance(title.text()) <= title.width())
