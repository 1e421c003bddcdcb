"""Paths of the program's files; the only module that knows whether the program is frozen, and whether it is portable.

A frozen program is portable when a file called `kifua-portable.txt`, empty or not, is beside it, as on a USB stick: the
settings and the history are then kept in the folder `kifua-data` beside it, and nothing on the computer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from app.core.results.history_images import RECEIVED

APP_NAME = "Kifua"
PORTABLE_MARK = "kifua-portable.txt"
PORTABLE_FOLDER = "kifua-data"


def assets_folder() -> Path:
    """Return the folder of the model bundle and the sample X-rays: beside the frozen program, or in the project."""
    return Path(_frozen_root() or Path(__file__).parent.parent) / "assets"


def samples_folder() -> Path:
    """Return the folder of the sample X-rays; it may be absent."""
    return assets_folder() / "samples"


def sample_file() -> Path:
    """Return the sample X-ray that a beginner is shown; it may be absent."""
    return samples_folder() / "person1073_bacteria_3008.jpeg"


def dicom_folder() -> Path:
    """Return the folder of the DICOM files of the self-test, one for each transfer syntax."""
    return assets_folder() / "dicom"


def icon_files() -> list[Path]:
    """Return the files of the program's icon, one for each size."""
    return sorted((assets_folder() / "icons").glob("kifua-*.png"))


def fonts_folder() -> Path:
    """Return the folder of the program's own fonts."""
    return assets_folder() / "fonts"


def font_files() -> list[Path]:
    """Return the files of the fonts that the window is written in."""
    return sorted(fonts_folder().glob("*.ttf"))


def guide_file(name: str, languages: Sequence[str]) -> Path:
    """Return a file of the guide in the first of some languages that has it, else in English.

    Args:
        name: of a page or a picture, with its ending.
        languages: names of locales, such as `sw_KE` and `sw`.
    """
    guide = assets_folder() / "guide"
    files = (guide / language / name for language in languages)
    return next((file for file in files if file.is_file()), guide / "en" / name)


def bundle_folder() -> Path:
    """Return the folder of the shipped model bundle."""
    return assets_folder() / "model"


def licences_folder() -> Path | None:
    """Return the folder of the licences and of the list of components; None where the program is not frozen."""
    root = _frozen_root()
    return Path(root) / "licences" if root else None


def data_folder() -> Path:
    """Return the folder for the history and what else is kept: the user's own, or the portable program's.

    It may not exist yet.
    """
    return _portable_folder() or user_data_path(APP_NAME, appauthor=False)


def history_file(folder: Path | str = "") -> Path:
    """Return the file of the history in a folder, by default (and for an empty text) `data_folder`.

    It may not exist yet.
    """
    return Path(folder or data_folder()) / "history.sqlite3"


def outbox_folder(folder: Path | None = None) -> Path:
    """Return the folder of results to be sent in a folder, by default `data_folder`; it may not exist yet."""
    return (folder or data_folder()) / "outbox"


def pseudonym_key_file(folder: Path | None = None) -> Path:
    """Return the file of the secret key for new names in a folder, by default `data_folder`; it may not exist yet."""
    return (folder or data_folder()) / "pseudonyms.key"


def received_folder(folder: Path | None = None) -> Path:
    """Return the folder of received X-rays in a folder, by default `data_folder`; it may not exist yet."""
    return (folder or data_folder()) / RECEIVED


def log_file(folder: Path | None = None) -> Path:
    """Return the file of the log, beside the history of the same folder; it may not exist yet."""
    return (folder or data_folder()) / "kifua.log"


def settings_file() -> Path:
    """Return the file of the window's settings: in the user's own folder, or in the portable program's.

    It may not exist yet.
    """
    return (_portable_folder() or user_config_path(APP_NAME, appauthor=False)) / "settings.json"


def frozen_program() -> str | None:
    """Return the executable of the frozen program; None where it is not frozen."""
    return sys.executable if _frozen_root() else None


def could_be_path(argument: str) -> bool:
    """Tell whether an argument of the program is a file or folder, or reads like one that is not there."""
    reads_like_one = bool(os.path.dirname(argument) or os.path.splitext(argument)[1]) and not argument.startswith("-")
    return reads_like_one or os.path.lexists(argument)


def _frozen_root() -> str | None:
    return getattr(sys, "_MEIPASS", None)


def _portable_folder() -> Path | None:
    """Return where a portable program keeps what is the user's; None where it is not portable."""
    beside = Path(sys.executable).parent
    return beside / PORTABLE_FOLDER if _frozen_root() and (beside / PORTABLE_MARK).exists() else None
