"""How soon does the frozen program come to its first verdict, against the same program from source?

    python -m tests.benchmarks.frozen dist/kifua

It is measured for `kifua screen` on one X-ray, to its end, and for the window that is given one, until its verdict is
in the history. Each is started from files that have to be read from the disk, as after the computer was switched on,
and from files that are in memory; frozen and source take turns. The figure is the ratio of both. Linux alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from app.core.model.bundle import load_bundle
from app.gui.startup.first_use_dialog import use_mark
from app.paths import assets_folder, bundle_folder
from app.settings import Settings, save_settings

ROUNDS = 5
PROJECT = Path(__file__).parents[2]
SAMPLE = assets_folder() / "samples" / "IM-0147-0001.jpeg"
SOURCE = [sys.executable, "-m", "app"]
_POLL_S = 0.005


def forget(folders: Iterable[Path]) -> None:
    """Have the system forget the content of all files in some folders, so that they are read from the disk again."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                with path.open("rb") as stream:
                    os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def screen_seconds(command: list[str], home: Path) -> float:
    """Return how long `kifua screen` takes for one X-ray."""
    started = time.perf_counter()
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*command, "screen", str(SAMPLE)], check=True, cwd=PROJECT, env=environment(home), **pipes)
    return time.perf_counter() - started


def window_seconds(command: list[str], home: Path) -> float:
    """Return how long it takes from the start of the window until it has judged the X-ray that it was given."""
    sys.path.insert(0, str(PROJECT / "packaging"))
    from kept_results import screened

    settings = Settings(accepted_use=use_mark(load_bundle(bundle_folder())))
    save_settings(home / "Kifua" / "settings.json", settings)
    started = time.perf_counter()
    with subprocess.Popen(
        [*command, str(SAMPLE)], cwd=PROJECT, env=environment(home), stderr=subprocess.PIPE
    ) as window:
        while not screened(home / "Kifua" / "history.sqlite3"):
            if window.poll() is not None:
                raise SystemExit(f"the window ended: {window.stderr.read().decode()}")
            time.sleep(_POLL_S)
        taken = time.perf_counter() - started
        window.terminate()
        window.communicate()
    return taken


def environment(home: Path) -> dict[str, str]:
    """Return an environment whose home is a folder, and that needs no screen."""
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(home))
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ, **places}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the frozen folder")
    frozen = parser.parse_args().folder.resolve()
    commands = {"frozen": [str(frozen / "kifua")], "source": SOURCE}
    paths = sysconfig.get_paths()
    files = {
        "frozen": [frozen],
        "source": [PROJECT / "app", PROJECT / "assets", Path(paths["stdlib"]), Path(paths["purelib"])],
    }
    os.sync()  # what is not yet written cannot be forgotten
    for work, measure in (("kifua screen", screen_seconds), ("the window", window_seconds)):
        for state in ("on the disk", "in memory"):
            seconds: dict[str, list[float]] = {name: [] for name in commands}
            for _ in range(ROUNDS):
                for name, command in commands.items():
                    with tempfile.TemporaryDirectory() as home:
                        if state == "on the disk":
                            forget(files[name])
                        seconds[name].append(measure(command, Path(home)))
            built, source = median(seconds["frozen"]), median(seconds["source"])
            print(f"{work}, files {state}: frozen {built:.2f} s, source {source:.2f} s: {built / source:.2f} times")


if __name__ == "__main__":
    main()
