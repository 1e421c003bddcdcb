"""What the user sees and can report when something fails that nobody expected."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app import __version__
from app.gui.startup.failure_notice import FailureDialog, FailureNotice
from app.log import start_log


@pytest.fixture
def log(tmp_path) -> Path:
    file = tmp_path / "data" / "kifua.log"
    start_log(file)
    return file


@pytest.fixture
def notice(qapp):
    """A hook; its message is closed at the end."""
    yield FailureNotice()
    for dialog in shown():
        dialog.close()


def shown() -> list[FailureDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, FailureDialog) and each.isVisible()]


def fail(notice: FailureNotice) -> None:
    try:
        raise ZeroDivisionError("about Amina")
    except ZeroDivisionError as error:
        notice(type(error), error, error.__traceback__)


def click(dialog: FailureDialog, text: str) -> None:
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
    button.click()


@pytest.mark.parametrize("in_thread", [False, True], ids=["window", "thread"])
def test_failures_are_logged_and_said_once(notice, log, caplog, qtbot, in_thread):
    def fail_twice() -> None:
        fail(notice)
        fail(notice)

    if in_thread:
        thread = threading.Thread(target=fail_twice)
        thread.start()
        thread.join()
    else:
        fail_twice()
    qtbot.waitUntil(lambda: len(shown()) == 1)

    (dialog,) = shown()
    assert any("Kifua made an error and goes on" in label.text() for label in dialog.findChildren(QLabel))
    assert [entry.levelno for entry in caplog.records] == [logging.CRITICAL] * 2
    assert log.read_text().count("ZeroDivisionError") == 2


def test_after_the_message_was_closed_the_next_failure_is_said_again(notice, qtbot):
    fail(notice)
    click(shown()[0], "Close")
    qtbot.waitUntil(lambda: not shown())
    fail(notice)

    assert len(shown()) == 1


def test_the_message_belongs_to_the_window(notice, qtbot):
    notice.window = QWidget()
    qtbot.addWidget(notice.window)
    notice.window.show()
    fail(notice)

    assert shown()[0].parentWidget() is notice.window


def test_the_details_have_versions_model_and_stack_and_no_name(notice, log):
    notice.model_id = "model-7"
    fail(notice)
    click(shown()[0], "Copy details")
    details = QApplication.clipboard().text()

    assert f"Kifua {__version__}\nModel model-7\nPython " in details
    assert "  ZeroDivisionError\n" in details
    assert f"{__name__}:" in details
    assert "Amina" not in details
    assert str(log.parent) not in details


class Opener(QObject):
    """Stands in for the desktop, which would open what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def opened(qapp):
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")
    yield opener.opened
    QDesktopServices.unsetUrlHandler("file")


@pytest.mark.parametrize("is_logged", [True, False])
def test_the_log_is_shown_or_its_folder_where_there_is_none_yet(notice, log, opened, is_logged):
    fail(notice)
    if not is_logged:
        log.unlink()
    click(shown()[0], "Show log")

    assert opened == [log if is_logged else log.parent]
