"""Starting the window, and what happens when that fails."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox

from app.gui import main as gui
from app.gui.startup.first_use_dialog import FirstUseDialog
from app.gui.window.main_window import MainWindow
from app.gui.window.notice_bar import NoticeBar
from app.paths import data_folder, settings_file
from tests.helpers.bundles import copied


@pytest.fixture
def run_main(qapp, monkeypatch):
    """Return a function that runs `main` with the application of the tests."""
    monkeypatch.setattr(gui, "QApplication", lambda arguments: qapp)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
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


def test_a_model_that_scores_wrongly_is_one_sentence_and_status_4(run_main, monkeypatch, bundle, tmp_path):
    wrong = copied(bundle, tmp_path / "wrong", lambda content: [each.update(score=0.5) for each in content["golden"]])
    monkeypatch.setattr(gui, "bundle_folder", lambda: wrong)
    said = []

    def read_and_close():
        said.append([box.text() for box in shown(QMessageBox)])
        said.append(shown(MainWindow))
        for box in shown(QMessageBox):
            box.close()

    QTimer.singleShot(0, read_and_close)

    assert run_main() == 4
    ((sentence,), windows) = said
    assert sentence.startswith("The model does not fit this version of Kifua (a test X-ray scores ")
    assert windows == []


def test_the_window_opens_with_the_shipped_model_and_closes_with_status_0(run_main):
    titles = []

    def close():
        for window in shown(MainWindow):
            titles.append(window.windowTitle())
            window.close()

    QTimer.singleShot(0, close)

    assert run_main() == 0
    assert titles == ["Kifua"]


def test_broken_settings_are_said_above_the_page_and_not_in_a_second_dialog(run_main):
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("{ broken")
    dialogs, notices = [], []

    def look_and_close():
        (window,) = shown(MainWindow)
        dialogs.extend(shown(QDialog))
        notices.extend(label.text() for label in window.findChild(NoticeBar).findChildren(QLabel) if label.isVisible())
        window.close()

    QTimer.singleShot(0, look_and_close)

    assert run_main() == 0
    assert [type(dialog) for dialog in dialogs] == [FirstUseDialog]
    assert [notice.partition(".")[0] for notice in notices] == ["The settings could not be read"]


def test_a_temporary_file_of_a_window_that_was_killed_is_removed(run_main):
    stale = data_folder() / ".kifua-0123456789abcdef"
    stale.parent.mkdir(parents=True)
    stale.touch()
    QTimer.singleShot(0, lambda: [window.close() for window in shown(MainWindow)])

    assert run_main() == 0
    assert not stale.exists()


def test_a_file_that_is_not_there_is_for_the_window_which_says_so(monkeypatch, tmp_path):
    handed_over = []
    monkeypatch.setattr(gui, "claim_or_send", lambda folder, paths: handed_over.append(paths))
    monkeypatch.chdir(tmp_path)

    assert gui.main(["kifua", "-style", "fusion", "nosuch.jpg"]) == 0
    assert handed_over == [[str(tmp_path / "nosuch.jpg")]]
