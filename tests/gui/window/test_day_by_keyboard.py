"""A day of a clinic, from the first X-ray to the report of the day, without a mouse."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from app.core.results.history import History
from app.core.results.history_search import EVERYTHING
from app.core.review import Action, DangerSign, Opinion
from app.gui.window.pages import Pages
from tests.helpers.keyboard import Keyboard, names
from tests.helpers.pictures import SAMPLE

_CONTROL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
MORNING = ("a-normal.jpeg", "b-pneumonia.jpeg", "c-pneumonia.jpeg", "d-uncertain.jpeg")


@pytest.fixture
def stick(tmp_path):
    """A folder as the X-ray machine exports it."""
    folder = tmp_path / "monday"
    folder.mkdir()
    for name in MORNING:
        shutil.copy(SAMPLE, folder / name)
    return folder


@pytest.fixture
def rest(desktop, qtbot):
    """Return a function that waits until nothing is at work."""
    return lambda: qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy, timeout=20_000)


def test_a_day_from_the_first_x_ray_to_the_report_of_the_day(desktop, keyboard, stick, rest, tmp_path, qtbot):
    keyboard.press(Qt.Key.Key_O, _CONTROL | _SHIFT)
    keyboard.choose_path(stick)
    desktop.wait_for("Done. Screened: 4 of 4.")
    assert keyboard.focus is desktop.part(QTableView, "Results"), "the first row waits"
    table = keyboard.focus

    keyboard.press(Qt.Key.Key_Return)
    desktop.wait_for("1 of 4")
    rest()
    answer_age(keyboard, "3")
    tick(keyboard, "Cannot drink or breastfeed")
    decide(keyboard, Qt.Key.Key_F2, Qt.Key.Key_F6)
    rest()

    keyboard.press(Qt.Key.Key_PageDown)
    desktop.wait_for("2 of 4")
    rest()
    answer_age(keyboard, "2")
    decide(keyboard, Qt.Key.Key_F3, Qt.Key.Key_F7)
    rest()

    keyboard.press(Qt.Key.Key_Left, _ALT)
    qtbot.waitUntil(table.isVisible)
    assert "2 not seen" in desktop.says()

    export_and_report(desktop, keyboard, tmp_path, qtbot)
    rest()
    for key, page in ((Qt.Key.Key_G, "statistics"), (Qt.Key.Key_Comma, "settings"), (Qt.Key.Key_T, "worklist")):
        keyboard.press(key, _CONTROL)
        assert desktop.window.findChild(Pages).shown_key == page
        rest()


def export_and_report(desktop, keyboard: Keyboard, folder: Path, qtbot) -> None:
    """Export the table and save the summary, and look into both and into the history."""
    keyboard.press(Qt.Key.Key_S, _CONTROL)
    keyboard.choose_path(folder / "monday.csv")
    desktop.wait_for("Written to")
    with (folder / "monday.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["file"].rpartition("/")[2]: row for row in csv.DictReader(stream)}
    assert sorted((row["opinion"], row["action"]) for row in rows.values() if row["opinion"]) == [
        ("agree", "referred"),
        ("disagree", "sent_home"),
    ]
    assert [row["danger_signs"] for row in rows.values() if row["danger_signs"]] == ["cannot_drink"]
    with History(desktop.history) as history:
        assert sum(bool(stored.record.seen_at) for stored in history.find(EVERYTHING, 10)) == 2

    keyboard.tab_to("Summary…")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.tab_to("Save PDF…")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.choose_path(folder / "monday.pdf")
    qtbot.waitUntil((folder / "monday.pdf").exists, timeout=20_000)
    assert (folder / "monday.pdf").read_bytes().startswith(b"%PDF")


def answer_age(keyboard: Keyboard, years: str) -> None:
    """Answer the question for the age of the child, where the cursor is already."""
    assert "Age of the child" in names(keyboard.focus)
    keyboard.type(years)


def tick(keyboard: Keyboard, sign: str) -> None:
    """Tick a danger sign, the first one without a Tab, and be done."""
    keyboard.press(Qt.Key.Key_F9)
    keyboard.tab_to(sign)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_F9)


def decide(keyboard: Keyboard, opinion: Qt.Key, action: Qt.Key) -> None:
    """Say what one thinks of the verdict, and what was done."""
    keyboard.press(opinion)
    keyboard.press(action)


def test_from_an_open_x_ray_to_its_decision_are_six_keys_with_a_danger_sign_and_three_without(
    desktop, keyboard, stick, rest, qtbot
):
    keyboard.press(Qt.Key.Key_O, _CONTROL | _SHIFT)
    keyboard.choose_path(stick)
    desktop.wait_for("Done. Screened: 4 of 4.")
    keyboard.press(Qt.Key.Key_Return)
    desktop.wait_for("1 of 4")
    rest()
    for key in ("3", Qt.Key.Key_F9, Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_F6):
        keyboard.press(key)
    keyboard.press(Qt.Key.Key_PageDown)
    desktop.wait_for("2 of 4")
    rest()
    for key in ("2", Qt.Key.Key_F3, Qt.Key.Key_F7):
        keyboard.press(key)
    rest()

    with History(desktop.history) as history:
        stored = [each.record for each in history.find(EVERYTHING, 10)]
    said = {
        (each.age_years, each.review.opinion, each.review.action, each.danger_signs) for each in stored if each.seen_at
    }
    assert said == {
        (3.0, Opinion.AGREE, Action.REFERRED, (DangerSign.CANNOT_DRINK,)),
        (2.0, Opinion.DISAGREE, Action.SENT_HOME, ()),
    }
