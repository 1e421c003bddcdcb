"""The tour at the first use: after the statement, once, and never in the way."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton

from app.gui.help.tour import TourDialog
from app.gui.startup.first_use_dialog import FirstUseDialog
from app.gui.startup.startup import Startup
from app.settings import load_settings


def click(dialog, qtbot, text: str) -> None:
    (button,) = [button for button in dialog.findChildren(QPushButton) if button.text() == text and button.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def accept(desktop, qtbot, *paths) -> None:
    Startup(desktop.window, [str(path) for path in paths]).start()
    (statement,) = desktop.window.findChildren(FirstUseDialog)
    statement.findChild(QCheckBox).click()
    click(statement, qtbot, "Accept")
    click(statement, qtbot, "Start")


def tour(desktop) -> TourDialog:
    (dialog,) = desktop.window.findChildren(TourDialog)
    return dialog


def test_the_first_use_goes_on_with_a_tour_that_comes_once(desktop, make_files, qtbot, tmp_path):
    accept(desktop, qtbot, make_files("normal.jpg") / "normal.jpg")
    for words in ("Next", "Next", "Back", "Next", "Next"):
        assert not desktop.screener.begun.is_set()
        click(tour(desktop), qtbot, words)
    click(tour(desktop), qtbot, "Begin")
    desktop.wait_for("No signs of pneumonia")

    settings, _ = load_settings(tmp_path / "config" / "settings.json")
    assert settings.tour_seen


def test_whoever_has_seen_the_tour_gets_no_other(desktop, qtbot, make_files):
    session = desktop.window.session
    session.change(replace(session.settings, tour_seen=True))
    accept(desktop, qtbot, make_files("normal.jpg") / "normal.jpg")

    desktop.wait_for("No signs of pneumonia")
    assert not desktop.window.findChildren(TourDialog)


def test_a_tour_that_is_closed_was_seen_too(desktop, qtbot, tmp_path):
    accept(desktop, qtbot)
    tour(desktop).reject()

    settings, _ = load_settings(tmp_path / "config" / "settings.json")
    assert settings.tour_seen
