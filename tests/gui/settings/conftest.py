"""The session whose settings a section shows."""

from __future__ import annotations

import pytest

from app.gui.session import Session
from app.settings import Settings


@pytest.fixture
def session(screener, tmp_path, qtbot):
    made = Session(screener, Settings(data_folder=str(tmp_path / "data")), tmp_path / "config" / "settings.json")
    yield made
    qtbot.waitUntil(lambda: not made.threads.is_busy, timeout=20_000)
