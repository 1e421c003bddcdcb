"""What surrounds a run: kept with it, so that a result can be made again."""

from __future__ import annotations

import importlib
import platform
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import keras

_PACKAGES = ("keras", "numpy", "pillow", "ai-edge-litert")


def circumstances() -> dict[str, Any]:
    """Return the revision of the project, and the versions of what it runs on."""
    return {
        "git_revision": _git("rev-parse", "HEAD"),
        "git_changes": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "keras_backend": keras.backend.backend(),
        "keras_backend_version": importlib.import_module(keras.backend.backend()).__version__,
        "packages": {name: version(name) for name in _PACKAGES},
    }


def _git(*words: str) -> str | None:
    """Return what git prints in this project's folder, or None outside a checkout."""
    command: Sequence[str] = ["git", "-C", str(Path(__file__).parent), *words]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
