"""A picture page and the user before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.core.model.evidence_map import FULL_COLOUR_MARGIN
from app.core.records import Finding, Scores, ScreeningRecord, SourceFacts, Verdict
from app.gui.imaging.image_view import ImageView
from app.gui.session import Session
from app.gui.xray.page import XrayPage
from app.settings import Settings

PNEUMONIA = Verdict(Finding.PNEUMONIA, 0.9, "balanced", "viral", 0.6)


def hot_upper_left(_radiograph: object) -> Scores:
    """Return scores that speak for pneumonia at the upper left and against it at the lower right."""
    evidence = np.zeros((8, 8, 3), np.float32)
    evidence[..., 2] = -2 * FULL_COLOUR_MARGIN
    evidence[:2, :2, 1] = 2 * FULL_COLOUR_MARGIN
    evidence[6:, 6:, 0] = 2 * FULL_COLOUR_MARGIN
    return Scores(evidence.mean((0, 1)), evidence)


class Sitting:
    """A picture page and the user before it."""

    def __init__(self, page: XrayPage, session: Session, qtbot) -> None:
        self.page = page
        self.session = session
        self._qtbot = qtbot

    def part(self, kind: type[QWidget], name: str) -> QWidget:
        (part,) = [
            part
            for part in self.page.findChildren(kind)
            if name in (part.accessibleName(), part.text() if isinstance(part, QAbstractButton) else "")
        ]
        return part

    @property
    def view(self) -> ImageView:
        return self.page.findChild(ImageView)

    @property
    def check(self) -> QAbstractButton:
        return self.part(QAbstractButton, "Evidence map")

    def show(self, record: ScreeningRecord) -> None:
        """Show a record, and click on its picture."""
        self.page.show_record(record)
        self.wait()
        self.view.setFocus()

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: not self.session.threads.is_busy, timeout=20_000)

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.view, key, modifier)

    def corner(self, x: float, y: float, view: ImageView | None = None) -> QColor:
        """Return the colour that is seen at a place of a picture, given as shares of its width and height."""
        view = view or self.view
        place = view.image_rect
        point = (place.topLeft().x() + x * place.width(), place.topLeft().y() + y * place.height())
        return view.grab().toImage().pixelColor(round(point[0]), round(point[1]))

    def reads(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())


@contextmanager
def sitting_before(screener: Any, folder: Path, qtbot) -> Iterator[Sitting]:
    """Show a page with a screener, and wait for its threads at the end."""
    session = Session(screener, Settings(data_folder=str(folder)), folder / "settings.json")
    page = XrayPage(session)
    qtbot.addWidget(page)
    page.resize(1024, 500)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    sitting = Sitting(page, session, qtbot)
    yield sitting
    sitting.wait()


def grey_record(folder: Path, name: str = "grey.png", verdict: Verdict = PNEUMONIA) -> ScreeningRecord:
    """Write a grey picture of 900 × 600 and return its record."""
    path = folder / name
    Image.new("L", (900, 600), 100).save(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return ScreeningRecord(str(path), verdict, SourceFacts("PNG", 900, 600), digest, "fake-1", "0", "2026-01-01")
