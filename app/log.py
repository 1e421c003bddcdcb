"""The log file: what went wrong, for whoever mends it, without a word about patients.

Names, paths and pixels must not get into it, so it is strict: of what is logged it takes the format string, which is
ours, and such arguments as cannot identify anyone; of an exception its type, its code and the place of each frame, but
never its message, which may quote a path or a file's content.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import IO

from app.core.errors import KifuaError

MAX_BYTES = 256 * 1024
"""Size of the file at which the next one is begun; one old one is kept."""

_MAX_CHAINED = 10
_LOGGER = logging.getLogger(__name__.partition(".")[0])
_FAILURE = re.compile(r"^\S+ (?:ERROR|CRITICAL) .*\n?(?:^ .*\n?)*", re.MULTILINE)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def start_log(file: Path) -> None:
    """Append what `app` logs from now on to a file, which is made, with its folder, by the first entry.

    Where it cannot be written, nothing is logged and nothing fails.
    """
    for handler in [each for each in _LOGGER.handlers if isinstance(each, _LogFile)]:
        _LOGGER.removeHandler(handler)
        handler.close()
    _LOGGER.addHandler(_LogFile(file))


def current_log() -> Path | None:
    """Return the file that `start_log` was given last; None before. It may not exist yet."""
    files = [Path(handler.baseFilename) for handler in _LOGGER.handlers if isinstance(handler, _LogFile)]
    return files[0] if files else None


def last_failure(file: Path) -> str:
    """Return the last entry of a log that tells of an error, with its stack; empty without one."""
    try:
        entries = _FAILURE.findall(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""
    return entries[-1].rstrip() if entries else ""


def set_exception_hooks(hook: Hook) -> None:
    """Have a function called with every exception that nobody catches, in any thread."""

    def hook_of_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and told.exc_type is not SystemExit:
            hook(told.exc_type, told.exc_value, told.exc_traceback)

    sys.excepthook = hook
    threading.excepthook = hook_of_thread


def log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log an exception that nobody caught, and print it as Python does: a hook for the command line."""
    _LOGGER.critical("Unexpected failure", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)


class _LogFile(RotatingFileHandler):
    """A log file that its owner alone can read."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8", delay=True)
        self.setLevel(logging.WARNING)
        self.setFormatter(_Anonymous())

    def _open(self) -> IO[str]:  # type: ignore[override]
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=_open_for_owner)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's own name)
        """Go on without the entry: a full disk must not become a second failure."""


def _open_for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Anonymous(logging.Formatter):
    """Words an entry, leaving out whatever could identify anyone."""

    def format(self, record: logging.LogRecord) -> str:
        """Return an entry: one line, then the indented stack of each exception."""
        moment = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="seconds")
        arguments = record.args if isinstance(record.args, tuple) else ()
        text = str(record.msg) % tuple(map(_anonymous, arguments)) if arguments else str(record.msg)
        lines = [f"{moment} {record.levelname} {record.name}: {text}"]
        if record.exc_info and record.exc_info[1]:
            lines += _stack_lines(record.exc_info[1])
        return "\n".join(lines)


def _anonymous(argument: object) -> object:
    if isinstance(argument, int | float):
        return argument
    if isinstance(argument, KifuaError):
        return argument.reason.code
    if isinstance(argument, str) and _SUFFIX.fullmatch(argument):
        return argument
    return f"<{type(argument).__name__}>"


def _stack_lines(error: BaseException) -> Iterator[str]:
    """Yield the types of an exception and of those that caused it, each with its frames, the innermost last."""
    cause: BaseException | None = error
    for _ in range(_MAX_CHAINED):
        if cause is None:
            return
        yield f"  {_type_and_code(cause)}"
        for frame, line in walk_tb(cause.__traceback__):
            module = frame.f_globals.get("__name__", "?")
            yield f"    {module}:{line} {frame.f_code.co_qualname}"
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _type_and_code(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, KifuaError):
        return f"{name} {error.reason.code}"
    if isinstance(error, OSError) and error.errno is not None and error.errno in errno.errorcode:
        return f"{name} {errno.errorcode[error.errno]}"
    return name
