"""Writes the pictures that the README shows, from the real window with the sample X-rays.

python -m tests.screenshots
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app import __version__
from app.core.screening import Screener
from app.gui.appearance import apply
from app.gui.main_window import MainWindow
from app.gui.session import Session
from app.paths import assets_folder, bundle_folder
from app.settings import Settings

SIZE = (1120, 660)
PATIENCE_S = 30


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the window work until a condition holds."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        QApplication.processEvents()
        if time.monotonic() > end:
            sys.exit("The window did not get ready.")


def take(window: MainWindow, name: str) -> None:
    """Write a picture of the window."""
    out = assets_folder() / "screenshots" / f"{name}.png"
    out.parent.mkdir(exist_ok=True)
    QApplication.processEvents()
    window.grab().save(str(out))
    print(out)


def main() -> None:
    """Open the window, walk through its pages and take a picture of each."""
    os.chdir(assets_folder())  # so that the pictures show no path of this machine
    application = QApplication(sys.argv)
    apply(application, Settings())
    with tempfile.TemporaryDirectory() as home:
        screener = Screener.open(bundle_folder(), __version__)
        window = MainWindow(Session(screener, Settings(data_folder=home), Path(home) / "settings.json"))
        window.resize(*SIZE)
        window.show()
        work = window.session.workforce
        take(window, "start")
        window.open_paths(["samples/person1073_bacteria_3008.jpeg"])
        wait_until(lambda: not work.is_busy)
        take(window, "verdict")
        window.open_paths(["samples"])
        wait_until(lambda: not work.is_busy)
        take(window, "folder")
        window.close()
        wait_until(lambda: not window.isVisible())


if __name__ == "__main__":
    main()
