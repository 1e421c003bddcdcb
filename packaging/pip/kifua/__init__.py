"""Kifua as pip installs it: the commands, and the program itself in a folder below, not in site-packages.

Its packages are called `app` and `trainer`, too common as names for all programs of an environment to share. So they
are found by those who import this one alone: the commands `kifua` and `kifua-trainer`, `python -m kifua`, and workers
of a cluster, by `dask worker --preload kifua`.
"""

from __future__ import annotations

import sys
from pathlib import Path

_PROGRAM = Path(__file__).parent / "program"
"""Absent where Kifua runs from its source, which then is on the path anyway."""

if _PROGRAM.is_dir():
    sys.path.insert(0, str(_PROGRAM))


def main() -> int:
    """Run the window or the command line; return the exit status."""
    from app.__main__ import main as run

    return run()


def main_of_trainer() -> int:
    """Run the trainer; return the exit status."""
    from trainer.cli import main as run

    return run()
