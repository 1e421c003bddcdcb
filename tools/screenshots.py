"""Writes the pictures that the README shows, from the real window with the sample X-rays and made-up patients.

python -m tools.screenshots
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app import __version__
from app.core.imaging.preprocess import load_radiograph
from app.core.imaging.small_picture import small_picture
from app.core.records import Finding, Patient, ScreeningRecord
from app.core.results.history import History
from app.core.review import Action, Opinion, Review
from app.core.screening import Screener, with_patient
from app.gui.report.document import draw_document
from app.gui.report.letterhead import Letterhead
from app.gui.session import Session
from app.gui.startup.translations import install_translators
from app.gui.tables.record_table import RecordTable
from app.gui.theme.theme import apply_theme
from app.gui.window.main_window import MainWindow
from app.gui.window.pages import Pages
from app.gui.worklist.page import WorklistPage
from app.gui.xray.page import XrayPage
from app.paths import assets_folder, bundle_folder
from app.settings import Settings

SIZE = (1200, 700)
CLINIC = "Mwea Health Centre"
REPORT_SIZE = QSize(827, 1169)
MARGIN, NO_MARGIN = QSize(40, 40), QSize(0, 0)
DOTS_PER_M = round(827 / 0.210)  # A4
PATIENCE_S = 30
REST_S = 0.5
"""So long what was asked for last may take until a thread begins with it."""

PATIENTS = {
    "person1073_bacteria_3008.jpeg": Patient("A-0417", age_years=3, sex="F"),
    "person1128_bacteria_3069.jpeg": Patient("A-0388", age_years=2, sex="M"),
    "person1004_virus_1686.jpeg": Patient("B-1120", age_years=4, sex="M"),
    "person1023_virus_1714.jpeg": Patient("B-1121", age_years=1.5, sex="F"),
    "NORMAL2-IM-0396-0001.jpeg": Patient("A-0231", age_years=5, sex="F"),
    "IM-0147-0001.jpeg": Patient("A-0417", age_years=3, sex="F"),
}
"""Made up. One child has two X-rays, so that they can be compared."""

SHOWN = "person1073_bacteria_3008.jpeg"
REVIEWED = ("person1004_virus_1686.jpeg", "NORMAL2-IM-0396-0001.jpeg", "IM-0147-0001.jpeg")
WEEKS = 9
"""How far the made-up history goes back."""


def main() -> None:
    """Open the window, walk through its pages and take a picture of each."""
    os.chdir(assets_folder())  # so that the pictures show no path of this machine
    application = QApplication(sys.argv)
    install_translators(application, QLocale("en"))
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(data_folder=home, user_name="Sr. Achieng", clinic_name=CLINIC)
        apply_theme(application, settings)
        screener = Screener.open(bundle_folder(), __version__)
        session = Session(screener, settings, Path(home) / "settings.json")
        with History(session.history) as history:
            shown = {record.file: record for record in made_up_records(screener) if history.add(record)}
            for record in shown.values():
                radiograph = load_radiograph(Path(record.file), screener.bundle.preprocess)
                history.add_picture(record.id, small_picture(radiograph, Path(record.file)))
        window = MainWindow(session)
        window.resize(*SIZE)
        window.show()
        walk(window, shown[f"samples/{SHOWN}"])
        window.close()
        wait_until(lambda: not window.isVisible())


def walk(window: MainWindow, shown: ScreeningRecord) -> None:
    """Take a picture of each page."""
    take(window, "start")
    session, page = window.session, window.findChild(XrayPage)
    for theme in ("light", "dark"):
        apply_theme(QApplication.instance(), replace(session.settings, theme=theme))
        show_page(window, "worklist")
        window.findChild(WorklistPage).record_opened.emit(shown)
        take(window, "verdict" if theme == "light" else "verdict-dark")
    apply_theme(QApplication.instance(), session.settings)
    keep(report_picture(window), "report")
    press(page, "Evidence map beside")
    take(window, "evidence")
    press(page, "Evidence map beside")
    press(page, "Compare")
    take(window, "compare")
    press(page, "Compare")
    for key in ("worklist", "statistics", "settings"):
        show_page(window, key)
        for table in window.findChildren(RecordTable):
            table.selectRow(1)
        take(window, key)


def made_up_records(screener: Screener) -> Iterator[ScreeningRecord]:
    """Yield screenings of the samples: of some weeks for the statistics, and of today."""
    now = datetime.now().astimezone().replace(hour=9, minute=0, second=0, microsecond=0)
    screened = [screener.screen_file(f"samples/{name}") for name in PATIENTS]
    for week in range(WEEKS, -1, -1):
        for number, record in enumerate(screened[: len(screened) - week % 4]):
            name = Path(record.file).name
            at = (now - timedelta(weeks=week, minutes=7 * number)).isoformat(timespec="seconds")
            known = with_patient(record, PATIENTS[name], screener.bundle.input_limits)
            made = replace(known, screened_at=at, id=f"{week:016x}{number:016x}")
            yield reviewed(made, at) if week or name in REVIEWED else made


def reviewed(record: ScreeningRecord, at: str) -> ScreeningRecord:
    """Return a record that a clinician has opened and decided on."""
    has_signs = record.verdict.finding is Finding.PNEUMONIA
    action = Action.TREATED if has_signs else Action.SENT_HOME
    return replace(record, seen_at=at, review=Review(Opinion.AGREE, action, "", "Sr. Achieng", at))


def press(page: XrayPage, words: str) -> None:
    """Trigger an action of the X-ray page by its words."""
    actions = [action for action in page.view_actions if action.text().replace("&", "") == words]
    actions[0].trigger()


def show_page(window: MainWindow, key: str) -> None:
    """Show a page by its key."""
    pages = window.findChild(Pages)
    pages.show_page(pages.page(key))


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the window work until a condition holds."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        QApplication.processEvents()
        if time.monotonic() > end:
            sys.exit("The window did not get ready.")


def take(window: MainWindow, name: str) -> None:
    """Write a picture of the window once it is at rest."""
    rest = time.monotonic() + REST_S
    wait_until(lambda: time.monotonic() > rest and not window.session.threads.is_busy)
    QApplication.processEvents()
    keep(window.grab().toImage(), name)


def report_picture(window: MainWindow) -> QImage:
    """Return a picture of the report of the X-ray that is shown."""
    paper, inside = (QImage(REPORT_SIZE - 2 * margin, QImage.Format.Format_RGB32) for margin in (NO_MARGIN, MARGIN))
    for image in (paper, inside):
        image.fill("white")
        image.setDotsPerMeterX(DOTS_PER_M)
        image.setDotsPerMeterY(DOTS_PER_M)
    draw_document(window.findChild(XrayPage).report_request().make(Letterhead(CLINIC)), inside)
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


if __name__ == "__main__":
    main()
