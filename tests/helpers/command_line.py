"""The `kifua` program as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
KIFUA = (sys.executable, "-m", "app")


def environment() -> dict[str, str]:
    """Return this test's environment, from which the program is found in any folder."""
    return {**os.environ, "PYTHONPATH": str(PROJECT)}


def kifua(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the program to its end and return its status and what it printed."""
    command = [*KIFUA, *(str(argument) for argument in arguments)]
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "timeout": 60, **options}
    return subprocess.run(command, env=environment(), check=False, **settings)
