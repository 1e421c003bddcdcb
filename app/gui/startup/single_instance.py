"""One window for one data folder: what a later start is asked to open goes to the first.

The first holds a lock, which the system frees when it ends, however it ends. It listens at a Unix socket, or a named
pipe on Windows; where, and the key that both sides prove to know, lies in a file that its owner alone can read.
QtNetwork, which has the like, is not shipped.
"""

from __future__ import annotations

import logging
import os
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from typing import BinaryIO

import msgspec
from PySide6.QtCore import QObject, Signal

from app.core.atomic_file import lock, write_bytes

TIMEOUT_S = 2.0
"""How long a later process waits for the first: the user sees nothing meanwhile."""

_LOCK_FILE, _ADDRESS_FILE = "window.lock", "window.json"
_RETRY_S = 0.05
_MAX_BYTES = 1 << 24
_END = b"\0"
"""Ends each path: no path of any system holds it, and bytes that are not UTF-8 need no escape."""
_ACKNOWLEDGED = b"taken"
_FAILURES = (OSError, EOFError, ValueError, TypeError, AuthenticationError)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Address:
    """Where the first process listens, and the key, in hexadecimal, that both sides prove to know."""

    address: str
    key: str


class Instance(QObject):
    """The first process of a data folder, until `close`.

    Signals:
        paths_received: absolute paths that a later process was asked to open; none where it was merely started. The
            signal comes from another thread: connect a method of a `QObject`.
    """

    paths_received = Signal(object)

    def __init__(self, lock_file: BinaryIO | None, listener: Listener | None, key: bytes) -> None:
        super().__init__()
        self._lock_file = lock_file
        self._listener = listener
        self._key = key
        self._is_closing = threading.Event()
        # A daemon: a program that fails before it can close must end all the same.
        self._thread = threading.Thread(target=self._listen, daemon=True)
        if listener:
            self._thread.start()

    def close(self) -> None:
        """Stop listening, and release the lock."""
        if self._is_closing.is_set():
            return
        self._is_closing.set()
        if self._listener:
            with suppress(*_FAILURES):
                Client(str(self._listener.address)).close()  # wakes `accept`, which knows no time limit
                self._thread.join(TIMEOUT_S)
            _close_listener(self._listener)
        if self._lock_file is not None:
            self._lock_file.close()

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
            message = connection.recv_bytes(_MAX_BYTES)
            if not self._is_closing.is_set():
                self.paths_received.emit([os.fsdecode(path) for path in message.split(_END)[:-1]])
                connection.send_bytes(_ACKNOWLEDGED)


def become_first_instance(folder: Path) -> Instance | None:
    """Claim a data folder as the first process that uses it.

    Returns:
        None where another process is the first: see `send_to_first_instance`. Where the folder cannot be written to, or
        no socket opened, an instance that receives nothing: a second window is better than none.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock_file = _lock_file(folder / _LOCK_FILE)
    except BlockingIOError:
        return None
    except OSError:
        _log.warning("No lock in the data folder", exc_info=True)
        return Instance(None, None, b"")
    key = secrets.token_bytes(32)
    try:
        _remove_stale_socket(folder)
        listener = _listen_in(folder, key)
    except OSError:
        _log.warning("No other window can call", exc_info=True)
        return Instance(lock_file, None, key)
    return Instance(lock_file, listener, key)


def send_to_first_instance(folder: Path, paths: Sequence[str]) -> bool:
    """Ask the first process of a data folder to open paths, or to come to the front where there are none.

    Returns:
        Whether it acknowledged them; False after `TIMEOUT_S` at the latest.
    """
    message = b"".join(os.fsencode(os.path.abspath(path)) + _END for path in paths)
    taken = threading.Event()
    # Neither connecting nor reading knows a time limit, so a thread waits, and is left behind if need be.
    caller = threading.Thread(target=_call, args=(folder, message, taken), daemon=True)
    caller.start()
    caller.join(TIMEOUT_S)
    return taken.is_set()


def _call(folder: Path, message: bytes, taken: threading.Event) -> None:
    end = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end:
        with suppress(*_FAILURES):
            first = _read_address(folder)
            with Client(first.address, authkey=bytes.fromhex(first.key)) as connection:
                connection.send_bytes(message)
                if connection.recv_bytes(len(_ACKNOWLEDGED)) == _ACKNOWLEDGED:
                    taken.set()
                return
        time.sleep(_RETRY_S)  # the first may have only just begun


def _lock_file(path: Path) -> BinaryIO:
    """Return the open file that holds the lock.

    Raises:
        BlockingIOError: another process holds it.
        OSError: there can be no lock here.
    """
    with ExitStack() as on_failure:
        stream = on_failure.enter_context(open(path, "ab", opener=_open_for_owner))
        if not lock(stream):
            raise BlockingIOError(path)
        on_failure.pop_all()
        return stream


def _open_for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _listen_in(folder: Path, key: bytes) -> Listener:
    """Return a listener at a new address, which is written into the folder with the key."""
    if sys.platform == "win32":
        address = rf"\\.\pipe\kifua-{secrets.token_hex(16)}"
    else:
        # Not in the data folder: a socket's address may have some hundred bytes only. `mkdtemp` lets nobody else in.
        address = os.path.join(tempfile.mkdtemp(prefix="kifua-", dir=os.environ.get("XDG_RUNTIME_DIR")), "window")
    listener = Listener(address, backlog=8)
    try:
        write_bytes(folder / _ADDRESS_FILE, msgspec.json.encode(_Address(address, key.hex())), private=True)
    except OSError:
        _close_listener(listener)
        raise
    return listener


def _read_address(folder: Path) -> _Address:
    """Return where the first process listens.

    Raises:
        OSError, ValueError: there is no such file, or it is damaged.
    """
    return msgspec.json.decode((folder / _ADDRESS_FILE).read_bytes(), type=_Address)


def _remove_stale_socket(folder: Path) -> None:
    """Remove the socket that a process which crashed has left."""
    with suppress(*_FAILURES):
        address = Path(_read_address(folder).address)
        if sys.platform != "win32" and address.is_socket():
            address.unlink()
            address.parent.rmdir()


def _close_listener(listener: Listener) -> None:
    address = Path(str(listener.address))
    with suppress(OSError):
        listener.close()
    if sys.platform != "win32":
        with suppress(OSError):
            address.parent.rmdir()
