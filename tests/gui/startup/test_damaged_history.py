"""A history that was damaged before the window started."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from app.core.records import Patient
from app.core.results.history import History
from app.core.results.history_database.backups import DAMAGED, files_beside
from app.gui.startup.first_use_dialog import use_mark
from app.gui.startup.startup import Startup
from tests.helpers.screening_records import record

_PAGE = 4096
_PAGES_LOST = 30


@pytest.mark.parametrize("first_lost", [0, 2])
def test_a_history_that_was_damaged_before_the_start_is_said(desktop, first_lost):
    session = desktop.window.session
    session.settings = replace(session.settings, accepted_use=use_mark(session.bundle))
    with History(desktop.history) as history:
        for number in range(200):
            history.add(record(f"{number}.png", patient=Patient(note="n" * 300)))
    content = desktop.history.read_bytes()
    start, end = first_lost * _PAGE, (first_lost + _PAGES_LOST) * _PAGE
    desktop.history.write_bytes(content[:start] + b"\xa5" * (end - start) + content[end:])
    Startup(desktop.window, []).start()

    desktop.wait_for("The history was damaged")
    assert desktop.part(QPushButton, "Restore a backup…").isVisible()
    assert len(files_beside(desktop.history, DAMAGED)) == 1
