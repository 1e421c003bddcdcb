"""A Dask cluster of real processes on this computer's own network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers.command_line import environment


class Cluster:
    """A scheduler and its workers, each a process.

    Attributes:
        address: of the scheduler.
        workers: in the order in which they were started.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self._scheduler, self.address = _started("Scheduler at:", "distributed.cli.dask_scheduler", *options)

    @property
    def scheduler_pid(self) -> int:
        """Number of the scheduler's process."""
        return self._scheduler.pid

    def add_worker(self, *options: str) -> None:
        """Start a worker with one thread, and wait until it is one of the cluster's."""
        folder = self._folder / f"worker-{len(self.workers)}"
        common = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
        options = (self.address, *common, *(options or ("--no-nanny",)))
        worker, _ = _started("Registered to:", "distributed.cli.dask_worker", *options)
        self.workers.append(worker)

    def end(self) -> None:
        """Kill every process that is left."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()
            process.stderr.close()


@contextmanager
def running_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Give a cluster of so many workers, which put what they need into a folder."""
    cluster = Cluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        cluster.end()


def _started(ready: str, module: str, *options: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start a module, and return its process and the line in which it says that it is ready."""
    command = [sys.executable, "-m", module, *options]
    process = subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE)
    said = []
    while line := os.read(process.stderr.fileno(), 65536).decode():  # the little that comes later fits into the pipe
        said.append(line)
        if found := re.search(rf"{ready} *(\S+)", "".join(said)):
            return process, found[1]
    raise AssertionError("".join(said))
