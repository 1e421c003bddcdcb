"""Torture of `kifua screen`: killed, without room, without a history that takes rows, twice at once, and spoiled."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from app.core.results.export import HEADER
from app.core.results.history import History
from app.exit_status import ExitStatus
from tests.torture.batches import DONE, Attempt, Batch, LossError, Outcome, is_killed, is_root


def kill_runs(batch: Batch, place: Path, seconds: float, random: Random) -> Outcome:
    """Kill runs at random moments, resume each time, and compare the end with an undisturbed run; over and over."""
    until, kills, batches = time.monotonic() + seconds, 0, 0
    while not batches or time.monotonic() < until:
        with Attempt(batch, place / f"kills-{batches}") as attempt:
            while time.monotonic() < until and _is_killed(attempt, batch, random):
                kills += 1
            attempt.run()
            attempt.check()
        batches += 1
    found = "every table and history as after one undisturbed run: 0 rows lost, 0 doubled; nothing left behind"
    amount = f"{kills} kills, {batches} batches of {batch.count}"
    return Outcome("SIGKILL of the command line at random moments, resumed", amount, found)


def fill_disk(batch: Batch, place: Path) -> Outcome:
    """Let the disk under the table be full, and resume with room."""
    small = ("sh", "-c", 'ulimit -f 64; exec "$@"', "sh")
    with _small_disk(place / "disk") as disk, Attempt(batch, disk or place / "full") as attempt:
        said = attempt.run("--no-history", prefix=() if disk else small, expected=(ExitStatus.NOT_WRITTEN,))
        if "output_failed" not in said or "--resume" not in said:
            raise LossError(f"it says: {said[-200:]}")
        if disk:
            subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        attempt.run("--no-history")
        attempt.check(has_history=False)
    how = "a drive of 192 kB" if disk else "a limit on the size of files"
    return Outcome("Full disk under the table", f"{how}, {batch.count} files", "said; resumed with room: whole")


def fill_history(batch: Batch, place: Path) -> Outcome:
    """Let the disk under the history be full."""
    attack = "Full disk under the history"
    with _small_disk(place / "data") as disk:
        if disk is None:
            return Outcome(attack, "skipped: no drive can be mounted", "")
        with Attempt(batch, disk) as attempt:
            attempt.csv = place / "full.csv"
            said = attempt.run()
            batch.check(attempt.csv)
            if "history_incomplete" not in said:
                raise LossError(f"it says: {said[-200:]}")
    return Outcome(attack, f"a drive of 192 kB, {batch.count} files", "said; the table is whole")


def lock_history(batch: Batch, place: Path) -> Outcome:
    """Let nobody write to the history."""
    with _small_disk(place / "read-only", "64m") as disk, Attempt(batch, disk or place / "locked") as attempt:
        if disk is None and is_root():  # whom permissions do not keep out
            return Outcome("History read-only", "skipped: no drive can be mounted", "")
        with History(attempt.history):
            pass
        attempt.csv = place / "read-only.csv"
        with _read_only(attempt.history, disk):
            said = attempt.run()
        batch.check(attempt.csv)
        if "history_incomplete" not in said:
            raise LossError(f"it says: {said[-200:]}")
    return Outcome("History read-only", f"{batch.count} files", "said; the table is whole")


def run_twice(batch: Batch, place: Path) -> Outcome:
    """Start two runs at once: with the same table, then with two tables and one history."""
    with Attempt(batch, place / "twice") as attempt, attempt.start() as one, attempt.start() as other:
        said = [run.communicate()[1] for run in (one, other)]
        statuses = sorted((one.returncode, other.returncode))
        if statuses[-1] == ExitStatus.NOT_WRITTEN and "output_in_use" not in "".join(said):
            raise LossError(f"they say: {said}")
        if statuses[0] not in DONE:
            raise LossError(f"they end with {statuses}")
        attempt.check()
    with Attempt(batch, place / "beside") as attempt, attempt.start() as one:
        first, attempt.csv = attempt.csv, attempt.csv.with_name("other.csv")
        attempt.run()
        one.communicate()
        batch.check(first)
        attempt.check(times=2)
    found = "one table: the second run is refused; two tables: both whole, the history has both"
    return Outcome("Two runs at once", f"2 × 2, {batch.count} files", found)


def spoil_tables(batch: Batch, place: Path, times: int, random: Random) -> Outcome:
    """Spoil the partial table as a power cut does, cut off or with zeros in it, and resume."""
    refused = 0
    for number in range(times):
        with Attempt(batch, place / f"spoiled-{number}") as attempt:
            attempt.run("--no-history")
            partial = attempt.csv.replace(attempt.csv.with_name("results.partial.csv"))
            content = bytearray(partial.read_bytes())
            begin = random.randrange(len(content))
            end = len(content) if number % 2 else min(len(content), begin + random.randrange(1, 4096))
            content[begin:end] = b"" if number % 2 else bytes(end - begin)
            partial.write_bytes(content)
            if content.startswith(HEADER) or HEADER.startswith(content):
                attempt.run("--no-history")
                attempt.check(has_history=False)
            else:
                attempt.run("--no-history", expected=(ExitStatus.NOT_WRITTEN,))
                refused += 1
    found = f"the spoiled rows are screened again and the table is whole; without its heading ({refused}) it is refused"
    return Outcome("Partial table cut off, or with zeros in it", f"{times} times, {batch.count} files", found)


def _is_killed(attempt: Attempt, batch: Batch, random: Random) -> bool:
    """Start a run and kill it at a random moment; return whether it was killed before its end.

    Raises:
        LossError: it ended by itself, and not well; or a whole table is there before its time.
    """
    partial = attempt.csv.with_name("results.partial.csv")
    with attempt.start() as process:
        if is_killed(process, lambda: _line_count(partial), batch.count, random):
            if attempt.csv.exists() and partial.exists():
                raise LossError("a table and its partial one are there")
            return True
        said = process.communicate()[1]
    if process.returncode not in DONE:
        raise LossError(f"status {process.returncode}: {said.strip()[-200:]}")
    return False


def _line_count(path: Path) -> int:
    with suppress(OSError):
        return path.read_bytes().count(b"\n")
    return 0


@contextmanager
def _small_disk(folder: Path, size: str = "192k") -> Iterator[Path | None]:
    """Mount a small drive; yield None where that is not allowed."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if not is_root() or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def _read_only(history: Path, disk: Path | None) -> Iterator[None]:
    if disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield
        return
    for path, mode in ((history, 0o400), (history.parent, 0o500)):
        path.chmod(mode)
    yield
    history.parent.chmod(0o700)
