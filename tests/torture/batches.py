"""Batches that are tortured: their files, the program on them, and what one undisturbed run makes of them."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.exit_status import ExitStatus
from tests.benchmarks.long_batch import make_files
from tests.helpers.command_line import KIFUA, environment

Row = tuple[str, ...]
_START_S = 1.0
_POLL_S = 0.01
DONE = (ExitStatus.OK, ExitStatus.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the report.

    Attributes:
        attack: what was done.
        amount: how often, or on how much.
        found: what came of it.
        is_passed: whether nothing was lost, doubled or left behind.
    """

    attack: str
    amount: str
    found: str
    is_passed: bool = True


class LossError(Exception):
    """Something was lost, doubled or left behind; the message says what."""


class Batch:
    """A folder of files, and the rows that one undisturbed run writes of them.

    Attributes:
        folder: of the files.
        count: how many they are.
    """

    def __init__(self, xrays: Sequence[Path], count: int, place: Path) -> None:
        """Make the files below a place, and screen them."""
        place.mkdir()
        self.count = count
        self.folder = make_files(xrays, count, 160, place)
        self._rows: list[Row] = []
        with Attempt(self, place / "reference") as attempt:
            attempt.run()
            self._rows = rows(attempt.csv)

    def check(self, path: Path) -> None:
        """Compare a table with that of the undisturbed run.

        Raises:
            LossError: a row is missing, doubled, at another place, or differs.
        """
        found = rows(path)
        if found != self._rows:
            same = sum(one == other for one, other in zip(found, self._rows, strict=False))
            raise LossError(f"of {self.count} rows {len(found)} are there, {same} of them right")


class Attempt:
    """A home and an output of their own for runs of the program on a batch; removed at the end of the `with` block.

    Attributes:
        csv: path of the table.
        history: path of the history.
    """

    def __init__(self, batch: Batch, home: Path) -> None:
        self._batch = batch
        self._home = home
        self.csv = home / "results.csv"
        self.history = home / "Kifua" / "history.sqlite3"

    def __enter__(self) -> Attempt:
        self._home.mkdir(exist_ok=True)
        return self

    def __exit__(self, *error: object) -> None:
        shutil.rmtree(self._home, ignore_errors=True)

    @property
    def variables(self) -> dict[str, str]:
        """The environment of the program."""
        places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA")
        return {**environment(), **dict.fromkeys(places, str(self._home))}

    def start(self, *options: str, prefix: Sequence[str] = ()) -> subprocess.Popen[str]:
        """Start a run that resumes."""
        command = [*prefix, *KIFUA, "screen", str(self._batch.folder), "--csv", str(self.csv), "--resume", *options]
        return subprocess.Popen(
            command, env=self.variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )

    def run(self, *options: str, prefix: Sequence[str] = (), expected: Sequence[int] = DONE) -> str:
        """Run to the end and return the messages.

        Raises:
            LossError: the status is none of the expected ones, or there is a traceback.
        """
        with self.start(*options, prefix=prefix) as process:
            _, messages = process.communicate()
        if process.returncode not in expected or "Traceback" in messages:
            raise LossError(f"status {process.returncode}: {messages.strip()[-200:]}")
        return messages

    def check(self, *, has_history: bool = True, times: int = 1) -> None:
        """Check the table, the history, and that nothing else is left.

        Raises:
            LossError: something is lost, doubled or left behind.
        """
        self._batch.check(self.csv)
        self.check_left()
        if has_history:
            check_history(self.history, self._batch.count, times)

    def check_left(self) -> None:
        """Check that no temporary and no partial file is left.

        Raises:
            LossError: one is.
        """
        left = [path.name for path in self._home.rglob("*") if ".kifua-" in path.name or ".partial" in path.name]
        if left:
            raise LossError(f"left behind: {', '.join(left)}")


def check_history(path: Path, count: int, times: int = 1) -> None:
    """Check that a history has each of so many files so many times.

    Raises:
        LossError: it has not.
    """
    with closing(sqlite3.connect(path)) as history:
        kept = history.execute("SELECT COUNT(*), COUNT(DISTINCT file) FROM screenings").fetchone()
        sound = history.execute("PRAGMA integrity_check").fetchone()[0]
    if kept != (count * times, count) or sound != "ok":
        raise LossError(f"the history ({sound}) has {kept[0]} rows of {kept[1]} files, not {count * times} of {count}")


def rows(path: Path) -> list[Row]:
    """Return the rows of a table without the moments of their screening.

    Raises:
        LossError: there is none.
    """
    if not path.exists():
        raise LossError(f"no {path.name}")
    with path.open(encoding="utf-8", newline="") as stream:
        heading, *found = csv.reader(stream)
    moment = heading.index("screened_at")
    return [tuple(cell for place, cell in enumerate(row) if place != moment) for row in found]


def is_killed(process: subprocess.Popen[str], done: Callable[[], int], count: int, random: Random) -> bool:
    """Kill a process at a random moment, but for one that is done before; return whether it was killed.

    One time in six it is killed while it starts, else after up to a quarter of the batch: whatever the machine does
    beside, each is as likely.

    Args:
        process: that screens a batch.
        done: returns how many files are done.
        count: of the files of the batch.
        random: chooses the moment.
    """
    until = time.monotonic() + random.uniform(0, _START_S)
    if random.randrange(6):
        goal = done() + random.randrange(count // 4)
        while process.poll() is None and done() < goal:
            time.sleep(_POLL_S)
        until = time.monotonic() + random.uniform(0, _POLL_S)
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, until - time.monotonic()))
    if process.poll() is not None:
        return False
    process.kill()
    process.communicate()
    return True


def is_root() -> bool:
    """Tell whether file systems can be mounted."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
