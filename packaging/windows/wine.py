"""Runs Windows programs on Linux, under Wine: with a screen, within limits, and kept apart from the user's own Wine.

What Wine 8 does not bear is met here. CPython does not start on files and `/dev/null` (WinError 6), so programs get
pipes. Wine's services inherit those and outlive the program, so the end of what it says is marked. A Qt program whose
window is refused, as a desktop that is slow to start does, never ends and takes all memory: so a session first opens a
window of its own, and bounds each program in time and memory.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PATIENCE_S = 600.0
"""The longest that one program may run, unless told otherwise, and that a session waits for another to end."""

MEMORY_BYTES, LARGEST_FILE_BYTES = 4 << 30, 2 << 30
"""What one Windows program may take; Wine reserves more addresses than it fills, so these do not count."""

SERVICES = frozenset(
    {"services.exe", "winedevice.exe", "svchost.exe", "plugplay.exe", "explorer.exe", "rpcss.exe", "conhost.exe"}
)
HOLDER = "desktop.exe"

_OVERRIDES = "mscoree=;mshtml=;winemenubuilder.exe=d;winedbg.exe=d"
_END = "\x04"
_HELPER_MISSING = "err:winediag:ntlm_check_version"  # a log-in helper that nothing here uses


class WineError(Exception):
    """What went wrong, as a sentence."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a Windows program ended.

    Attributes:
        status: its exit status.
        out, err: what it said.
    """

    status: int
    out: str
    err: str


@dataclass
class Wine:
    """A Wine of its own in a folder: `prefix` is its drive, `home` its home, `python` its Windows Python.

    Attributes:
        folder: holds all of it; delete it to start over.
    """

    folder: Path
    _screen: str = field(default="", init=False)

    @property
    def prefix(self) -> Path:
        """Return the folder that Wine keeps its drive C and its registry in."""
        return self.folder / "prefix"

    @property
    def drive(self) -> Path:
        """Return drive C."""
        return self.prefix / "drive_c"

    @property
    def user(self) -> Path:
        """Return the Windows user's own folder."""
        return self.drive / "users" / pwd.getpwuid(os.getuid()).pw_name

    @property
    def python(self) -> Path:
        """Return the folder of the Windows Python."""
        return self.folder / "python"

    @contextmanager
    def session(self) -> Iterator[None]:
        """Hold one screen and one Wine server, for every program that is run inside; one session at a time."""
        for name in ("home", "runtime", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "runtime").chmod(0o700)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with self._desktop():
                yield

    def run(self, *command: str | Path, patience_s: float = PATIENCE_S) -> Ended:
        """Run a Windows program to its end.

        Args:
            command: a file of this computer or one of Wine's own programs, and its arguments as Windows reads them.
            patience_s: seconds that it may take.

        Raises:
            WineError: it took longer.
        """
        process, readers = self._start(*command)
        try:
            process.wait(patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
            raise WineError(f"{command[0]} did not end within {patience_s:.0f} s") from None
        finally:
            said = [reader.stop() for reader in readers]
        return Ended(process.returncode, *said)

    def check(self, *command: str | Path, patience_s: float = PATIENCE_S) -> str:
        """Run a Windows program that has to end well, and return what it printed.

        Raises:
            WineError: it ended with another status than 0, or not in time.
        """
        ended = self.run(*command, patience_s=patience_s)
        if ended.status:
            said = (ended.err or ended.out).strip() or "it said nothing"
            raise WineError(f"{' '.join(map(str, command))} ended with {ended.status}: {said}")
        return ended.out

    def programs(self) -> list[str]:
        """Return the names of the programs that run, in lower case; Wine's services aside."""
        mark = f"WINEPREFIX={self.prefix}".encode()
        names = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    program = (process / "cmdline").read_bytes().split(b"\0")[0].decode(errors="replace")
                    names.append(program.replace("\\", "/").rsplit("/", 1)[-1].lower())
            except OSError:  # it has just ended
                continue
        return sorted(name for name in names if name.endswith(".exe") and name not in {*SERVICES, HOLDER})

    def titles(self) -> list[str]:
        """Return the titles of the windows on the screen."""
        command = ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]
        done = subprocess.run(command, env=self._environment(), capture_output=True, encoding="utf-8", check=False)
        return [line for line in done.stdout.splitlines() if line]

    def photograph(self, picture: Path) -> None:
        """Write a picture of the screen."""
        subprocess.run(["import", "-window", "root", str(picture)], env=self._environment(), check=True)

    def _start(self, *command: str | Path) -> tuple[subprocess.Popen[bytes], tuple[_Reader, _Reader]]:
        readers = _Reader(), _Reader()
        limits = [f"--data={MEMORY_BYTES}", f"--fsize={LARGEST_FILE_BYTES}"]
        silence, speech = os.pipe()
        os.close(speech)
        process = subprocess.Popen(
            ["prlimit", *limits, "wine", *map(str, command)],
            env=self._environment(),
            stdin=silence,
            stdout=readers[0].inlet,
            stderr=readers[1].inlet,
        )
        os.close(silence)
        return process, readers

    def _environment(self) -> dict[str, str]:
        """Return an environment in which Wine keeps to its folder, and the Windows Python knows of no other."""
        return {
            **{name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")},
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder / "tmp"),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all,err+module,err+winediag",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "DISPLAY": self._screen,
        }

    @contextmanager
    def _desktop(self) -> Iterator[None]:
        """Hold a screen, and on it a hidden window, which Wine's desktop begins with."""
        for pause_s in range(1, 6):
            with self._xvfb() as screen:
                self._screen = screen
                try:
                    if self._holds_a_window():
                        yield
                        return
                finally:
                    self._end()
            time.sleep(pause_s)  # a desktop that gave up stays so: the next one is new
        raise WineError("Wine opens no window")

    @contextmanager
    def _xvfb(self) -> Iterator[str]:
        ready, told = os.pipe()
        options = ["-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
        command = ["Xvfb", "-displayfd", str(told), *options]
        with subprocess.Popen(command, pass_fds=[told], stderr=subprocess.DEVNULL) as process:
            os.close(told)
            try:
                with os.fdopen(ready, encoding="ascii") as stream:
                    yield f":{stream.readline().strip()}"
            finally:
                process.terminate()

    def _holds_a_window(self) -> bool:
        holder = self.folder / HOLDER
        if not holder.exists():  # the session that makes the prefix
            return True
        process, (out, _) = self._start(holder)
        return wait_until(lambda: out.said() or process.poll() is not None, 60) and process.poll() is None

    def _end(self) -> None:
        # An uninstaller copies itself away and returns at once: such second halves may finish.
        wait_until(lambda: not self.programs(), 20)
        subprocess.run(["wineserver", "-k"], env=self._environment(), check=False, stderr=subprocess.DEVNULL)
        self._screen = ""


class _Reader:
    """Collects what is written to a pipe, until it is told that no more will come."""

    def __init__(self) -> None:
        outlet, self.inlet = os.pipe()
        self._lines: list[str] = []
        self._stream: IO[str] = os.fdopen(outlet, encoding="utf-8", errors="replace", newline="")
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def said(self) -> str:
        """Return what came so far."""
        return "".join(self._lines)

    def stop(self) -> str:
        """Return all that came; what comes later is lost."""
        os.write(self.inlet, f"{_END}\n".encode())
        os.close(self.inlet)
        self._thread.join()
        return self.said()

    def _read(self) -> None:
        with self._stream:
            for line in self._stream:
                text, mark, _ = line.replace("\r\n", "\n").partition(_END)
                if _HELPER_MISSING not in text:
                    self._lines.append(text)
                if mark:
                    return


def wait_until(has_happened: Callable[[], object], patience_s: float) -> bool:
    """Wait until something has happened; return whether it did in time."""
    end = time.monotonic() + patience_s
    while not has_happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def windows_path(path: Path) -> str:
    """Return the name that a Windows program knows a file of this computer by."""
    return "Z:" + str(path.absolute()).replace("/", "\\")
