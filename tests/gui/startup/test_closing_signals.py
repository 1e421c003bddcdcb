"""A request of the system to end closes the window, while Qt waits for events."""

import os
import signal
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.gui.startup.os_events import closed_by_signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the window itself")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_closes_the_window(qtbot, number):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    with closed_by_signals(window):
        QTimer.singleShot(0, lambda: os.kill(os.getpid(), number))
        qtbot.waitUntil(lambda: not window.isVisible())


def test_afterwards_signals_do_what_they_did(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with closed_by_signals(window):
        assert signal.getsignal(signal.SIGTERM) != before[0]

    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
    assert signal.set_wakeup_fd(-1) == -1
