"""A window beside an X-ray machine that sends to it over the loopback interface."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from app.core.results.history import History
from app.gui.dicom.reception import Reception
from app.gui.dicom.reception_state import Stage
from app.paths import received_folder
from tests.helpers.dicom_peers import HOST, TITLE
from tests.helpers.picture_archives import free_port
from tests.helpers.screening_records import kept_rows


@dataclass
class Clinic:
    """A desktop, and what is asked of its node.

    Attributes:
        desktop: with the window.
        port: that its node listens on.
    """

    desktop: Any
    port: int
    qtbot: Any

    @property
    def reception(self) -> Reception:
        """The reception of the window."""
        return self.desktop.window.connections.reception

    @property
    def folder(self) -> Path:
        """The folder of received X-rays."""
        return received_folder(self.desktop.history.parent)

    def switch_on(self, **values: Any) -> None:
        """Switch receiving on in the settings, for one machine, and wait until the node listens or cannot."""
        usual = {"is_on": True, "port": self.port, "interface": HOST, "callers": (f"{TITLE}@{HOST}",)}
        self.change(**{**usual, **values})
        self.qtbot.waitUntil(lambda: self.stage not in (Stage.OFF, Stage.STARTING), timeout=20_000)

    def change(self, **values: Any) -> None:
        """Change how X-rays are received."""
        session = self.desktop.window.session
        session.update(receive=replace(session.settings.receive, **values))

    @property
    def stage(self) -> Stage:
        """What the node does."""
        return self.reception.state.stage

    def wait_until_screened(self, count: int) -> None:
        """Wait until the history has so many screenings, and nothing is at work."""
        threads = self.desktop.window.session.threads
        self.qtbot.waitUntil(lambda: len(self.screened()) == count and not threads.is_busy, timeout=20_000)

    def screened(self) -> list[str]:
        """Return the files of the screenings that are kept."""
        if not self.desktop.history.exists():
            return []
        with History(self.desktop.history) as history:
            return sorted(row["file"] for row in kept_rows(history, 99))


@pytest.fixture
def clinic(_loopback, desktop, qtbot) -> Clinic:
    desktop.window.connections.start()
    return Clinic(desktop, free_port(), qtbot)
