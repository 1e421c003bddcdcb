"""Where things lie. The only module that knows whether the program is frozen."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_config_path, user_data_path

APP_NAME = "Kifua"


def assets_folder() -> Path:
    """Return the folder of the model bundle and the sample X-rays: beside the frozen program, or in the project."""
    frozen_root = getattr(sys, "_MEIPASS", None)
    return Path(frozen_root or Path(__file__).parent.parent) / "assets"


def bundle_folder() -> Path:
    """Return the folder of the shipped model bundle."""
    return assets_folder() / "model"


def data_folder() -> Path:
    """Return the user's own folder for the history and what else is kept; it may not exist yet."""
    return user_data_path(APP_NAME, appauthor=False)


def history_file(folder: Path | None = None) -> Path:
    """Return the file of the history in a folder, by default the user's own; it may not exist yet."""
    return (folder or data_folder()) / "history.sqlite3"


def settings_file() -> Path:
    """Return the file of the window's settings, in the user's own folder; it may not exist yet."""
    return user_config_path(APP_NAME, appauthor=False) / "settings.json"
