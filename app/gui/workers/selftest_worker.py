"""The self-test off the GUI thread."""

from __future__ import annotations

import time

from PySide6.QtCore import Signal

from app.core.errors import BundleError
from app.core.screening import Screener
from app.core.selftest import run_self_test
from app.gui.text.verdict_text import reason_text
from app.gui.threads import Worker


class SelfTestWorker(Worker):
    """Screens the golden pictures of the model.

    Signals:
        tested: a tuple of `GoldenResult`, and how many seconds it took.
        failed: a sentence; the model cannot be used.
    """

    tested = Signal(object, float)
    failed = Signal(str)

    def __init__(self, screener: Screener) -> None:
        super().__init__()
        self._screener = screener

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        begun = time.perf_counter()
        try:
            results = run_self_test(self._screener)
        except BundleError as error:
            self.failed.emit(reason_text(error.reason))
        else:
            self.tested.emit(results, time.perf_counter() - begun)
