"""Torture of the window: killed in mid-batch, its journals spoiled, and days of a clinic that must leave nothing."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from app.core.results.unfinished import JOURNAL_FILES, Journal, read_journals
from tests.torture.batches import Attempt, Batch, LossError, Outcome, check_history, is_killed

_PROGRAM = (sys.executable, "-m", "tests.torture.window_program")
_OF_QT = "This plugin does not support"
"""What Qt's own platform without a screen says."""
_MEMORY = "MB of memory"
_SPARE_MB = 8.0
_SPARE_SHARE = 0.05
"""By how much memory may differ from day to day: an allocator gives back what it likes."""


def kill_windows(batch: Batch, place: Path, seconds: float, random: Random) -> Outcome:
    """Kill the window at random moments of a batch, go on at the next start each time, and look at the history."""
    until, kills, batches = time.monotonic() + seconds, 0, 0
    while not batches or time.monotonic() < until:
        with Attempt(batch, place / f"windows-{batches}") as attempt:
            while _is_killed(attempt, batch, random if time.monotonic() < until else None):
                kills += 1
            if read_journals(attempt.history.parent):
                raise LossError("the journal of a finished batch is left")
            attempt.check_left()
            check_history(attempt.history, batch.count)
        batches += 1
    found = "every history as after one undisturbed batch: 0 rows lost, 0 doubled; nothing left behind"
    amount = f"{kills} kills, {batches} batches of {batch.count}"
    return Outcome("SIGKILL of the window in mid-batch, continued at the next start", amount, found)


def spoil_journals(place: Path, times: int, random: Random) -> Outcome:
    """Spoil the journal of an unfinished batch, beside a sound one."""
    folder = place / "journals"
    Journal(folder, ["sound"], "2026-01-02T03:04:05+03:00").begin(3, "balanced")
    (sound,) = folder.iterdir()
    content = sound.read_bytes()
    spoiled = folder / JOURNAL_FILES.replace("*", "0" * 16)
    for number in range(times):
        damaged = bytearray(content)
        begin = random.randrange(len(content))
        if number % 3 == 0:
            del damaged[begin:]
        elif number % 3 == 1:
            damaged[begin] ^= 1 << random.randrange(8)
        else:
            damaged[begin:] = random.randbytes(random.randrange(4096))
        spoiled.write_bytes(damaged)
        if ("sound",) not in [unfinished.paths for unfinished in read_journals(folder)]:
            raise LossError(f"the sound journal is not read beside {bytes(damaged)!r}")
    return Outcome(
        "Journal cut off, bits flipped, or random bytes", f"{times} times", "the sound one beside it is read"
    )


def live_days(batch: Batch, place: Path, seconds: float) -> Outcome:
    """Live days of a clinic in one window, and compare what it holds at the end with the beginning."""
    temporary = place / "temporary"
    temporary.mkdir()
    with Attempt(batch, place / "clinic") as attempt:
        variables = {**_screenless(attempt), "TMPDIR": str(temporary), "XDG_RUNTIME_DIR": str(temporary)}
        command = [*_PROGRAM, "days", str(seconds), str(batch.folder)]
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    _check_end(done.returncode, done.stderr)
    told = json.loads(done.stdout)
    first, last, settled_mb = told["first"], told["last"], told["settled"][_MEMORY]
    changes = ", ".join(f"{name} {first[name]:g} → {last[name]:g}" for name in first)
    changes += f" ({settled_mb:g} MB after a third of the days)"
    most = {**first, _MEMORY: settled_mb * (1 + _SPARE_SHARE) + _SPARE_MB}
    grown = [name for name in first if last[name] > most[name]]
    if grown:
        raise LossError(f"after {told['days']} days more than after three: {changes}")
    day = f"3 X-rays with reports, {batch.count} files screened and exported, as many cancelled, history"
    return Outcome(f"Days of a clinic in one window: {day}", f"{told['days']} days", changes)


def _is_killed(attempt: Attempt, batch: Batch, random: Random | None) -> bool:
    """Start a window on the batch and kill it at a random moment, if at all; return whether it was killed.

    Raises:
        LossError: it ended by itself, and not well.
    """
    command = [*_PROGRAM, "batch", str(batch.folder)]
    process = subprocess.Popen(command, env=_screenless(attempt), stderr=subprocess.PIPE, text=True)
    with process:
        if random and is_killed(process, lambda: _row_count(attempt.history), batch.count, random):
            is_unfinished = bool(read_journals(attempt.history.parent))
            return is_unfinished or not _row_count(attempt.history)  # else it was killed when it was done
        said = process.communicate()[1]
    _check_end(process.returncode, said)
    return False


def _row_count(history: Path) -> int:
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{history}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM screenings").fetchone()[0])
    return 0


def _check_end(status: int, said: str) -> None:
    """Check that a window ended well, and said nothing.

    Raises:
        LossError: it did not.
    """
    lines = [line for line in said.splitlines() if not line.startswith(_OF_QT)]
    if status or lines:
        raise LossError(f"status {status}: {' '.join(lines[-3:])}")


def _screenless(attempt: Attempt) -> dict[str, str]:
    return {**attempt.variables, "QT_QPA_PLATFORM": "offscreen"}
