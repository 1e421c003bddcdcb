"""Do a full-size X-ray and its small copy get the same score?

    python -m tests.benchmarks.agreement ORIGINALS COPIES

Files of both folders are matched by name. Limits: median difference of the score at most 0.02, and the same side of the
operating point for at least 98%.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from app import __version__
from app.core.imaging.discovery import discover
from app.core.screening import Screener
from app.paths import bundle_folder


def scores(screener: Screener, files: list[str]) -> np.ndarray:
    """Return the calibrated score of each file."""
    return np.array([screener.screen_file(file).verdict.score for file in files], dtype=float)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("originals")
    parser.add_argument("copies")
    options = parser.parse_args()
    originals = discover([options.originals], recursive=True).files
    copy_of = {Path(file).name: file for file in discover([options.copies], recursive=True).files}
    matched = [(file, copy_of[Path(file).name]) for file in originals if Path(file).name in copy_of]
    screener = Screener.open(bundle_folder(), __version__)
    full, small = (scores(screener, list(files)) for files in zip(*matched, strict=True))
    both = ~np.isnan(full) & ~np.isnan(small)
    full, small = full[both], small[both]
    difference = np.abs(full - small)
    same_side = np.mean((full >= screener.operating_point.threshold) == (small >= screener.operating_point.threshold))
    print(f"{len(full)} of {len(matched)} pairs assessed")
    print(f"difference of the score: median {np.median(difference):.5f}, largest {difference.max():.3f}")
    print(f"same side of the operating point: {same_side:.1%}")


if __name__ == "__main__":
    main()
