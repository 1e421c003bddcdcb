"""How fast is screening against mere decoding, and does memory stay flat?

    python -m tests.benchmarks.screening FOLDER [--workers N]

FOLDER holds full-size X-rays. Every figure is a ratio of two measurements of the same run on the same machine.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image

from app import __version__
from app.core.imaging.discovery import discover
from app.core.screening import Screener, screen
from app.exit_status import ExitStatus
from app.paths import bundle_folder

ROUNDS = 5
FEW, MANY = 100, 1000


def decode_only(file: str) -> int:
    """Decode a picture at full size, as grey, and do nothing with it."""
    with Image.open(file) as image:
        return int(np.asarray(image.convert("L"))[0, 0])


def seconds(work: object) -> float:
    """Return how long it takes to exhaust an iterable."""
    start = time.perf_counter()
    for _ in work:
        pass
    return time.perf_counter() - start


def speed(files: list[str], workers: int) -> tuple[float, float]:
    """Return images a second of screening and of decoding alone, medians of alternating rounds."""
    screener = Screener.open(bundle_folder(), __version__)
    screening, decoding = [], []
    for _ in range(ROUNDS):
        with ThreadPoolExecutor(workers) as pool:
            screening.append(len(files) / seconds(screen(files, screener, pool)))
        with ThreadPoolExecutor(workers) as pool:
            decoding.append(len(files) / seconds(pool.map(decode_only, files)))
    return median(screening), median(decoding)


def link_files(files: list[str], count: int, folder: Path) -> None:
    """Fill a folder with so many links to files, over and over."""
    for place, file in zip(range(count), itertools.cycle(files)):
        (folder / f"{place:05}.jpeg").symlink_to(os.path.abspath(file))


def peak_memory_mb(files: list[str], count: int, workers: int) -> float:
    """Return the peak resident memory of `kifua screen` on this many files, links to the given ones."""
    with tempfile.TemporaryDirectory() as folder:
        link_files(files, count, Path(folder))
        command = [sys.executable, "-m", "app", "screen", folder, "--no-history", "--workers", str(workers)]
        command += ["--csv", os.path.join(folder, "results.csv")]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (ExitStatus.OK, ExitStatus.INCOMPLETE):
        raise SystemExit(f"kifua screen ended with status {process.returncode}")
    return usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="full-size X-rays")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    files = list(discover([str(options.folder)], recursive=True).files)
    screening, decoding = speed(files, options.workers)
    print(f"{len(files)} files, {options.workers} workers, median of {ROUNDS} rounds")
    print(
        f"screening {screening:.0f} images/s, decoding alone {decoding:.0f} images/s: {screening / decoding:.2f} times"
    )
    few, many = (peak_memory_mb(files, count, options.workers) for count in (FEW, MANY))
    print(f"peak memory {few:.0f} MB for {FEW} files, {many:.0f} MB for {MANY}: {many / few:.2f} times")


if __name__ == "__main__":
    main()
