"""The worklist of a history with a real file and real threads."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.records import Patient
from app.core.review import Opinion, Review
from app.gui.batch.runner import BatchRunner
from app.gui.session import Session
from app.gui.worklist.page import WorklistPage
from app.settings import Settings
from tests.helpers.screening_records import NOT_ASSESSED, record
from tests.helpers.worklist_user import WorklistUser, keep, stamp


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def reader(qtbot, screener, tmp_path):
    session = Session(screener, Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json")
    page = WorklistPage(session, BatchRunner(session))
    qtbot.addWidget(page)
    page.resize(1000, 560)
    page.show()
    user = WorklistUser(page, session, qtbot)
    user.choose_days("All")
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)
    yield user
    page.leave()
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)


@pytest.fixture
def three(history, reader):
    """A page that shows three screenings, newest first: c, b, a."""
    keep(
        history,
        record("a.jpg", NOT_ASSESSED, screened_at=stamp(40), patient=Patient("KB-1", "Amina"), seen_at=stamp(39)),
        record("b.jpg", screened_at=stamp(3)),
        record("c.jpg", screened_at=stamp(0), review=Review(Opinion.AGREE, note="oxygen given")),
    )
    reader.show_new()
    reader.wait_for("3 X-rays · 2 not seen")
    return reader
