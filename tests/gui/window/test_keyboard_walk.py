"""The main job without a mouse: from the first start to an exported table and a saved report."""

from __future__ import annotations

import csv
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTableView

from app.gui.startup.startup import Startup
from app.gui.window.pages import Pages
from tests.helpers.keyboard import Keyboard, names
from tests.helpers.pictures import SAMPLE

_CONTROL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def xrays(tmp_path):
    """A folder of three X-rays, one of which has signs of pneumonia for the fake model."""
    folder = tmp_path / "xrays"
    folder.mkdir()
    for name in ("a-normal.jpeg", "b-pneumonia.jpeg", "c-uncertain.jpeg"):
        shutil.copy(SAMPLE, folder / name)
    return folder


@pytest.fixture
def screened(desktop, keyboard, xrays) -> Keyboard:
    """The keyboard of a user who has screened a folder."""
    keyboard.press(Qt.Key.Key_O, _CONTROL | _SHIFT)
    keyboard.choose_path(xrays)
    desktop.wait_for("Done. Screened: 3 of 3.")
    return keyboard


def test_the_statement_is_accepted_and_the_sample_tried(desktop, keyboard):
    startup = Startup(desktop.window, [])
    startup.start()
    assert names(keyboard.focus)[0] == "Intended use and limits"
    keyboard.tab_to("I have read this")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.tab_to("Accept")
    keyboard.press(Qt.Key.Key_Return)
    assert "Start" in names(keyboard.focus)
    keyboard.tab_to("Try a sample X-ray")
    keyboard.press(Qt.Key.Key_Space)

    desktop.wait_for("Not assessed")  # for the fake model, its name is none of an X-ray


def test_from_a_folder_to_an_exported_table(desktop, screened, tmp_path):
    assert screened.focus is desktop.part(QTableView, "Results")
    screened.press(Qt.Key.Key_F, _CONTROL)
    screened.type("pneu")
    desktop.wait_for("1 of 3 X-rays")
    screened.press(Qt.Key.Key_S, _CONTROL)
    screened.choose_path(tmp_path / "results.csv")
    desktop.wait_for("Written to")

    with (tmp_path / "results.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["verdict"] for row in csv.DictReader(stream)] == ["PNEUMONIA"]


def test_from_a_row_to_a_saved_report_and_back(desktop, screened, tmp_path, qtbot):
    table = screened.focus
    screened.press(Qt.Key.Key_Home, _CONTROL)
    screened.press(Qt.Key.Key_Return)
    desktop.wait_for("Signs of pneumonia")
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)  # the report needs the image too
    screened.tab_to("Edit the patient")
    screened.press(Qt.Key.Key_Space)
    screened.tab_to("Patient id")
    screened.type("P-7")
    screened.press(Qt.Key.Key_S, _CONTROL | _SHIFT)
    screened.choose_path(tmp_path / "report.pdf")
    desktop.wait_for("Written to")
    screened.press(Qt.Key.Key_Left, _ALT)
    qtbot.waitUntil(table.isVisible)

    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert screened.focus is table
    screened.press(Qt.Key.Key_Return)
    assert desktop.part(QLineEdit, "Patient id").text() == "P-7"


def test_the_stops_of_a_picture_follow_the_eye(desktop, screened, qtbot):
    screened.press(Qt.Key.Key_Home, _CONTROL)
    screened.press(Qt.Key.Key_Return)
    desktop.wait_for("Signs of pneumonia")
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)

    stops = screened.stops()
    start = stops.index("Report")
    in_order = stops[start:] + stops[:start]
    assert in_order[1:12] == [
        "Picture",
        "Zoom out",
        "Fit",
        "Zoom in",
        "Turn left",
        "Turn right",
        "Invert",
        "Brightness and contrast",
        "Evidence map",
        "Evidence map beside",
        "Reset",
    ]
    panel = ["Verdict", "Danger signs: tick what the child has", "Age of the child", "Unit of the age", "Save age"]
    assert in_order[12:17] == panel


def test_from_the_settings_one_comes_back_to_the_x_ray(desktop, screened):
    screened.press(Qt.Key.Key_Home, _CONTROL)
    screened.press(Qt.Key.Key_Return)
    desktop.wait_for("Signs of pneumonia")
    screened.press(Qt.Key.Key_Comma, _CONTROL)
    assert "Signs of pneumonia" not in desktop.says()
    screened.press(Qt.Key.Key_R, _CONTROL)

    assert "Signs of pneumonia" in desktop.says()


@pytest.mark.parametrize(
    ("key", "first"),
    [(Qt.Key.Key_T, "Results"), (Qt.Key.Key_G, "Period"), (Qt.Key.Key_Comma, "Name of the clinic")],
    ids=["worklist", "statistics", "settings"],
)
def test_each_page_has_the_focus_when_it_is_shown(desktop, screened, key, first):
    screened.press(Qt.Key.Key_Home, _CONTROL)
    screened.press(Qt.Key.Key_Return)
    desktop.wait_for("Signs of pneumonia")
    screened.press(key, _CONTROL)

    page = desktop.window.findChild(Pages).currentWidget()
    assert names(screened.focus)[0] == first
    assert page.isAncestorOf(screened.focus)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_O, _CONTROL),
        (Qt.Key.Key_O, _CONTROL | _SHIFT),
        (Qt.Key.Key_S, _CONTROL),
        (Qt.Key.Key_Question, Qt.KeyboardModifier.NoModifier),
    ],
    ids=["file", "folder", "export", "keys"],
)
def test_escape_closes_a_dialog_and_the_focus_is_where_it_was(screened, qtbot, key, modifier):
    before = screened.focus
    screened.press(key, modifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    screened.press(Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert screened.focus is before
