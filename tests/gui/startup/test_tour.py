"""The tour at the first use: offered after the statement, and never in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton

from app.gui.help.tour import TourDialog
from app.gui.startup.first_use_dialog import FirstUseDialog
from app.gui.startup.startup import Startup


def click(dialog, qtbot, text: str) -> None:
    (button,) = [button for button in dialog.findChildren(QPushButton) if button.text() == text and button.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def accept(desktop, qtbot, way: str, *paths) -> None:
    Startup(desktop.window, [str(path) for path in paths]).start()
    (statement,) = desktop.window.findChildren(FirstUseDialog)
    statement.findChild(QCheckBox).click()
    click(statement, qtbot, "Accept")
    click(statement, qtbot, way)
    assert not statement.isVisible()


def tour(desktop) -> TourDialog:
    (dialog,) = desktop.window.findChildren(TourDialog)
    return dialog


def test_whoever_starts_has_seen_one_screen_after_the_statement(desktop, make_files, qtbot):
    accept(desktop, qtbot, "Start", make_files("normal.jpg") / "normal.jpg")

    desktop.wait_for("No signs of pneumonia")
    assert not desktop.window.findChildren(TourDialog)


def test_the_tour_is_offered_and_the_window_goes_on_after_it(desktop, make_files, qtbot):
    accept(desktop, qtbot, "Take the tour", make_files("normal.jpg") / "normal.jpg")
    for words in ("Next", "Next", "Back", "Next", "Next"):
        assert not desktop.screener.begun.is_set()
        click(tour(desktop), qtbot, words)
    click(tour(desktop), qtbot, "Begin")

    desktop.wait_for("No signs of pneumonia")


def test_a_tour_that_is_closed_is_over_too(desktop, make_files, qtbot):
    accept(desktop, qtbot, "Take the tour", make_files("normal.jpg") / "normal.jpg")
    tour(desktop).reject()

    desktop.wait_for("No signs of pneumonia")
