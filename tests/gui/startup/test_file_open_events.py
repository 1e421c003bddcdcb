"""What the Finder asks to open is told, and nothing else is taken from the application."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app.gui.startup.os_events import FileOpenEvents


def test_a_file_that_is_to_be_opened_is_told(qapp, qtbot):
    requests = FileOpenEvents(qapp)

    with qtbot.waitSignal(requests.paths_received) as told:
        QApplication.sendEvent(qapp, QFileOpenEvent("/Users/nurse/née 肺.jpeg"))

    assert told.args == [["/Users/nurse/née 肺.jpeg"]]
    qapp.removeEventFilter(requests)


def test_other_events_pass(qapp, qtbot):
    requests = FileOpenEvents(qapp)

    assert not requests.eventFilter(qapp, QEvent(QEvent.Type.ApplicationActivate))
    qapp.removeEventFilter(requests)
