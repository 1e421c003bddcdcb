"""How fast are X-rays stored, acknowledged and screened that `storescu` sends as fast as it can?

    python -m tests.benchmarks.receive X_RAY.dcm [--count 100]

Beside it, in the same run: `storescp` of dcmtk, which stores without syncing, and the same number of syncs of a file of
that size. Needs dcmtk.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pydicom
from pydicom.uid import generate_uid

from tests.helpers.command_line import KIFUA, environment

HOST = "127.0.0.1"


def copies(xray: Path, count: int, folder: Path) -> list[Path]:
    """Write X-rays of as many studies, and return their paths."""
    dataset = pydicom.dcmread(xray)
    paths = []
    for number in range(count):
        dataset.StudyInstanceUID, dataset.SOPInstanceUID = generate_uid(), generate_uid()
        dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
        paths.append(folder / f"{number}.dcm")
        dataset.save_as(paths[-1])
    return paths


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens on a port."""
    while True:
        try:
            socket.create_connection((HOST, port)).close()
            return
        except OSError:
            time.sleep(0.05)


@contextmanager
def running(command: list[str], port: int) -> Iterator[subprocess.Popen[str]]:
    """Run a node, and end it."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment(), text=True, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        wait_for(port)
        yield process
        process.send_signal(signal.SIGTERM)


def send(paths: list[Path], port: int) -> float:
    """Send X-rays over one association, and return how many seconds it took."""
    began = time.perf_counter()
    subprocess.run(["storescu", "-aet", "XRAY", "-aec", "KIFUA", HOST, str(port), *map(str, paths)], check=True)
    return time.perf_counter() - began


def sync(content: bytes, count: int, folder: Path) -> float:
    """Write and sync files, and return how many seconds it took."""
    began = time.perf_counter()
    for number in range(count):
        with (folder / f"sync-{number}").open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("xray", type=Path)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    if not shutil.which("storescu"):
        parser.error("storescu is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(folder / "home")
        paths = copies(options.xray, options.count, folder)
        count, size = len(paths), paths[0].stat().st_size
        print(f"{count} X-rays of {size / 1e6:.1f} MB")
        port = free_port()
        command = [*KIFUA, "receive", "--from", f"XRAY@{HOST}", "--port", str(port), "--json", "--keep-free-gb", "0"]
        with running(command, port) as process:
            began = time.perf_counter()
            print(f"Kifua, stored and acknowledged: {count / send(paths, port):.1f} a second")
            for _ in paths:
                process.stdout.readline()
            print(f"Kifua, screened too:            {count / (time.perf_counter() - began):.1f} a second")
        (folder / "peer").mkdir()
        port = free_port()
        with running(["storescp", "--output-directory", str(folder / "peer"), str(port)], port):
            print(f"storescp, without syncing:      {count / send(paths, port):.1f} a second")
        print(f"syncing alone:                  {count / sync(paths[0].read_bytes(), count, folder):.1f} a second")


if __name__ == "__main__":
    main()
