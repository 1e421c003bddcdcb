"""Repair of a damaged history by one thread of one process at a time, and word of it to whoever must know."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from app.core.atomic_file import lock_if_possible
from app.core.errors import Reason
from app.core.results.history_database.backups import DAMAGED, files_beside
from app.core.results.history_database.recovery import repair

Identity = tuple[int, int] | None
"""Which file lies at a path, whatever is written into it; None where there is none."""

_MOST_S = 60.0
_PAUSE_S = 0.02

_one_thread = threading.Lock()
"""Where a drive keeps no locks, the threads of this process at least repair one after the other."""
_listeners: list[weakref.WeakMethod[Callable[[Path, Reason], None]]] = []


def heed_repairs(listener: Callable[[Path, Reason], None]) -> None:
    """Have a method called after each repair, as long as its object lives.

    Whoever comes upon the damage may have no one to tell.

    Args:
        listener: a bound method; takes the history file and `history_damaged`, on the thread that came upon the damage.
    """
    _listeners[:] = [known for known in _listeners if known() is not None]
    _listeners.append(weakref.WeakMethod(listener))


def identity(path: Path) -> Identity:
    """Return which file lies at a path now."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def repair_once(path: Path, damaged: Identity) -> Reason:
    """Repair a history, unless that was done while this waited for its turn, and tell of it.

    Args:
        path: of the history, which this thread does not have open.
        damaged: the file that was there when it was opened.

    Returns:
        `history_damaged`.

    Raises:
        OSError: the copy or the new file cannot be written, or another process repairs for too long.
        sqlite3.Error: so it is.
    """
    with _alone(path):
        reason = repair(path) if identity(path) == damaged else _said_again(path)
    for listener in [known() for known in _listeners]:
        if listener:
            listener(path, reason)
    return reason


def wait_for_repair(path: Path) -> None:
    """Wait while a history is being repaired: what is written into the old file meanwhile would be lost."""
    if _lock_file(path).exists():
        with suppress(OSError), _alone(path):
            pass


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Do a block while no other thread or process does one for the same history.

    Raises:
        OSError: the lock cannot be made, or is held for too long.
    """
    deadline = time.monotonic() + _MOST_S
    # The file stays: whoever removed it would take the lock from those who wait for it.
    with _one_thread, open(_lock_file(path), "ab", opener=_open_private) as stream:
        while not lock_if_possible(stream):
            if time.monotonic() > deadline:
                raise TimeoutError("another program is repairing it")
            time.sleep(_PAUSE_S)
        yield


def _open_private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _lock_file(path: Path) -> Path:
    return path.with_name(f"{path.name}-repair")


def _said_again(path: Path) -> Reason:
    """Return what is so after the repair by another thread or process."""
    with closing(sqlite3.connect(path, isolation_level=None)) as repaired:
        count = int(repaired.execute("SELECT COUNT(*) FROM screenings").fetchone()[0])
    return Reason.of("history_damaged", count=count, path=next(iter(files_beside(path, DAMAGED)), path))
