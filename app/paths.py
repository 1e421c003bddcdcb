"""Where things lie. The only module that knows whether the program is frozen."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_data_path

APP_NAME = "Kifua"


def assets_folder() -> Path:
    """Return the folder of the model bundle and the sample X-rays: beside the frozen program, or in the project."""
    frozen_root = getattr(sys, "_MEIPASS", None)
    return Path(frozen_root or Path(__file__).parent.parent) / "assets"


def bundle_folder() -> Path:
    """Return the folder of the shipped model bundle."""
    return assets_folder() / "model"


def history_file() -> Path:
    """Return the file of the local history, in the user's own data folder; it may not exist yet."""
    return user_data_path(APP_NAME, appauthor=False) / "history.sqlite3"
