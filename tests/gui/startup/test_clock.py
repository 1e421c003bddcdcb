"""A clock that is wrong by years empties no history before it is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QMessageBox

from app.core.results.unfinished import Journal, read_journals
from app.gui.startup.first_use_dialog import use_mark
from app.gui.startup.startup import Startup
from tests.helpers.screening_records import record
from tests.helpers.worklist_user import keep, left


@pytest.fixture
def after_years(desktop):
    """A desktop whose newest screenings and unfinished batch are of twelve years ago, as with a clock of 2038."""
    session = desktop.window.session
    session.settings = replace(session.settings, accepted_use=use_mark(session.bundle), keep_days=365)
    years_ago = (datetime.now(UTC) - timedelta(days=12 * 365)).isoformat(timespec="seconds")
    keep(desktop.history, record("a.jpg", screened_at=years_ago), record("b.jpg", screened_at=years_ago))
    Journal(desktop.history.parent, ["/xrays"], years_ago).begin(2, "balanced")
    return desktop


def question(desktop, qtbot) -> QMessageBox:
    def boxes():
        return [box for box in desktop.window.findChildren(QMessageBox) if box.isVisible()]

    qtbot.waitUntil(lambda: bool(boxes()))
    return boxes()[0]


@pytest.mark.parametrize(("answer", "kept", "batches"), [("Cancel", ["b.jpg", "a.jpg"], 1), ("Delete", [], 0)])
def test_the_user_decides_whether_the_clock_is_right(after_years, qtbot, answer, kept, batches):
    startup = Startup(after_years.window, [])
    startup.start()
    box = question(after_years, qtbot)
    assert box.text().startswith("Is the clock of this computer right?")
    assert "These are 2 screenings." in box.informativeText()
    assert left(after_years.history) == ["b.jpg", "a.jpg"]
    (button,) = [each for each in box.buttons() if each.text().replace("&", "") == answer]
    button.click()
    qtbot.waitUntil(lambda: not after_years.window.session.threads.is_busy)

    assert left(after_years.history) == kept
    assert len(read_journals(after_years.history.parent)) == batches
