"""What does Kifua lose, double or leave behind when it is treated as badly as in life?

    python -m tests.torture [--minutes N] [--seed N] [X-RAY …]

The program is killed, finds no room, meets itself, and works for days, with links to small copies of the X-rays, by
default of the sample X-rays. Prints a table in Markdown, as in docs/reliability.md; the exit status is 1 where
anything was lost, doubled or left behind. As root, small drives are mounted to be filled.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from random import Random, SystemRandom

from app.paths import assets_folder
from tests.torture import command_line, window
from tests.torture.batches import Batch, LossError, Outcome

_MANY, _SOME, _FEW = 2000, 300, 60
"""Files of a batch: on the command line, in the window, and where a day holds many batches."""
_SHARES = {"command line": 0.4, "window": 0.2, "days": 0.25}
"""Of the time; the rest is for what is done once."""


def trials(place: Path, xrays: list[Path], seconds: float, random: Random) -> Iterator[partial[Outcome]]:
    """Yield every attack, to be called."""
    many, some, few = (Batch(xrays, count, place / f"batch-{count}") for count in (_MANY, _SOME, _FEW))
    spoilings = max(4, round(seconds / 60))
    yield partial(command_line.kill_runs, many, place, _SHARES["command line"] * seconds, random)
    yield partial(command_line.fill_disk, many, place)
    yield partial(command_line.fill_history, some, place)
    yield partial(command_line.lock_history, some, place)
    yield partial(command_line.run_twice, some, place)
    yield partial(command_line.spoil_tables, few, place, spoilings, random)
    yield partial(window.kill_windows, some, place, _SHARES["window"] * seconds, random)
    yield partial(window.spoil_journals, place, 1000, random)
    yield partial(window.live_days, few, place, _SHARES["days"] * seconds)


def outcome_of(trial: partial[Outcome]) -> Outcome:
    """Return what comes of a trial, trouble too."""
    try:
        return trial()
    except LossError as trouble:
        return Outcome(f"**{trial.func.__name__} failed**", "", str(trouble), is_passed=False)


def main() -> int:
    """Torture and print; return the exit status."""
    parser = argparse.ArgumentParser(
        "python -m tests.torture", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("xrays", type=Path, nargs="*", metavar="X-RAY")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(2**32), help="of the random moments")
    options = parser.parse_args()
    xrays = options.xrays or sorted((assets_folder() / "samples").glob("*.jpeg"))
    begun, passed = time.monotonic(), True
    print(f"{date.today()}, seed {options.seed}\n\n| attack | how much | what came of it |\n|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="kifua-torture-") as place:
        for trial in trials(Path(place), xrays, 60 * options.minutes, Random(options.seed)):
            outcome = outcome_of(trial)
            passed &= outcome.is_passed
            print(f"| {outcome.attack} | {outcome.amount} | {outcome.found} |", flush=True)
    print(f"\n{(time.monotonic() - begun) / 60:.0f} minutes", flush=True)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
