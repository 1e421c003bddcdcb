"""A thread that can be asked to stop."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread


class Worker(QThread):
    """A thread with one piece of work. Its `finished` always comes, whether the work ended well or not."""

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to end soon; any thread may ask."""
        self._cancelled.set()
