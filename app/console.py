"""The terminal: what is printed never steers it, a stream may be full or closed, and signals ask for an end."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from app.core.errors import OutputError
from app.core.text import printable

_STREAMS = ("stdin", "stdout", "stderr")
_ENDING_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def prepare_streams() -> None:
    """Let the standard streams take any text; what is printed on one that is closed goes nowhere."""
    for number, name in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            # Else the next file that is opened, the history say, has its number and gets what a library prints.
            if not _is_open(number):
                _discard(number)
            setattr(sys, name, open(os.devnull, "w" if number else "r", encoding="utf-8"))  # noqa: SIM115 (for good)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # a stream that is no text file
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def print_lines(*lines: str) -> None:
    """Print lines of results; when the reader of a pipe has left, they go nowhere.

    Raises:
        OutputError: `output_failed`, for a full disk, say; the lines to come go nowhere.
    """
    try:
        _print(lines, sys.stdout)
    except BrokenPipeError:
        _discard(sys.stdout.fileno())
    except OSError as error:
        _discard(sys.stdout.fileno())
        raise OutputError("output_failed", path="of the printed results", error=error.strerror or error) from error


def print_message(*lines: str) -> None:
    """Print lines that are no results; where they cannot be printed, they go nowhere."""
    try:
        _print(lines, sys.stderr)
    except OSError:
        _discard(sys.stderr.fileno())


@contextmanager
def cancelled_by_signals(cancel: threading.Event) -> Iterator[None]:
    """Let Ctrl-C, a request to end, or a closed terminal set an event at first; a second one ends the program.

    What the caller of the program wants ignored stays so: `nohup` ignores that the terminal is closed.
    """

    def stop(number: int, frame: object) -> None:
        cancel.set()
        for each in handlers:
            signal.signal(each, signal.default_int_handler)

    found = {number: signal.getsignal(number) for number in _ENDING_SIGNALS}
    handlers = {number: handler for number, handler in found.items() if handler not in (signal.SIG_IGN, None)}
    for each in handlers:
        signal.signal(each, stop)
    try:
        yield
    finally:
        for each, handler in handlers.items():
            signal.signal(each, handler)


def _print(lines: tuple[str, ...], stream: TextIO) -> None:
    print(*map(printable, lines), sep="\n", file=stream, flush=True)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _discard(number: int) -> None:
    """Have what is written to a descriptor go nowhere from now on: what is left of a failed line too."""
    null = os.open(os.devnull, os.O_RDWR)
    if null != number:
        os.dup2(null, number)
        os.close(null)
