"""How soon does the window stand, how soon does it judge, and how much memory does it hold?

    python -m tests.benchmarks.window FOLDER

FOLDER holds full-size X-rays. Each round starts a process of its own, its files cached, and beside it one that shows an
empty Qt window; memory is that of a window which screens 1,000 files. Where there is no screen, set
QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from app.core.imaging.discovery import discover
from app.core.model.bundle import load_bundle
from app.gui.startup.first_use_dialog import use_mark
from app.paths import bundle_folder
from app.settings import Settings, save_settings
from tests.benchmarks.screening import link_files

ROUNDS = 5
MANY = 1000
START_S, VERDICT_S, RESIDENT_MB = 1.0, 0.3, 200.0
"""The limits: from the process's start to a painted window, from opening a file to its verdict, after `MANY` files."""

_EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
application.processEvents()
print(time.monotonic())
"""

_KIFUA = """
import resource, sys, time
from PySide6.QtWidgets import QApplication
from app.gui import main
from app.gui.window.main_window import MainWindow
from app.gui.xray.page import XrayPage

def measure():
    application = QApplication.instance()
    application.processEvents()
    print(time.monotonic())
    (window,) = [part for part in application.topLevelWidgets() if isinstance(part, MainWindow)]
    work, shown = window.session.threads, []
    while work.is_busy:
        application.processEvents()
    window.findChild(XrayPage).record_shown.connect(lambda record: shown.append(time.monotonic()))
    begun = time.monotonic()
    window.open_paths(sys.argv[1:2])
    while not shown:
        application.processEvents()
    print(shown[0] - begun)
    if sys.argv[2:]:
        window.open_paths(sys.argv[2:])
    while work.is_busy:
        application.processEvents()
    if sys.argv[2:]:
        with open("/proc/self/statm") as pages:
            print(int(pages.read().split()[1]) * resource.getpagesize() / 2**20)
    return 0

main.QApplication.exec = lambda *_: measure()
sys.exit(main.main(["kifua"]))
"""


def run(program: str, home: Path, *paths: str) -> list[float]:
    """Run a program and return the numbers that it prints, the first one counted from its start."""
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(home))
    started = time.monotonic()
    command = [sys.executable, "-c", program, *paths]
    out = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **places}).stdout
    first, *others = map(float, out.split())
    return [first - started, *others]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="full-size X-rays")
    files = list(discover([str(parser.parse_args().folder)], recursive=True).files)
    with tempfile.TemporaryDirectory() as place:
        home, many = Path(place) / "home", Path(place) / "many"
        save_settings(home / "Kifua" / "settings.json", Settings(accepted_use=use_mark(load_bundle(bundle_folder()))))
        rounds = [(run(_EMPTY, home)[0], *run(_KIFUA, home, file)) for file in files[:ROUNDS]]
        empty, start, verdict = (median(found) for found in zip(*rounds, strict=True))
        many.mkdir()
        link_files(files, MANY, many)
        _, _, resident = run(_KIFUA, home, files[0], str(many))
    print(f"median of {ROUNDS} starts; the limits: {START_S:g} s, {VERDICT_S:g} s, {RESIDENT_MB:g} MB")
    print(f"window after {start:.2f} s, {start / START_S:.2f} times the limit; an empty Qt window after {empty:.2f} s")
    print(f"first verdict after {verdict:.2f} s, {verdict / VERDICT_S:.2f} times the limit")
    print(f"{resident:.0f} MB after {MANY} files, {resident / RESIDENT_MB:.2f} times the limit")


if __name__ == "__main__":
    main()
