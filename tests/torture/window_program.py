"""The window in a process of its own, with a user who never tires; `tests.torture.window` starts and kills it.

python -m tests.torture.window_program batch FOLDER        screen a folder, or go on with what is unfinished
python -m tests.torture.window_program days SECONDS FOLDER  live days of a clinic, and print what is held as JSON
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QTableView

from app.core.model.bundle import load_bundle
from app.core.results.unfinished import read_journals
from app.gui import main
from app.gui.startup.first_use_dialog import use_mark
from app.gui.window.main_window import MainWindow
from app.gui.window.pages import Pages
from app.paths import bundle_folder, data_folder, settings_file
from app.settings import Settings, save_settings

_WARM_UP_DAYS = 3
_PATIENCE_S = 120


class User:
    """Does with the window what a user does, and waits for it."""

    def __init__(self) -> None:
        parts = QApplication.topLevelWidgets()
        (self.window,) = [part for part in parts if isinstance(part, MainWindow)]
        self._pages = self.window.findChild(Pages)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait, while the window does its work.

        Raises:
            TimeoutError: it takes too long.
        """
        until = time.monotonic() + _PATIENCE_S
        while not is_so():
            QApplication.processEvents()
            time.sleep(0.001)
            if time.monotonic() > until:
                raise TimeoutError

    def rest(self) -> None:
        """Wait until nothing is being done, and let Qt delete what is to be deleted."""
        self.wait_until(lambda: not self.window.session.threads.is_busy)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def go_on(self, folder: str) -> None:
        """Accept to go on with an unfinished batch where one is offered, else open a folder; wait until it is done."""
        is_unfinished = bool(read_journals(data_folder()))
        self.rest()
        if is_unfinished:
            self.wait_until(lambda: bool(self._boxes()) or not read_journals(data_folder()))
            for box in self._boxes():
                box.accept()
        else:
            self.window.open_paths([folder])
        self.rest()

    def live_a_day(self, folder: str, out: Path) -> None:
        """Look at X-rays and save reports, screen a folder and export it, cancel another, look at the history."""
        for file in sorted(os.listdir(folder))[:3]:
            self.window.open_paths([os.path.join(folder, file)])
            self.rest()
            self._save(self._trigger("Save report as PDF…"), out / "report.pdf")
        self.window.open_paths([folder])
        self.rest()
        self._save(self._trigger("Export CSV…"), out / "table.csv")
        self.window.open_paths([folder])
        (table,) = [each for each in self.window.findChildren(QTableView) if each.accessibleName() == "Results"]
        self.wait_until(lambda: table.model().rowCount() > 0)
        (end,) = [each for each in self.window.findChildren(QPushButton) if each.text() == "End…"]
        end.click()
        for box in self._boxes():
            box.accept()
        self.rest()
        for key in ("settings", "worklist"):
            self._pages.show_page(self._pages.page(key))
            self.rest()

    def _boxes(self) -> list[QMessageBox]:
        return [box for box in self.window.findChildren(QMessageBox) if box.isVisible()]

    def _trigger(self, text: str) -> QFileDialog:
        (action,) = [each for each in self.window.findChildren(QAction) if each.text().replace("&", "") == text]
        action.trigger()
        (dialog,) = self.window.findChildren(QFileDialog)
        return dialog

    def _save(self, dialog: QFileDialog, path: Path) -> None:
        path.unlink(missing_ok=True)
        dialog.fileSelected.emit(str(path))
        dialog.close()
        self.rest()
        if not path.exists():
            raise FileNotFoundError(path.name)


def held(window: MainWindow) -> dict[str, float]:
    """Return what this process holds: memory, open handles, threads, objects of the window, temporary files."""
    gc.collect()
    with open("/proc/self/statm", encoding="ascii") as pages:
        memory_mb = int(pages.read().split()[1]) * resource.getpagesize() / 2**20
    temporary = [*Path(tempfile.gettempdir()).iterdir(), *data_folder().glob(".kifua-*")]
    return {
        "MB of memory": round(memory_mb),
        "handles": len(os.listdir("/proc/self/fd")),
        "threads": len(os.listdir("/proc/self/task")),
        "objects": len(window.findChildren(QObject)),
        "temporary files": len(temporary),
    }


def screen_batch(folder: str) -> int:
    """Screen a folder to its end, and let the window come to rest, as closing it would."""
    user = User()
    user.go_on(folder)
    user.rest()
    return 0


def live_days(seconds: float, folder: str) -> int:
    """Live days until the time is over, and print what is held after the first few, a third, and the last."""
    user, days, begun = User(), 0, time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        found = []
        while days <= _WARM_UP_DAYS or time.monotonic() < begun + seconds:
            user.live_a_day(folder, Path(place))
            days += 1
            is_settled = len(found) == 1 and time.monotonic() > begun + seconds / 3
            if days == _WARM_UP_DAYS or is_settled:
                found.append(held(user.window))
        found.append(held(user.window))
    print(json.dumps({"days": days, "first": found[0], "settled": found[-2], "last": found[-1]}))
    return 0


def run(work: Callable[[], int]) -> int:
    """Show the window, and do this in place of waiting for a user."""
    save_settings(settings_file(), Settings(accepted_use=use_mark(load_bundle(bundle_folder()))))
    main.QApplication.exec = lambda *_: work()  # type: ignore[method-assign]
    return main.main(["kifua"])


if __name__ == "__main__":
    if sys.argv[1] == "batch":
        sys.exit(run(lambda: screen_batch(sys.argv[2])))
    sys.exit(run(lambda: live_days(float(sys.argv[2]), sys.argv[3])))
