"""Starting the window, and what happens when that, or anything later, fails."""

from __future__ import annotations

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from app.gui import main as gui
from app.gui.main import FailureNotice
from app.gui.window.main_window import MainWindow


@pytest.fixture
def run_main(qapp, monkeypatch):
    """Return a function that runs `main` with the application of the tests."""
    monkeypatch.setattr(gui, "QApplication", lambda arguments: qapp)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return lambda: gui.main(["kifua"])


def shown(kind: type) -> list:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


def test_a_missing_model_is_one_sentence_and_status_4(run_main, monkeypatch, tmp_path):
    monkeypatch.setattr(gui, "bundle_folder", lambda: tmp_path / "absent")
    said = []

    def read_and_close():
        for box in shown(QMessageBox):
            said.append(box.text())
            box.close()

    QTimer.singleShot(0, read_and_close)

    assert run_main() == 4
    assert said == [f"The model is missing ({tmp_path / 'absent' / 'bundle.json'}): install Kifua again."]


def test_the_window_opens_with_the_shipped_model_and_closes_with_status_0(run_main):
    titles = []

    def close():
        for window in shown(MainWindow):
            titles.append(window.windowTitle())
            window.close()

    QTimer.singleShot(0, close)

    assert run_main() == 0
    assert titles == ["Kifua"]


@pytest.mark.parametrize("in_thread", [False, True], ids=["window", "thread"])
def test_an_unexpected_failure_is_logged_and_said_once(qtbot, caplog, in_thread):
    notice = FailureNotice()

    def fail_twice():
        for _ in range(2):
            try:
                raise ZeroDivisionError("a defect")
            except ZeroDivisionError as error:
                notice(type(error), error, error.__traceback__)

    if in_thread:
        thread = threading.Thread(target=fail_twice)
        thread.start()
        thread.join()
    else:
        fail_twice()
    qtbot.waitUntil(lambda: len(shown(QMessageBox)) == 1)

    (box,) = shown(QMessageBox)
    assert "Kifua made an error and goes on" in box.text()
    assert "ZeroDivisionError: a defect" in caplog.text
    assert {entry.levelno for entry in caplog.records} == {logging.CRITICAL}
    box.close()
