"""The verdict panel, as narrow as beside an X-ray."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from app.gui.session import Session
from app.gui.xray.verdict_panel import VerdictPanel
from app.settings import Settings


@pytest.fixture
def session(screener, tmp_path) -> Session:
    return Session(screener, Settings(data_folder=str(tmp_path)), tmp_path / "settings.json")


@pytest.fixture
def make_panel(qtbot) -> Callable[[Session], VerdictPanel]:
    """Return a function that shows a panel of a session as narrow as beside an X-ray."""

    def make(session: Session) -> VerdictPanel:
        panel = VerdictPanel(session, QAction("Screen it as it is shown"))
        qtbot.addWidget(panel)
        panel.resize(372, 900)
        panel.show()
        panel.activateWindow()
        qtbot.waitActive(panel)
        return panel

    return make


@pytest.fixture
def panel(make_panel, session) -> VerdictPanel:
    return make_panel(session)


@pytest.fixture
def changes(panel) -> list[Any]:
    """What the panel has sent."""
    sent = []
    panel.record_changed.connect(sent.append)
    return sent


@pytest.fixture
def slow_hands() -> Iterator[None]:
    """A user whose every two clicks count as two."""
    usual_ms = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(0)
    yield
    QApplication.setDoubleClickInterval(usual_ms)
