"""Writes the pictures that the README shows, from the real window with the sample X-rays.

python -m tools.screenshots
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QAction, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication

from app import __version__
from app.core.screening import Screener
from app.gui.report.document import draw_document
from app.gui.report.letterhead import Letterhead
from app.gui.session import Session
from app.gui.startup.translations import install_translators
from app.gui.theme.theme import apply_theme
from app.gui.window.main_window import MainWindow
from app.gui.xray.page import XrayPage
from app.paths import assets_folder, bundle_folder
from app.settings import Settings

SIZE = (1120, 660)
LOW = (1120, 570)
"""For the settings: it ends above the path of the data folder."""
REPORT_SIZE = QSize(827, 1169)
MARGIN, NO_MARGIN = QSize(40, 40), QSize(0, 0)
DOTS_PER_M = round(827 / 0.210)  # A4
PATIENCE_S = 30


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the window work until a condition holds."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        QApplication.processEvents()
        if time.monotonic() > end:
            sys.exit("The window did not get ready.")


def take(window: MainWindow, name: str) -> None:
    """Write a picture of the window once it is at rest."""
    wait_until(lambda: not window.session.threads.is_busy)
    QApplication.processEvents()
    keep(window.grab().toImage(), name)


def report_picture(window: MainWindow) -> QImage:
    """Return a picture of the report of the X-ray that is shown."""
    paper, inside = (QImage(REPORT_SIZE - 2 * margin, QImage.Format.Format_RGB32) for margin in (NO_MARGIN, MARGIN))
    for image in (paper, inside):
        image.fill("white")
        image.setDotsPerMeterX(DOTS_PER_M)
        image.setDotsPerMeterY(DOTS_PER_M)
    draw_document(window.findChild(XrayPage).report_request().make(Letterhead()), inside)
    painter = QPainter(paper)
    painter.drawImage(MARGIN.width(), MARGIN.height(), inside)
    painter.end()
    return paper


def keep(image: QImage, name: str) -> None:
    """Write a picture into the folder that the README shows."""
    out = assets_folder() / "screenshots" / f"{name}.png"
    out.parent.mkdir(exist_ok=True)
    image.save(str(out))
    print(out)


def main() -> None:
    """Open the window, walk through its pages and take a picture of each."""
    os.chdir(assets_folder())  # so that the pictures show no path of this machine
    application = QApplication(sys.argv)
    install_translators(application, QLocale("en"))
    apply_theme(application, Settings())
    with tempfile.TemporaryDirectory() as home:
        screener = Screener.open(bundle_folder(), __version__)
        window = MainWindow(Session(screener, Settings(data_folder=home), Path(home) / "settings.json"))
        window.resize(*SIZE)
        window.show()
        take(window, "start")
        window.open_paths(["samples/person1073_bacteria_3008.jpeg"])
        take(window, "verdict")
        keep(report_picture(window), "report")
        check = next(each for each in window.findChildren(QAbstractButton) if each.accessibleName() == "Evidence map")
        check.click()
        take(window, "evidence")
        window.open_paths(["samples"])
        take(window, "folder")
        for name, size in (("&Worklist", SIZE), ("&Settings", LOW)):
            window.resize(*size)
            next(action for action in window.findChildren(QAction) if action.text() == name).trigger()
            take(window, name.strip("&").lower())
        window.close()
        wait_until(lambda: not window.isVisible())


if __name__ == "__main__":
    main()
