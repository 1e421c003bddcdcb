"""Does memory stay flat on a tree of DICOM files, as a picture archive exports it, and how soon is it listed?

    python -m tests.benchmarks.dicom_tree [--workers N]

50 and 500 X-rays of 2048 × 2500 pixels and 12 bits, by patient, uncompressed and in the compressed transfer syntaxes
that X-ray units use, beside as many slices of a CT, are screened by `kifua screen`. Memory is that of the program and
of the processes that decode for it, together, at its peak. Linux alone says how much memory other processes hold.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean

import numpy as np
from pydicom.uid import (
    CTImageStorage,
    JPEG2000Lossless,
    JPEGExtended12Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from app.core.imaging.discovery import discover
from app.exit_status import ExitStatus
from tests.helpers.compressed_dicoms import compressed
from tests.helpers.dicoms import as_file, dataset

HEIGHT, WIDTH, BITS = 2500, 2048, 12
SYNTAXES = (JPEGLosslessSV1, JPEGExtended12Bit, JPEGLSLossless, JPEG2000Lossless, RLELossless)
FEW, MANY = 50, 500
SLICES_OF_SCAN_PX = 512
LOOK_S = 0.05


def make_files(folder: Path) -> tuple[list[Path], Path]:
    """Write an X-ray of each transfer syntax, and a slice of a CT."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    smooth = 1800 + 1000 * np.sin(rows / 300) * np.cos(columns / 250)
    stored = (smooth + np.random.default_rng(0).normal(0, 12, smooth.shape)).astype(np.uint16)
    contents = [as_file(dataset(stored, BITS)), *(compressed(stored, syntax, BITS) for syntax in SYNTAXES)]
    files = [folder / f"{number}.dcm" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    scan = folder / "scan.dcm"
    slice_of_scan = np.zeros((SLICES_OF_SCAN_PX, SLICES_OF_SCAN_PX), np.uint16)
    scan.write_bytes(as_file(dataset(slice_of_scan, SOPClassUID=CTImageStorage, Modality="CT")))
    return files, scan


def fill(disc: Path, files: list[Path], scan: Path, count: int) -> None:
    """Fill a folder with so many X-rays, two for each patient, and as many slices, all of them links."""
    for number, file in zip(range(count), itertools.cycle(files)):
        patient = disc / f"PAT{number // 2:04}"
        (patient / "CT").mkdir(parents=True, exist_ok=True)
        os.link(file, patient / f"IM{number}")
        os.link(scan, patient / "CT" / f"IM{number}")


def memory_mb(process: int) -> float:
    """Return how much memory a process and those that it has started hold; what they share counts once."""
    total = 0.0
    lists = Path(f"/proc/{process}/task").glob("*/children")  # each thread has its own
    for each in (process, *(int(child) for listed in lists for child in listed.read_text().split())):
        lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        total += next(float(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return total


def screened(disc: Path, workers: int) -> tuple[float, list[float]]:
    """Screen a folder, and return the seconds, and the memory in MB that was held from then on, as it was looked at."""
    command = [sys.executable, "-m", "app", "screen", str(disc), "--recursive", "--no-history"]
    start, held = time.perf_counter(), []
    options = ["--workers", str(workers), "--csv", f"{disc}.csv"]
    with subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            try:
                held.append(memory_mb(process.pid))
            except OSError:  # one of them has just ended
                continue
            time.sleep(LOOK_S)
    if process.returncode not in (ExitStatus.OK, ExitStatus.INCOMPLETE):
        raise SystemExit(f"kifua screen ended with status {process.returncode}")
    return time.perf_counter() - start, held


def main() -> None:
    """Measure a small and a large tree, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files, scan = make_files(Path(folder))
        for count in (FEW, MANY):
            disc = Path(folder) / f"disc{count}"
            fill(disc, files, scan, count)
            start = time.perf_counter()
            found = discover([str(disc)], recursive=True)
            listed_s = time.perf_counter() - start
            seconds, held = screened(disc, options.workers)
            part = len(held) // 5
            print(f"{len(found.files)} X-rays beside {sum(found.others.values())} slices of a CT:", end=" ")
            print(f"listed in {listed_s:.2f} s ({listed_s / (2 * count) * 1e3:.2f} ms a file),", end=" ")
            print(f"screened in {seconds:.0f} s; memory held on average in the second fifth of that time", end=" ")
            print(
                f"{mean(held[part : 2 * part]):.0f} MB, in the last {mean(held[-part:]):.0f} MB, at the peak", end=" "
            )
            print(f"{max(held):.0f} MB", flush=True)


if __name__ == "__main__":
    main()
