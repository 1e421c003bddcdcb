"""What goes into the window and out of it as files: chosen, pasted, exported."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow

from app.core.errors import OutputError
from app.core.records import ScreeningRecord
from app.core.results.export import write_csv
from app.core.text import printable
from app.gui.session import Session
from app.gui.text.verdict_text import reason_text
from app.gui.widgets.dialogs import csv_dialog, files_dialog, folder_dialog
from app.gui.window.clipboard_image import pasted_file
from app.gui.window.drop_target import dropped_paths
from app.gui.workers.task import file_task


class Exporter(Protocol):
    """A page with records to export."""

    def chosen_records(self) -> Iterable[ScreeningRecord]:
        """Return the records that the user chose, or all."""


class FileDesk(QObject):
    """Asks for files, takes pictures from the clipboard, and writes tables.

    Signals:
        paths_chosen: a list of files and folders to open.
        hinted: a sentence that matters only at the moment.
        noted: a sentence for the status line.
        failed: a sentence; what the user wanted was not done.
    """

    paths_chosen = Signal(object)
    hinted = Signal(str)
    noted = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QMainWindow, session: Session, exporter: Callable[[], Exporter | None]) -> None:
        """Make the desk.

        Args:
            window: that the dialogs belong to.
            session: tells where pasted pictures go, and runs the thread that writes.
            exporter: returns the page whose records are exported; None while none is shown.
        """
        super().__init__(window)
        self._window = window
        self._session = session
        self._exporter = exporter
        self._place = ""

    @Slot()
    def choose_files(self) -> None:
        """Ask for X-rays to open."""
        self._ask(files_dialog(self._window))

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder to screen."""
        self._ask(folder_dialog(self._window))

    @Slot()
    def paste(self) -> None:
        """Open what was copied: files, or a picture, which is kept beside the history."""
        mime = QGuiApplication.clipboard().mimeData()
        try:
            pasted = pasted_file(mime, self._session.history)
        except OutputError as error:
            self.failed.emit(reason_text(error.reason))
            return
        if paths := [pasted] if pasted else dropped_paths(mime):
            self.paths_chosen.emit(paths)
        else:
            self.hinted.emit(self.tr("There is no picture on the clipboard: copy one first."))

    @Slot()
    def choose_csv(self) -> None:
        """Ask where to write the table that is shown."""
        dialog = csv_dialog(self._window)
        dialog.fileSelected.connect(self.export_csv)
        dialog.open()

    @Slot(str)
    def export_csv(self, path: str) -> None:
        """Write the chosen records of the table that is shown to a CSV file."""
        exporter = self._exporter()
        if exporter is None:
            return
        task = file_task(Path(path), partial(write_csv, exporter.chosen_records()))
        task.done.connect(self._say_written)
        task.failed.connect(self.failed)
        self._session.threads.start(task)

    def _ask(self, dialog: QFileDialog) -> None:
        """Ask where the user chose last: the next X-ray mostly lies beside the one before."""
        if os.path.isdir(self._place):
            dialog.setDirectory(self._place)
        dialog.filesSelected.connect(self._take_paths)
        dialog.open()

    @Slot(list)
    def _take_paths(self, paths: list[str]) -> None:
        self._place = os.path.dirname(paths[0])
        self.paths_chosen.emit(paths)

    @Slot(object)
    def _say_written(self, path: Path) -> None:
        self.noted.emit(self.tr("Written to {path}.").format(path=printable(str(path))))
