"""Do memory and the time a file takes stay flat in a batch of 100,000 files?

    python -m tests.benchmarks.long_batch [--count N] [--size PX] [FILE …]

The files are links to the given X-rays, or to the sample X-rays, scaled to a short side of PX pixels. The batch goes
into a CSV file and into a history of its own. Linux alone says how much memory another process holds.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from app.paths import assets_folder

COUNT = 100_000
SIZE_PX = 160
PARTS = 10


def make_files(xrays: list[Path], count: int, size_px: int, folder: Path) -> Path:
    """Fill a folder below this one with links to small copies of X-rays, and return it."""
    batch = folder / "batch"
    batch.mkdir()
    copies = []
    for number, xray in enumerate(xrays):
        with Image.open(xray) as image:
            scale = size_px / min(image.size)
            small = image.convert("L").resize((round(image.width * scale), round(image.height * scale)))
        copies.append(folder / f"{number}.jpeg")
        small.save(copies[-1])
    for number in range(count):
        (batch / f"{number:07}.jpeg").symlink_to(copies[number % len(copies)])
    return batch


def resident_mb(process_id: int) -> float:
    """Return how much memory a process holds."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def processor_s(process_id: int) -> float:
    """Return the processor time that a process has used, which other programs disturb less than the clock."""
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(batch: Path, count: int, home: Path) -> list[tuple[int, float, float]]:
    """Screen a folder, and return for each tenth: the files so far, its CPU milliseconds a file, and MB at its end."""
    command = [
        sys.executable,
        "-m",
        "app",
        "screen",
        str(batch),
        "--json",
        "--csv",
        str(home / "results.csv"),
    ]
    variables = {**os.environ, **dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(home))}
    found = []
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        since = 0.0
        for done, _ in enumerate(process.stdout, 1):
            since = since or processor_s(process.pid)  # searching the folder and loading the model is not of any file
            if done % (count // PARTS) == 0:
                now = processor_s(process.pid)
                found.append((done, 1000 * (now - since) / (count // PARTS), resident_mb(process.pid)))
                since = now
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("xrays", type=Path, nargs="*", metavar="FILE")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--size", type=int, default=SIZE_PX)
    options = parser.parse_args()
    xrays = options.xrays or sorted((assets_folder() / "samples").glob("*.jpeg"))
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        home.mkdir()
        batch = make_files(xrays, options.count, options.size, Path(place))
        found = measure(batch, options.count, home)
    print(f"{'files':>8}  {'CPU ms a file':>13}  {'MB':>6}")
    for done, milliseconds, memory in found:
        print(f"{done:8}  {milliseconds:13.2f}  {memory:6.0f}")


if __name__ == "__main__":
    main()
