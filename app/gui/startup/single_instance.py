"""One window for one data folder: what a later start is asked to open goes to the first.

The first holds a lock, which the system frees when it ends, however it ends. It listens at a Unix socket, or a named
pipe on Windows; where, and the key that both sides prove to know, lies in a file that its owner alone can read. It says
that it has heard the call, and once more when its window has taken it: a window that only starts takes it later.
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
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from typing import BinaryIO

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from app.core.atomic_file import lock, write_bytes

TIMEOUT_S = 2.0
"""How long a later process waits for the first to answer at all: the user sees nothing meanwhile."""

PATIENCE_S = 60.0
"""How long it waits for a first that has heard it: until its window stands, or until it has closed."""

_LOCK_FILE, _ADDRESS_FILE = "window.lock", "window.json"
_RETRY_S = 0.05
_MAX_BYTES = 1 << 24
_END = b"\0"
"""Ends each path: no path of any system holds it, and bytes that are not UTF-8 need no escape."""
_HEARD, _TAKEN = b"heard", b"taken"
_FAILURES = (OSError, EOFError, ValueError, TypeError, AuthenticationError)

_log = logging.getLogger(__name__)


class Answer(Enum):
    """What became of a call to the first process."""

    TAKEN = auto()
    """Its window opens the paths."""
    DROPPED = auto()
    """It heard the call, and ended before its window took it."""
    NONE = auto()
    """It did not answer in time."""


@dataclass(frozen=True, slots=True)
class _Address:
    """Where the first process listens, and the key, in hexadecimal, that both sides prove to know."""

    address: str
    key: str


@dataclass(slots=True)
class _Call:
    """Paths of a later process, which waits for an answer."""

    paths: list[str]
    is_taken: bool = False
    is_answered: threading.Event = field(default_factory=threading.Event)


class Instance(QObject):
    """The first process of a data folder, until `close`."""

    _called = Signal(object)

    def __init__(self, lock_file: BinaryIO | None, listener: Listener | None, key: bytes) -> None:
        super().__init__()
        self._lock_file = lock_file
        self._listener = listener
        self._key = key
        self._take: Callable[[list[str]], bool] | None = None
        self._calls: list[_Call] = []
        self._calls_lock = threading.Lock()
        self._is_closing = threading.Event()
        self._called.connect(self._answer_calls)
        # A daemon: a program that fails before it can close must end all the same.
        self._thread = threading.Thread(target=self._listen, daemon=True)
        if listener:
            self._thread.start()

    def hand_over_to(self, take: Callable[[list[str]], bool]) -> None:
        """Hand the calls of later processes to a function, those that came before too.

        Args:
            take: is called on this object's thread, with absolute paths to open, none where a later process was merely
                started. It returns whether it takes them; if not, the later process looks after them itself.
        """
        self._take = take
        self._answer_calls()

    def close(self) -> None:
        """Stop listening, leave unanswered calls to their processes, and release the lock."""
        if self._is_closing.is_set():
            return
        with self._calls_lock:
            self._is_closing.set()
        if self._listener:
            with suppress(*_FAILURES):
                Client(str(self._listener.address)).close()  # wakes `accept`, which knows no time limit
                self._thread.join(TIMEOUT_S)
            _close_listener(self._listener)
        if self._lock_file is not None:
            self._lock_file.close()
        for call in self._calls:
            call.is_answered.set()

    @Slot()
    def _answer_calls(self) -> None:
        while self._take and not self._is_closing.is_set():
            with self._calls_lock:
                call = self._calls.pop(0) if self._calls else None
            if call is None:
                return
            call.is_taken = self._take(call.paths)
            call.is_answered.set()

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
            connection.send_bytes(_HEARD)
            call = _Call([os.fsdecode(path) for path in message.split(_END)[:-1]])
            with self._calls_lock:
                if self._is_closing.is_set():
                    return
                self._calls.append(call)
            self._called.emit(call)
            call.is_answered.wait()
            if call.is_taken:
                connection.send_bytes(_TAKEN)


def claim_or_send(folder: Path, paths: Sequence[str]) -> Instance | None:
    """Claim a data folder as the first process that uses it, or hand paths to the process that is.

    Returns:
        None where the first has taken the paths. An instance that receives nothing where the first does not answer, and
        where there can be none: a second window is better than none.
    """
    began = heard = time.monotonic()
    while True:
        instance = become_first_instance(folder)
        if instance:
            return instance
        answer = send_to_first_instance(folder, paths)
        now = time.monotonic()
        if answer is Answer.TAKEN:
            return None
        if answer is Answer.DROPPED:
            heard = now
        if now > heard + TIMEOUT_S or now > began + PATIENCE_S:
            _log.warning("The first window does not answer")
            return Instance(None, None, b"")
        time.sleep(_RETRY_S)  # the first is only beginning, or ending


def become_first_instance(folder: Path) -> Instance | None:
    """Claim a data folder as the first process that uses it.

    Returns:
        None where another process is the first. Where the folder cannot be written to, or
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


def send_to_first_instance(folder: Path, paths: Sequence[str]) -> Answer:
    """Ask the first process of a data folder once to open paths, or to come to the front where there are none."""
    message = b"".join(os.fsencode(os.path.abspath(path)) + _END for path in paths)
    replies: list[bytes] = []
    # Neither connecting nor reading knows a time limit, so a thread waits, and is left behind if need be.
    caller = threading.Thread(target=_call, args=(folder, message, replies), daemon=True)
    caller.start()
    caller.join(TIMEOUT_S)
    if replies:
        caller.join(PATIENCE_S)
    if _TAKEN in replies:
        return Answer.TAKEN
    return Answer.DROPPED if replies and not caller.is_alive() else Answer.NONE


def _call(folder: Path, message: bytes, replies: list[bytes]) -> None:
    """Send a message to the first process, and collect its replies until it has taken it, or hangs up."""
    with suppress(*_FAILURES):
        first = _read_address(folder)
        with Client(first.address, authkey=bytes.fromhex(first.key)) as connection:
            connection.send_bytes(message)
            while _TAKEN not in replies:
                replies.append(connection.recv_bytes(len(_HEARD)))


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
