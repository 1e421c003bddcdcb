"""Dialogs of the window, for a walk through all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QMainWindow, QWidget

from app.gui.widgets import dialogs

Station = tuple[str, QWidget]
"""A place of the walk: its name, and the window or dialog to look at."""


def file_dialogs(window: QMainWindow, folder: Path) -> Iterator[Station]:
    """Yield every dialog that asks for a file or a folder."""
    for name, dialog in (
        ("files", dialogs.files_dialog(window)),
        ("folder", dialogs.folder_dialog(window)),
        ("data folder", dialogs.data_dialog(window, str(folder))),
        ("CSV", dialogs.csv_dialog(window)),
        ("PDF", dialogs.pdf_dialog(window, "kifua-report.pdf")),
        ("picture", dialogs.picture_dialog(window, "kifua-statistics.png")),
    ):
        yield f"file dialog, {name}", dialog
