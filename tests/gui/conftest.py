"""The window with a screener that obeys the test, and the events that a desktop sends."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_socket
from PySide6.QtCore import QLocale, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from app.core.adjustment import Adjustments, quarter_turns
from app.core.errors import BundleError, Reason
from app.core.imaging.adjust import adjust
from app.core.imaging.decode import decode
from app.core.imaging.preprocess import PreprocessSpec, load_radiograph
from app.core.imaging.small_picture import PictureTray
from app.core.imaging.source_file import readable_digest
from app.core.model.bundle import Bundle, Calibration, Figure, OperatingPoint
from app.core.model.limits import GateLimits, InputLimits
from app.core.model.provenance import Provenance
from app.core.records import Finding, Radiograph, Scores, ScreeningRecord, SourceFacts, Verdict
from app.gui.session import Session
from app.gui.startup.translations import install_translators
from app.gui.theme.theme import apply_theme
from app.gui.window.batch_bar import BatchBar
from app.gui.window.main_window import MainWindow
from app.gui.window.notice_bar import NoticeBar
from app.gui.window.pages import Pages
from app.settings import Settings
from tests.helpers.sitting import Sitting, grey_record, hot_upper_left, sitting_before

LOOPBACK = "127.0.0.1"
_FIGURE = Figure("Sensitivity", 0.9, 0.8, 1.0, "nobody")
POINT = OperatingPoint("balanced", 0.5, 0.25, 0.75, _FIGURE, _FIGURE)
BUNDLE = Bundle(
    schema=1,
    model_id="fake-1",
    recipe="fake",
    labels=("normal", "bacterial", "viral"),
    preprocess=PreprocessSpec(32),
    calibration=Calibration(1.0, 0.0),
    pattern_calibration=Calibration(1.0, 0.0),
    operating_points=(POINT,),
    input_limits=InputLimits(32, 0.1, 0.6, 0.6, 2.0, 0.2, (1.0, 5.0)),
    gate=GateLimits(64, ("frontal", "unlike_chest"), 0.0, 1.0, 1.0, 1.0),
    intended_use="For the tests alone.",
    limits=("It knows nothing.", "It never looks."),
    figures=(_FIGURE,),
    provenance=Provenance({}, 0, "patient", "0" * 64, "0" * 64, "none", {}, None, None, None, None),
    golden=(),
    golden_tolerance=0.0,
    files={},
)
ON_ITS_SIDE = Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("turned"),))
VERDICTS = {
    "pneumonia": Verdict(Finding.PNEUMONIA, 0.9, "balanced", "viral", 0.6),
    "normal": Verdict(Finding.NORMAL, 0.1, "balanced"),
    "uncertain": Verdict(Finding.UNCERTAIN, 0.6, "balanced", reasons=(Reason.of("uncertain"),)),
    "side": ON_ITS_SIDE,
}
REFUSED = Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("not_an_image"),))


class FakeScreener:
    """Answers by the file's name. While its gate is shut, every file waits there; `begun` is set by the first."""

    def __init__(self) -> None:
        self.bundle = BUNDLE
        self.operating_point = POINT
        self.app_version = "0.0.0"
        self.gate = threading.Event()
        self.gate.set()
        self.begun = threading.Event()
        self.is_broken = False
        self.adjustments: Adjustments = ()

    def at_operating_point(self, name: str) -> FakeScreener:
        self.operating_point = self.bundle.operating_point(name)
        return self

    def score(self, radiograph: object) -> Scores:
        return hot_upper_left(radiograph)

    def keeping_pictures(self, pictures: PictureTray) -> FakeScreener:
        return self

    def adjusting(self, adjustments: Adjustments) -> FakeScreener:
        adjusting = copy(self)
        adjusting.adjustments = adjustments
        return adjusting

    def load(self, file: str) -> Radiograph:
        return adjust(load_radiograph(Path(file), self.bundle.preprocess), self.adjustments)

    def screen_file(self, file: str) -> ScreeningRecord:
        self.begun.set()
        assert self.gate.wait(60)
        if self.is_broken:
            raise BundleError("model_damaged", name="model.tflite")
        made = make_record(file)
        if made.verdict is ON_ITS_SIDE and quarter_turns(self.adjustments) == 1:
            made = replace(made, verdict=VERDICTS["pneumonia"])
        return replace(made, adjustments=self.adjustments)


def make_record(file: str) -> ScreeningRecord:
    verdict = next((verdict for word, verdict in VERDICTS.items() if word in Path(file).name), REFUSED)
    facts = None if verdict is REFUSED else SourceFacts("JPEG", 64, 48)
    if facts and file.endswith(".dcm"):
        facts = decode(Path(file)).facts
    return ScreeningRecord(file, verdict, facts, readable_digest(file), "fake-1", "0.0.0", "2026-01-01T00:00:00+00:00")


class Desktop:
    """A window and the user before it."""

    def __init__(self, window: MainWindow, screener: Any, history: Path, qtbot) -> None:
        self.window = window
        self.screener = screener
        self.history = history
        self._qtbot = qtbot

    def drag(self, *urls: QUrl | Path, text: str = "") -> QDragEnterEvent:
        """Drag over the middle of the window without letting go."""
        self._mime = _mime(urls, text)
        rest = (_ACTIONS, self._mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        try:
            enter = QDragEnterEvent(QPointF(self.window.rect().center()), *rest)
        except TypeError:  # PySide6 before 6.12
            enter = QDragEnterEvent(self.window.rect().center(), *rest)
        QApplication.sendEvent(self.window.windowHandle(), enter)
        return enter

    def drop(self, *urls: QUrl | Path, text: str = "") -> QDropEvent:
        """Drag over the middle of the window and let go, as the window system says it."""
        self.drag(*urls, text=text)
        point = QPointF(self.window.rect().center())
        event = QDropEvent(point, _ACTIONS, self._mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.window.windowHandle(), event)
        return event

    def part(self, kind: type[QWidget], name: str) -> QWidget:
        """Return the widget of a kind by the name that a screen reader says; one that is seen before a hidden one."""
        found = [part for part in self.window.findChildren(kind) if name in (part.accessibleName(), _text(part))]
        found = [part for part in found if part.isVisible()] or found
        assert len(found) == 1, f"{len(found)} widgets are named {name}"
        return found[0]

    def action(self, words: str) -> QAction:
        """Return the action of these words, without the letter that picks it in its menu."""
        (found,) = [each for each in self.window.findChildren(QAction) if each.text().replace("&", "") == words]
        return found

    def says(self) -> str:
        """Return every text that can be read on the page, in the bars around it, and in the status bar."""
        page = self.window.findChild(Pages).currentWidget()
        parts = (*self.window.findChildren(NoticeBar), page, self.window.findChild(BatchBar))
        labels = [label.text() for part in parts for label in part.findChildren(QLabel) if label.isVisible()]
        return "\n".join([*labels, self.window.statusBar().currentMessage()])

    def wait_for(self, text: str) -> None:
        """Wait until a text can be read."""

        def reads() -> None:
            assert text in self.says(), self.says()

        self._qtbot.waitUntil(reads, timeout=20_000)

    def show_page(self, icon: str) -> None:
        """Show a page by its button on the rail, which the icon names."""
        (action,) = [each for each in self.window.findChildren(QAction) if each.property("iconName") == icon]
        action.trigger()

    def close(self) -> None:
        """Close the window and wait until it is gone."""
        if isinstance(self.screener, FakeScreener):
            self.screener.gate.set()
        self.window.close()
        self.answer("Close Kifua")
        self._qtbot.waitUntil(lambda: not self.window.isVisible(), timeout=20_000)

    def answer(self, words: str) -> None:
        """Click the button of these words in the box that asks, if one does."""
        boxes = [box for box in self.window.findChildren(QMessageBox) if box.isVisible()]
        for button in [button for box in boxes for button in box.buttons() if button.text() == words]:
            button.click()


_ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def _text(part: QWidget) -> str:
    return part.text() if hasattr(part, "text") else ""


def _mime(urls: tuple[QUrl | Path, ...], text: str) -> QMimeData:
    mime = QMimeData()
    if urls:
        mime.setUrls([url if isinstance(url, QUrl) else QUrl.fromEncoded(url.as_uri().encode()) for url in urls])
    if text:
        mime.setText(text)
    return mime


@pytest.fixture(autouse=True, scope="session")
def _as_it_is_started(qapp) -> None:
    """Look as the window does, and speak as it does where it is not translated: `1 file`, not `1 file(s)`."""
    apply_theme(qapp, Settings())
    install_translators(qapp, QLocale.c())


@pytest.fixture(autouse=True)
def _no_dialog_stays_open(qapp) -> Iterator[None]:
    """Leave the next test a desktop without a dialog that waits: while one does, nothing can be dropped."""
    yield
    while dialog := QApplication.activeModalWidget():
        dialog.hide()


@pytest.fixture
def enlarge(qapp) -> Iterator[Callable[[int], None]]:
    """Return a function that sets the size of the text, in per cent; at the end, it is as it was."""
    yield lambda percent: apply_theme(qapp, Settings(text_percent=percent))
    apply_theme(qapp, Settings())


@pytest.fixture
def _loopback(_offline_and_at_home) -> Iterator[None]:
    """Let nodes on this computer speak with each other."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts([LOOPBACK])
    yield
    pytest_socket._remove_restrictions()


@pytest.fixture
def screener() -> FakeScreener:
    return FakeScreener()


@pytest.fixture
def make_desktop(qtbot, tmp_path: Path):
    """Return a generator of one desktop for a screener, which closes its window and waits for its threads."""

    def make(screener) -> Iterator[Desktop]:
        settings = Settings(data_folder=str(tmp_path / "data"))
        session = Session(screener, settings, tmp_path / "config" / "settings.json")
        desktop = Desktop(MainWindow(session), screener, session.history, qtbot)
        desktop.window.show()
        qtbot.waitExposed(desktop.window)
        yield desktop
        desktop.close()
        desktop.window.deleteLater()

    return make


@pytest.fixture
def desktop(make_desktop, screener) -> Iterator[Desktop]:
    yield from make_desktop(screener)


@pytest.fixture
def make_files(tmp_path: Path):
    """Return a function that makes files of these names in a folder of X-rays, and returns the folder."""

    def make(*names: str) -> Path:
        folder = tmp_path / "xrays"
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(b"\xff\xd8\xff that is all of " + os.fsencode(name))
        return folder

    return make


@pytest.fixture
def sitting(screener, tmp_path, qtbot) -> Iterator[Sitting]:
    """A picture page whose model sees signs at the upper left."""
    screener.score = hot_upper_left
    with sitting_before(screener, tmp_path, qtbot) as sitting:
        yield sitting


@pytest.fixture
def make_grey(tmp_path):
    """Return a function that makes a grey picture and returns a record of it."""
    return partial(grey_record, tmp_path)
