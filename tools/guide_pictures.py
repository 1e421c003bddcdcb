"""Writes the pictures of the guide, from the real window with the sample X-rays and a made-up history.

python -m tools.guide_pictures
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QLocale, QRect, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app import __version__
from app.core.errors import Reason
from app.core.records import Finding, ScreeningRecord, SourceFacts, Verdict
from app.core.results.history import History
from app.core.review import Opinion, Review
from app.core.screening import Screener
from app.dicom.worklist.item import Worklist, WorklistItem
from app.gui.session import Session
from app.gui.startup.translations import install_translators
from app.gui.theme.theme import apply_theme
from app.gui.window.main_window import MainWindow
from app.gui.workers.task import Task
from app.gui.xray.cards.age_question import AgeQuestion
from app.gui.xray.scheduled.dialog import ScheduledDialog
from app.gui.xray.verdict_panel import VerdictPanel
from app.paths import assets_folder, bundle_folder
from app.settings import Settings
from tools.screenshots import report_picture, wait_until

OUT = assets_folder() / "guide" / "en"
SIZE = (1024, 640)
QUALITY = 60
DIALOG = (800, 400)
REPORT_PX = 560
SAMPLE = "samples/person1073_bacteria_3008.jpeg"
REFUSALS = ("turned", "unlike_chest", "unlike_chest", "cropped", "negative")


def rest(window: MainWindow) -> None:
    """Let the window work until it is at rest."""
    wait_until(lambda: not window.session.threads.is_busy)
    for _ in range(5):
        QApplication.processEvents()


def keep(image: QImage, name: str) -> None:
    """Write a picture of the guide."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    image.save(buffer, "PNG")
    buffer.seek(0)
    with tempfile.TemporaryFile() as png:
        png.write(bytes(buffer.data().data()))
        png.seek(0)
        path = OUT / f"{name}.webp"
        Image.open(png).convert("RGB").save(path, quality=QUALITY, method=6)
    print(path, path.stat().st_size)


def take(window: MainWindow, name: str, part: QWidget | None = None) -> None:
    """Write a picture of the window at rest, or of a part of it."""
    rest(window)
    shown = window.grab().toImage()
    if part:
        shown = shown.copy(QRect(part.mapTo(window, part.rect().topLeft()), part.size()))
    keep(shown, name)


def take_report(window: MainWindow) -> None:
    """Write a picture of the report of the X-ray that is shown."""
    rest(window)
    keep(report_picture(window).scaledToWidth(REPORT_PX, Qt.TransformationMode.SmoothTransformation), "report")


def fill(history: Path, count: int) -> None:
    """Store made-up screenings of the last weeks, so that the statistics have something to show."""
    random, now = Random(7), datetime.now().astimezone()
    verdicts: Sequence[tuple[float, Verdict]] = (
        (0.3, Verdict(Finding.PNEUMONIA, 0.97, "balanced")),
        (0.08, Verdict(Finding.UNCERTAIN, 0.6, "balanced", reasons=(Reason.of("uncertain"),))),
        (0.57, Verdict(Finding.NORMAL, 0.05, "balanced")),
        (0.05, Verdict(Finding.NOT_ASSESSED)),
    )
    with History(history) as opened:
        for number in range(count):
            (verdict,) = random.choices([each for _, each in verdicts], [weight for weight, _ in verdicts])
            opinion = None
            if verdict.finding is Finding.NOT_ASSESSED:
                verdict = replace(verdict, reasons=(Reason.of(random.choice(REFUSALS)),))
            elif random.random() < 0.5:
                is_uncertain = verdict.finding is Finding.UNCERTAIN
                said = (Opinion.SIGNS, Opinion.NO_SIGNS) if is_uncertain else (Opinion.AGREE, Opinion.DISAGREE)
                (opinion,) = random.choices((*said, Opinion.CANNOT_TELL), (10, 1, 1))
            at = now - timedelta(days=random.triangular(1, 88, 20))
            made = ScreeningRecord(
                f"{number}.jpeg", verdict, SourceFacts("JPEG", 900, 800), f"{number:064x}", "made-up", "0", ""
            )
            opened.add(replace(made, screened_at=at.isoformat(timespec="seconds"), review=Review(opinion)))


def take_clinic_worklist(window: MainWindow) -> None:
    """Write a picture of the clinic's worklist, with patients who are made up."""
    rows = (
        ("A-0417", "Mwangi, Baraka", date(2025, 6, 11), "M", time(8, 15)),
        ("A-0418", "Njeri, Faith Wanjiku", date(2021, 12, 24), "F", time(8, 45)),
        ("A-0420", "Otieno, Amina", date(2023, 3, 4), "F", time(9, 30)),
        ("A-0423", "Achieng, Grace", date(2024, 1, 20), "F", time(10, 15)),
    )
    items = tuple(WorklistItem(*row[:4], date.today(), row[4], "Chest PA", "DX", "XRAY") for row in rows)
    dialog = ScheduledDialog(window.session, lambda _: Task(lambda: Worklist(items)), "A-0420", window)
    dialog.resize(*DIALOG)
    dialog.open()
    rest(window)
    keep(dialog.grab().toImage(), "clinic-worklist")
    dialog.reject()


def trigger(window: MainWindow, words: str) -> None:
    """Choose an action by its words."""
    (action,) = [each for each in window.findChildren(QAction) if each.text().replace("&", "") == words]
    action.trigger()


def click(window: MainWindow, words: str) -> None:
    """Click a button by its words."""
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    next(each for each in buttons if words in (each.text(), each.accessibleName())).click()


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
        window.open_paths(["samples"])
        take(window, "worklist")
        window.open_paths([SAMPLE])
        take(window, "verdict")
        window.findChild(AgeQuestion).findChild(QLineEdit).setText("3")
        click(window, "Save")
        rest(window)
        click(window, "Agree")
        take(window, "decision", window.findChild(VerdictPanel))
        take_clinic_worklist(window)
        take_report(window)
        click(window, "Evidence map")
        take(window, "evidence")
        fill(window.session.history, 900)
        trigger(window, "Statistics")
        take(window, "statistics")
        window.close()
        wait_until(lambda: not window.isVisible())


if __name__ == "__main__":
    main()
