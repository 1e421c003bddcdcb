"""A walk through the whole window: every page and every dialog, in every state that has words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QTableView,
    QTabWidget,
    QWidget,
)

from app.core.errors import Reason
from app.core.model.bundle import load_bundle
from app.core.records import ScreeningRecord
from app.core.results.history_database.backups import Backup
from app.core.results.history_retention import Gap
from app.core.results.unfinished import UnfinishedBatch
from app.core.screening import Screener
from app.gui.about.dialog import AboutDialog
from app.gui.about.model_card import ModelCardDialog
from app.gui.report.page import Report
from app.gui.report.preview import ReportPreview
from app.gui.session import Session
from app.gui.settings.backups import BackupDialog
from app.gui.settings.privacy.delete_all import DeleteAll
from app.gui.startup.clock_dialog import clock_dialog
from app.gui.startup.failure_notice import FailureDialog
from app.gui.startup.first_use_dialog import FirstUseDialog
from app.gui.startup.resume_dialog import resume_dialog
from app.gui.text.verdict_text import reason_text
from app.gui.widgets.expander import Expander
from app.gui.window.batch_bar import BatchBar
from app.gui.window.notice_bar import NoticeBar
from app.gui.window.pages import Pages
from app.gui.worklist.source_box import Source
from app.settings import Settings
from tests.gui.conftest import Desktop, FakeScreener
from tests.helpers.cut_texts import cut_texts
from tests.helpers.paper import picture
from tests.helpers.pseudo_locale import pseudo
from tests.helpers.sitting import grey_record, hot_upper_left
from tests.helpers.tour_dialogs import Station, looks, other_dialogs

NAMES = ("pneumonia.png", "normal.png", "uncertain.png", "broken.png")
PATIENT_ID = "KB-2026-0001"


_OPENED = ("Check", "Not known", "Agree", "Referred", "Edit", "More", "For the specialist", "Brightness", "Evidence")
"""Words of the buttons that open every part of the panel and the viewer."""


class TourScreener(FakeScreener):
    """Has the shipped model's words and figures, and obeys the test."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.app_version = "0.0.0"
        self.bundle = replace(load_bundle(folder), model_id="fake-1")
        self.operating_point = self.bundle.operating_points[0]
        self.score = hot_upper_left

    def screen_file(self, file: str) -> ScreeningRecord:
        return replace(super().screen_file(file), sha256=hashlib.sha256(Path(file).read_bytes()).hexdigest())


class Tour:
    """Leads through a desktop whose screener is a `TourScreener`, in the pseudo-locale or as `say` translates."""

    def __init__(self, desktop: Desktop, folder: Path, qtbot, say: Callable[[str], str] = pseudo) -> None:
        self._desktop = desktop
        self._window = desktop.window
        self._screener = desktop.screener
        self._folder = folder
        self._qtbot = qtbot
        self._say = say
        folder.mkdir(exist_ok=True)
        for number, name in enumerate(NAMES):
            Image.new("L", (90, 60), 100 + number).save(folder / name)

    def stations(self) -> Iterator[Station]:
        """Lead to each place in turn: its name, and the window or dialog to look at."""
        yield "start", self._window
        yield from self._picture()
        yield from self._batch()
        yield from self._statistics()
        yield from self._history()
        self._act("&Settings")
        yield "settings", self._window
        notice = self._window.findChild(NoticeBar)
        sentence = reason_text(Reason.of("settings_broken", path=self._folder))
        notice.show_notice(sentence)
        notice.show_written(self._folder)
        yield "notices", self._window
        for key in (sentence, "written"):
            notice.remove(key)
        for name, dialog in self._dialogs():
            with self._qtbot.waitExposed(dialog):
                dialog.open()
            self._rest()
            yield name, dialog
            if isinstance(dialog, QDialog):
                yield from self._tabs(name, dialog)
                dialog.done(0)

    def _picture(self) -> Iterator[Station]:
        self._screener.gate.clear()
        self._window.open_paths([str(self._folder / NAMES[0])])
        yield "picture, waiting", self._window
        self._screener.gate.set()
        self._rest()
        yield "picture, the age is asked for", self._window
        for button in _OPENED:
            self._click(button)
        self._part(QCheckBox, "Convulsions, now or before").click()
        self._rest()
        for age in ("half", "0.5", "7"):
            field = self._part(QLineEdit, "Age")
            field.setText(age)
            field.editingFinished.emit()
            self._rest()
            yield f"picture, everything open, age {age}", self._window
        for name in (*NAMES[1:], NAMES[0]):  # the last one was screened before
            self._window.open_paths([str(self._folder / name)])
            self._rest()
            yield f"picture, {name}", self._window

    def _batch(self) -> Iterator[Station]:
        self._screener.gate.clear()
        self._screener.begun.clear()
        for file in self._folder.iterdir():
            file.write_bytes(file.read_bytes() + b"\0")  # another picture, which was not screened before
        self._window.open_paths([str(self._folder)])
        yield "batch, beginning", self._window
        assert self._screener.begun.wait(20)
        bar = self._window.findChild(BatchBar)
        self._button(bar, "Pause").click()
        yield "batch, paused", self._window
        self._button(bar, "Continue").click()
        self._window.close()
        yield from self._question("Keep it open")
        self._button(bar, "End…").click()
        yield from self._question("End it")
        yield "batch, ending", self._window
        self._screener.gate.set()
        self._rest()
        self._window.open_paths([str(self._folder)])
        self._rest()
        yield "batch, done", self._window
        table = self._part(QTableView, "Results")
        table.selectAll()
        self._qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        self._rest()
        yield "batch, all rows, copied", self._window
        self._search_nothing()
        yield "batch, no row fits", self._window
        self._click("Show all rows")
        table.go_to(0)
        table.open_current()
        self._rest()
        yield "picture, out of a batch", self._window

    def _statistics(self) -> Iterator[Station]:
        self._act("St&atistics")
        self._rest()
        for fold in self._window.findChild(Pages).currentWidget().findChildren(Expander):
            fold.set_open(True)
        yield "statistics", self._window

    def _history(self) -> Iterator[Station]:
        self._act("&Worklist")
        sources = self._part(QComboBox, "Which X-rays")
        table = self._part(QTableView, "Screenings")
        for source in (Source.PERIOD, Source.ALL):
            sources.setCurrentIndex(sources.findData(source))
            self._rest()
            yield f"history, {source}", self._window
        table.go_to(0)
        yield "history, a row is chosen", self._window
        next(each for each in table.actions() if each.shortcut() == QKeySequence.StandardKey.Delete).trigger()
        yield from self._question("Delete")
        self._rest()
        yield "history, a row was deleted", self._window
        self._click("Undo")
        self._rest()
        self._search_nothing()
        self._qtbot.waitUntil(lambda: table.model().rowCount() == 0, timeout=20_000)
        self._rest()
        yield "history, nothing matches", self._window
        self._click("Show all rows")
        self._qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=20_000)
        self._rest()
        self._act("&Settings")
        deletion = self._window.findChild(DeleteAll)
        self._qtbot.waitUntil(lambda: deletion.count > 0, timeout=20_000)
        deletion.findChild(QAbstractButton).click()
        yield from self._question("Delete all")
        self._rest()

    def _search_nothing(self) -> None:
        search = self._part(QLineEdit, "Search")
        search.setText("none such")
        search.returnPressed.emit()

    def _question(self, yes: str) -> Iterator[Station]:
        (box,) = [box for box in self._window.findChildren(QMessageBox) if box.isVisible()]
        yield f"question, {yes}", box
        self._desktop.answer(self._say(yes))

    def _dialogs(self) -> Iterator[Station]:
        window, bundle = self._window, self._screener.bundle
        real = Session(Screener.open(self._screener.folder, "0.0.0"), Settings(), self._folder / "settings.json")
        yield "about", AboutDialog(real, window)
        about = AboutDialog(real, window)
        with self._qtbot.waitExposed(about):
            about.open()
        self._button(about, "Check this installation").click()
        self._qtbot.waitUntil(lambda: not real.threads.is_busy, timeout=20_000)
        yield "about, checked", about
        yield "model card", ModelCardDialog(self._screener.folder, window)
        first = FirstUseDialog(bundle, window)
        yield "first start, statement", first
        first = FirstUseDialog(bundle, window)
        self._qtbot.addWidget(first)
        first.findChild(QCheckBox).click()
        self._button(first, "Accept").click()
        yield "first start, ready", first
        unfinished = UnfinishedBatch((str(self._folder),), "2026-01-01T00:00:00+00:00", 12_034, "balanced", 8_113)
        yield "question, to resume", resume_dialog(window, unfinished, real, lambda: None)
        now = datetime.now(UTC)
        yield "question, on the clock", clock_dialog(window, Gap(now, now, 12_034), 365)
        yield "backups", BackupDialog([Backup(self._folder, now, 12_034)], window)
        page = Report(grey_record(self._folder), bundle, picture(), picture())
        yield "report", ReportPreview(window, page, "report", print)
        yield from looks(window, real, self._folder / "normal.png", self._qtbot)
        yield "failure", FailureDialog(bundle.model_id, window)
        yield from other_dialogs(window, self._say, self._folder)

    def _tabs(self, name: str, dialog: QDialog) -> Iterator[Station]:
        tabs = None if isinstance(dialog, QFileDialog) else dialog.findChild(QTabWidget)
        for index in range(1, tabs.count() if tabs else 0):
            tabs.setCurrentIndex(index)
            yield f"{name}, tab {index}", dialog

    def _part(self, kind: type[QWidget], name: str) -> QWidget:
        """Return the widget of a kind by its English name, on the page that is shown."""
        page = self._window.findChild(Pages).currentWidget()
        (found,) = [part for part in page.findChildren(kind) if part.accessibleName() == self._say(name)]
        return found

    def _button(self, place: QWidget, words: str) -> QAbstractButton:
        (found,) = [each for each in place.findChildren(QAbstractButton) if each.text() == self._say(words)]
        return found

    def _click(self, words: str) -> None:
        self._button(self._window.findChild(Pages).currentWidget(), words).click()

    def _act(self, words: str) -> None:
        bars = self._window.menuBar().actions()
        (action,) = [each for bar in bars for each in bar.menu().actions() if each.text() == self._say(words)]
        action.trigger()

    def _rest(self) -> None:
        """Wait until nothing is at work and everything is laid out."""
        self._qtbot.waitUntil(lambda: not self._window.session.threads.is_busy, timeout=20_000)
        QApplication.processEvents()


def cut(tour: Tour, width: int, height: int) -> dict[str, str]:
    """Return what is not seen whole in a window, and in dialogs, on a screen of this size, and where that is."""
    found: dict[str, str] = {}
    for name, window in tour.stations():
        if isinstance(window, QDialog):
            window.resize(min(window.width(), width), min(window.height(), height))
        else:
            window.resize(width, height)
        QApplication.processEvents()
        if not isinstance(window, QFileDialog) and (window.width() > width or window.height() > height):
            found.setdefault(f"it needs {window.size()}", name)
        for text in cut_texts(window):
            found.setdefault(text, name)
    return found
