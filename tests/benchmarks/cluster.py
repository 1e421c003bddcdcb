"""How does screening scale with the workers of a cluster, and what would an archive of ten million take?

    python -m tests.benchmarks.cluster FOLDER [--files N] [--workers 1 2 4]

FOLDER holds X-rays; links to them are screened. Scheduler and workers are processes on this computer, a thread each.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil

from app import __version__
from app.cluster import FILES_AT_ONCE, cluster_records
from app.core.imaging.discovery import discover
from app.core.screening import Screener, screen
from app.paths import bundle_folder
from tests.benchmarks.screening import link_files
from tests.helpers.clusters import running_cluster

ARCHIVE = 10_000_000
WARM_UP = 64
"""Files that are screened before the clock starts: each worker gets the model by them."""


@dataclass(frozen=True)
class Result:
    """What a batch took.

    Attributes:
        per_s: files a second.
        scheduler_ms: processor time of the scheduler for a file.
        client_ms: processor time of the program that asks, for a file.
    """

    per_s: float
    scheduler_ms: float
    client_ms: float


def exhaust(records: Iterable[object]) -> None:
    """Let all of the work be done."""
    for _ in records:
        pass


def measure(files: list[str], screener: Screener, workers: int) -> Result:
    """Screen files on a new cluster of so many workers."""
    with tempfile.TemporaryDirectory() as folder, running_cluster(Path(folder), workers) as cluster:
        scheduler = psutil.Process(cluster.scheduler_pid)
        with cluster_records(cluster.address, files[:WARM_UP], screener, threading.Event()) as records:
            exhaust(records)
        with cluster_records(cluster.address, files, screener, threading.Event()) as records:
            used, used_here, start = sum(scheduler.cpu_times()[:2]), time.process_time(), time.perf_counter()
            exhaust(records)
            took, used_here = time.perf_counter() - start, time.process_time() - used_here
            used = sum(scheduler.cpu_times()[:2]) - used
    count = len(files)
    return Result(count / took, 1000 * used / count, 1000 * used_here / count)


def alone(files: list[str], screener: Screener) -> float:
    """Return files a second of one thread without a cluster."""
    with ThreadPoolExecutor(1) as executor:
        exhaust(screen(files[:WARM_UP], screener, executor))
        start = time.perf_counter()
        exhaust(screen(files, screener, executor))
        return len(files) / (time.perf_counter() - start)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="X-rays")
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    options = parser.parse_args()
    screener = Screener.open(bundle_folder(), __version__)
    with tempfile.TemporaryDirectory() as folder:
        link_files(list(discover([str(options.folder)], recursive=True).files), options.files, Path(folder))
        files = list(discover([folder], recursive=True).files)
        one = alone(files, screener)
        print(f"{options.files} files, {os.cpu_count()} cores, {FILES_AT_ONCE} files in a task")
        print(f"one thread without a cluster: {one:.0f} files/s")
        results = {workers: measure(files, screener, workers) for workers in options.workers}
    for workers, result in results.items():
        print(
            f"{workers} workers: {result.per_s:.0f} files/s, {result.per_s / one:.2f} times; for a file, "
            f"scheduler {result.scheduler_ms:.3f} ms, client {result.client_ms:.3f} ms"
        )
    worker_per_s = results[min(results)].per_s / min(results)
    most = 1000 / max(max(result.scheduler_ms, result.client_ms) for result in results.values())
    print(f"{ARCHIVE:,} files: {ARCHIVE / worker_per_s / 3600:.1f} h divided by the number of cores,")
    print(f"  and no less than {ARCHIVE / most / 3600:.1f} h: at {most:.0f} files/s, {most / worker_per_s:.0f} cores")


if __name__ == "__main__":
    main()
