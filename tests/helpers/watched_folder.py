"""A watched folder, a clock, and what is remembered."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from app.gui.batch.arrivals import STILL_S, Arrivals, Look
from tests.helpers.pictures import SAMPLE

NEVER = threading.Event()
XRAY = SAMPLE.read_bytes()


class WatchedFolder:
    """A watched folder, a clock, and what is remembered."""

    def __init__(self, place: Path) -> None:
        self.path = place / "xrays"
        self.path.mkdir()
        self.memory = place / "config" / "watched.json"
        self.now_s = 0.0
        self.restart()

    def restart(self) -> None:
        """Look at the folder as a new process does."""
        self.arrivals = Arrivals(str(self.path), self.memory)

    def write(self, name: str, content: bytes = XRAY, time_s: int = 1_000_000) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, (time_s, time_s))

    def path_of(self, name: str) -> str:
        """Return the path of a file, as it is found."""
        return str(self.path / name)

    def look_again(self, after_s: float = 0.0) -> Look:
        """Look at what waits alone."""
        self.now_s += after_s
        return self.arrivals.look_again(self.now_s, NEVER)

    def look(self, after_s: float = 0.0) -> Look:
        self.now_s += after_s
        return self.arrivals.look(self.now_s, NEVER)

    def taken(self) -> list[str]:
        """Look twice, as long apart as a file must stand still, and keep what is found."""
        self.look()
        found = self.look(STILL_S).files
        self.arrivals.keep(found)
        return [os.path.relpath(file, self.path) for file in found]
