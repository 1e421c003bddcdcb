"""Stored figures of the frame: of a bundle's file, of networks of runs, and of trials, all in one folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from trainer.data.json_file import write_json
from trainer.evaluation import frame
from trainer.evaluation.frame import FrameTest
from trainer.study import trials
from trainer.study.trials import Trial

RUNS_FILE = "frame-runs.json"


@dataclass(frozen=True, slots=True)
class FrameResults:
    """All that the page of the frame test is made of.

    Attributes:
        shown: the network that the page is about: the bundle's file, or else the first run.
        runs: tests of networks of runs, each on its own split.
        trials: all that are stored; some may have no figures of the frame.
    """

    shown: FrameTest
    runs: tuple[FrameTest, ...] = ()
    trials: tuple[Trial, ...] = ()


def load_results(folder: Path) -> FrameResults | None:
    """Read what is stored in a folder; None where neither a bundle nor a run was tested."""
    bundle, runs = folder / frame.FILE, load_runs(folder)
    tests = ((frame.load_test(bundle),) if bundle.exists() else ()) + runs
    return FrameResults(tests[0], runs, trials.load_trials(folder / trials.FILE)) if tests else None


def load_runs(folder: Path) -> tuple[FrameTest, ...]:
    """Read the stored tests of runs; none, before `store_run` wrote one."""
    path = folder / RUNS_FILE
    return msgspec.json.decode(path.read_bytes(), type=tuple[FrameTest, ...]) if path.exists() else ()


def store_run(test: FrameTest, folder: Path) -> None:
    """Store the test of a run's network; it takes the place of one of the same recipe and split."""
    kept = {(each.network, each.manifest_sha256): each for each in (*load_runs(folder), test)}
    write_json(folder / RUNS_FILE, tuple(kept.values()))
