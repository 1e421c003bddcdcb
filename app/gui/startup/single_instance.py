"""One window for one data folder: what a later start is asked to open goes to the first.

The first holds a lock, which the system frees when it ends, however it ends. It listens at a Unix socket, or a named
pipe on Windows; where, and the key that both sides prove to know, lies in a file that its owner alone can read.
QtNetwork, which has the like, is not shipped.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path

from PySide6.QtCore import QObject, Signal

PATIENCE_S = 2.0
"""The longest that a later start waits for the first: someone sits before an empty screen."""

_LOCK_FILE, _DOOR_FILE = "window.lock", "window.json"
_RETRY_S = 0.05
_MOST_BYTES = 1 << 24
_END = b"\0"
"""Ends each path: no path of any system holds it, and bytes that are not UTF-8 need no escape."""
_TAKEN = b"taken"
_FAILURES = (OSError, EOFError, ValueError, KeyError, TypeError, AuthenticationError)

_log = logging.getLogger(__name__)


class Instance(QObject):
    """The first process of a data folder, until `close`.

    Signals:
        paths_received: absolute paths that a later process was asked to open; none where it was merely started. The
            signal comes from another thread: connect a method of a `QObject`.
    """

    paths_received = Signal(object)

    def __init__(self, lock: int | None, listener: Listener | None, key: bytes) -> None:
        super().__init__()
        self._lock = lock
        self._listener = listener
        self._key = key
        self._is_closing = threading.Event()
        # A daemon: a program that fails before it can close must end all the same.
        self._thread = threading.Thread(target=self._listen, daemon=True)
        if listener:
            self._thread.start()

    def close(self) -> None:
        """Listen no more; the next process is the first one then."""
        if self._is_closing.is_set():
            return
        self._is_closing.set()
        if self._listener:
            with suppress(*_FAILURES):
                Client(str(self._listener.address)).close()  # wakes `accept`, which knows no time limit
                self._thread.join(PATIENCE_S)
            _shut(self._listener)
        if self._lock is not None:
            os.close(self._lock)

    def _listen(self) -> None:
        while self._listener and not self._is_closing.is_set():
            try:
                connection = self._listener.accept()
            except OSError:
                _log.warning("No other window can call any more", exc_info=True)
                return
            # Each caller has a thread of its own, so that one that says nothing keeps no other out.
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: Connection) -> None:
        with suppress(*_FAILURES), connection:
            deliver_challenge(connection, self._key)
            answer_challenge(connection, self._key)
            told = connection.recv_bytes(_MOST_BYTES)
            if not self._is_closing.is_set():
                self.paths_received.emit([os.fsdecode(path) for path in told.split(_END)[:-1]])
                connection.send_bytes(_TAKEN)


def claim(folder: Path) -> Instance | None:
    """Become the first process of a data folder.

    Returns:
        None where another process is the first: see `hand_over`. Where the folder cannot be written to, or nothing
        can be listened at, an instance that nobody can call: a window that is one too many is better than none.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _take_lock(folder / _LOCK_FILE)
    except BlockingIOError:
        return None
    except OSError:
        _log.warning("No lock in the data folder", exc_info=True)
        return Instance(None, None, b"")
    key = secrets.token_bytes(32)
    try:
        _clear_away(folder)
        listener = _open_door(folder, key)
    except OSError:
        _log.warning("No other window can call", exc_info=True)
        return Instance(lock, None, key)
    return Instance(lock, listener, key)


def hand_over(folder: Path, paths: Sequence[str]) -> bool:
    """Have the first process of a data folder open some paths, or come to the front where there are none.

    Returns:
        Whether it took them; False after `PATIENCE_S` at the latest.
    """
    told = b"".join(os.fsencode(os.path.abspath(path)) + _END for path in paths)
    taken = threading.Event()
    # Neither connecting nor reading knows a time limit, so a thread waits, and is left behind if need be.
    caller = threading.Thread(target=_call, args=(folder, told, taken), daemon=True)
    caller.start()
    caller.join(PATIENCE_S)
    return taken.is_set()


def _call(folder: Path, told: bytes, taken: threading.Event) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with suppress(*_FAILURES):
            address, key = _read_door(folder)
            with Client(address, authkey=key) as connection:
                connection.send_bytes(told)
                if connection.recv_bytes(len(_TAKEN)) == _TAKEN:
                    taken.set()
                return
        time.sleep(_RETRY_S)  # the first may have only just begun


def _take_lock(path: Path) -> int:
    """Return the descriptor that holds the lock.

    Raises:
        BlockingIOError: another process holds it.
        OSError: there can be no lock here.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError as error:
                raise BlockingIOError(path) from error
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _open_door(folder: Path, key: bytes) -> Listener:
    """Return a listener at a new address, which is written into the folder with the key."""
    if sys.platform == "win32":
        address = rf"\\.\pipe\kifua-{secrets.token_hex(16)}"
    else:
        # Not in the data folder: a socket's address may have some hundred bytes only. `mkdtemp` lets nobody else in.
        address = os.path.join(tempfile.mkdtemp(prefix="kifua-", dir=os.environ.get("XDG_RUNTIME_DIR")), "window")
    listener = Listener(address, backlog=8)
    try:
        # `mkstemp` makes a file that its owner alone can read.
        handle, partial = tempfile.mkstemp(prefix=".window-", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"address": address, "key": key.hex()}, stream)
        os.replace(partial, folder / _DOOR_FILE)
    except OSError:
        _shut(listener)
        raise
    return listener


def _read_door(folder: Path) -> tuple[str, bytes]:
    door = json.loads((folder / _DOOR_FILE).read_text(encoding="utf-8"))
    return str(door["address"]), bytes.fromhex(door["key"])


def _clear_away(folder: Path) -> None:
    """Remove what a process that crashed has left."""
    with suppress(*_FAILURES):
        address = Path(_read_door(folder)[0])
        if sys.platform != "win32" and address.is_socket():
            address.unlink()
            address.parent.rmdir()


def _shut(listener: Listener) -> None:
    address = Path(str(listener.address))
    with suppress(OSError):
        listener.close()
    if sys.platform != "win32":
        with suppress(OSError):
            address.parent.rmdir()
