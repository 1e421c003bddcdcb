"""The processes that decode, seen from the program: started when needed, asked, ended when a file takes too much.

A process is started for each file that is decoded at the same time, and serves the next ones. It limits its own memory
and processor time; the program ends one that does not answer. After one has ended, the next file gets a new one.
"""

from __future__ import annotations

import atexit
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from app.core.errors import InputError
from app.core.imaging.budget import MOST_BYTES, SHARED_BYTES
from app.core.imaging.decode_bytes import Scale
from app.core.imaging.source_file import digest
from app.core.imaging.workers import messages
from app.core.imaging.workers.messages import Decoded, Request
from app.core.records import Pixels, Radiograph

T = TypeVar("T")

CPU_S = 15
"""Seconds of processor time for one file: three times what a film of 84 million pixels takes where it was measured."""

WALL_S = 300.0
"""Seconds until a process that does not answer is ended: 190 MB from a stick of 1 MB/s take 200."""

_START_S, _END_S = 60.0, 1.0  # from a slow disk; until a process that was asked to end is killed
_ROOT = Path(__file__).parents[4]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from app.core.imaging.workers.main import main; sys.exit(main())"
_SINGLE_THREADED = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
_ACCESS_VIOLATION = 0xC0000005
_CRASHES = {_ACCESS_VIOLATION} | {
    -getattr(signal, name) for name in ("SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT") if hasattr(signal, name)
}

_log = logging.getLogger(__name__)


class WorkerUnavailable(Exception):  # noqa: N818 (no error: the file is decoded in the program itself)
    """No process can be started on this system."""


class _Ended(Exception):  # noqa: N818 (what it means is decided by whoever asked)
    """The process has ended, or wrote what it should not."""


class _Worker:
    """One process."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (this program itself)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_SINGLE_THREADED},
            start_new_session=True,  # Ctrl-C is for the program
            creationflags=_NO_WINDOW,
        )
        self._requests, self._answers = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        try:
            if self._timed(_START_S, lambda: self._answers.read(1)) != messages.READY:
                raise OSError("it ended as it was started")
        except BaseException:
            self.end()
            raise

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: Request) -> tuple[messages.Answer, Pixels | None]:
        """Have a file decoded.

        Raises:
            _Ended: the process is of no use any more.
        """

        def exchange() -> tuple[messages.Answer, Pixels | None]:
            messages.write(self._requests, request)
            return messages.read_answer(self._answers)

        try:
            return self._timed(WALL_S, exchange)
        except (OSError, ValueError, EOFError) as error:
            raise _Ended from error

    def end(self) -> int:
        """End the process, and return its exit status; a process that ends by itself has the time to say how."""
        for stream in (self._requests, self._answers):
            with suppress(OSError):
                stream.close()
        try:
            return self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _timed(self, seconds: float, work: Callable[[], T]) -> T:
        """Do work that waits for the process, and kill that when it takes longer."""
        watchdog = threading.Timer(seconds, self._process.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            return work()
        finally:
            watchdog.cancel()


class _Pool:
    """The processes: those that are idle are kept, at most one for each processor core."""

    def __init__(self) -> None:
        self.command = [sys.executable, "-P", "-c", _START, str(_ROOT)]
        self._idle: list[_Worker] = []
        self._lock, self._is_unavailable = threading.Lock(), False
        self._one_at_a_time = threading.Lock()

    def decode(self, path: Path, scale: Scale) -> Radiograph:
        """Decode a file whose head was read; a large one, when no other large one is being decoded.

        Raises:
            InputError: see `app.core.imaging.decode.decode`.
            WorkerUnavailable: no process can be started.
        """
        found = self._ask(path, scale, SHARED_BYTES)
        if found is None:
            with self._one_at_a_time:
                found = self._ask(path, scale, MOST_BYTES)
        if found is None:
            raise InputError("image_too_costly")
        return found

    def close(self) -> None:
        """End every idle process."""
        while self._idle:
            self._idle.pop().end()

    def forget(self) -> None:
        """Start anew in a forked process: the pipes are those of the other."""
        self.__init__()  # type: ignore[misc]

    def _ask(self, path: Path, scale: Scale, granted_bytes: int) -> Radiograph | None:
        """Have a file decoded; None when more memory would have to be granted."""
        worker = self._take()
        try:
            answer, pixels = worker.ask(Request(os.fsencode(path), scale, granted_bytes, CPU_S))
        except _Ended as error:
            refusal = InputError("image_damaged" if worker.end() in _CRASHES else "image_too_costly")
            refusal.sha256 = digest(path)
            raise refusal from error
        except BaseException:
            worker.end()
            raise
        self._give_back(worker)
        if isinstance(answer, Decoded):
            return Radiograph(cast(Pixels, pixels), answer.full_scale, answer.facts, answer.sha256)
        if not answer.is_final:
            return None
        refusal = InputError(answer.code, **answer.facts)
        refusal.sha256 = answer.sha256
        raise refusal

    def _take(self) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                worker.end()
            if self._is_unavailable:
                raise WorkerUnavailable
        try:
            return _Worker(self.command)
        except OSError as error:
            _log.warning("No process can be started to decode files: %s", error)
            self._is_unavailable = True
            raise WorkerUnavailable from error

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            if len(self._idle) < (os.cpu_count() or 1):
                self._idle.append(worker)
                return
        worker.end()


_pool = _Pool()
decode_in_worker = _pool.decode
atexit.register(_pool.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.forget)


def use_command(command: Sequence[str]) -> None:
    """Start processes by a command of their own: a frozen program has no Python that could be given code."""
    _pool.command = list(command)
