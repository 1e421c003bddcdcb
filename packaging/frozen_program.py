"""A frozen folder as its tests run it: with a home of its own, and nothing said that nobody expects."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

PATIENCE_S = 120.0
"""The longest that anything may take; old laptops are slow, and so are busy servers."""

OK, INCOMPLETE, NO_NETWORK, NOT_SENT = 0, 1, 9, 10
"""Exit statuses of `app.exit_status`."""

EXPECTED_ON_STDERR = (
    re.compile(r"\d+ of \d+ files screened: .*\."),
    re.compile(r"Written to .*\."),
    re.compile(r"1 of 1 (results exported|X-rays saved without the patient's identity)\."),
    re.compile(r"kifua: (send_unreachable|receive_not_listening): .*"),
    re.compile(r"This plugin does not support (propagateSizeHints|raise)\(\)"),  # Qt's own offscreen platform
)
_SUFFIX = ".exe" if sys.platform == "win32" else ""


class Fault(Exception):  # noqa: N818 -- of the program, and no error of this one
    """What is wrong with the program, as a sentence."""


class Program:
    """A frozen folder, run with a home of its own, and within a root if there is one."""

    def __init__(self, folder: Path, home: Path, root: Path | None = None) -> None:
        self.folder = folder
        self.root = root
        self.assets = folder / "_internal" / "assets"
        self.bundle: dict[str, Any] = json.loads((self.assets / "model" / "bundle.json").read_text(encoding="utf-8"))
        self.console = folder / f"kifua{_SUFFIX}"
        window = folder / f"kifua-window{_SUFFIX}"
        self.window = window if window.exists() else self.console
        self.environment = _environment(self.seen(home))

    def seen(self, path: Path) -> Path:
        """Return a path as the program sees it."""
        return Path("/", path.relative_to(self.root)) if self.root else path

    def command(self, program: Path, *arguments: object) -> list[str]:
        """Return what runs a program, with its paths as it sees them."""
        within = ["chroot", str(self.root)] if self.root else []
        seen = [self.seen(part) if isinstance(part, Path) else part for part in (program, *arguments)]
        return [*within, *map(str, seen)]

    def run(self, *arguments: object, status: int = OK) -> str:
        """Run the console program to its end, and return what it printed.

        Raises:
            Fault: another exit status, or a line on the error stream that is not expected.
        """
        command = self.command(self.console, *arguments)
        done = subprocess.run(
            command, env=self.environment, capture_output=True, encoding="utf-8", timeout=PATIENCE_S, check=False
        )
        check_end([str(argument) for argument in arguments], done.returncode, status, done.stderr)
        return done.stdout

    def samples(self) -> list[Path]:
        """Return the sample X-rays."""
        return sorted((self.assets / "samples").glob("*.jpeg"))


def check_end(command: list[str], status: int, expected: int, stderr: str) -> None:
    """Raise a fault where a program ended otherwise than expected, or said what nobody asked for."""
    strange = [line for line in stderr.splitlines() if not any(form.fullmatch(line) for form in EXPECTED_ON_STDERR)]
    if strange:
        raise Fault(f"{' '.join(command)} said: {strange[0]} ({len(strange)} such lines)")
    if status != expected:
        raise Fault(f"{' '.join(command)} ended with {status}, not with {expected}")


def _environment(home: Path) -> dict[str, str]:
    """Return an environment whose home is empty, and that knows of no Python, nor of a screen where none is needed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "XDG_"))}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    # Windows asks windows on its screen to close, and no others.
    screen = {} if sys.platform == "win32" else {"QT_QPA_PLATFORM": "offscreen"}
    return {**kept, **homes, **screen}
