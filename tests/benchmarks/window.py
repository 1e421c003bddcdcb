"""How soon does the window stand, how soon does it judge, and how much memory does it hold?

    python -m tests.benchmarks.window FOLDER

FOLDER holds X-rays. Start and first verdict are measured in new processes, files cached, against an empty Qt window
that starts in the same run; memory in one window that screens 1,000 files.
"""

from __future__ import annotations

ROUNDS = 5
MANY = 1000
LIMITS = {"start": 1.0, "verdict": 0.3, "memory": 200.0}
"""Seconds from the process's start to a painted window, seconds from a drop to the words, and MB after 1,000 files."""

_EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
application.processEvents()
print(time.monotonic())
"""

_KIFUA = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.gui import main
from app.gui.main_window import MainWindow

def painted():
    application = QApplication.instance()
    application.processEvents()
    print(time.monotonic())
    (window,) = [each for each in application.topLevelWidgets() if isinstance(each, MainWindow)]
    file, paths = sys.argv[1], sys.argv[2:]
    begun = time.monotonic()
    window.open_paths([file])
    window.session.workforce.dismissed.connect(lambda: ended(window, begun, paths))
    return 0

def ended(window, begun, paths):
    print(time.monotonic() - begun)
    window.session.workforce.dismissed.disconnect()
    if not paths:
        return QApplication.exit()
    window.session.workforce.dismissed.connect(QApplication.quit)
    window.open_paths(paths)

main.QApplication.exec = lambda *_: painted() or QApplication.instance().exec_()
"""
