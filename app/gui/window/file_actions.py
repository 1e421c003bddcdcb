"""Files in and out of the window: chosen in a dialog, pasted, exported."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow

from app.core.errors import OutputError
from app.core.records import ScreeningRecord
from app.core.results.export import write_csv
from app.core.results.history_rows import without_name
from app.core.text import printable
from app.gui.session import Session
from app.gui.text.verdict_text import reason_text
from app.gui.widgets.dialogs import csv_dialog, files_dialog, folder_dialog
from app.gui.window.clipboard_image import save_clipboard_image
from app.gui.window.drop_target import dropped_paths
from app.gui.workers.task import file_task
from app.paths import sample_file, samples_folder


class FileActions(QObject):
    """Asks for files, saves images from the clipboard, and writes tables.

    Signals:
        paths_chosen: a list of files and folders to open.
        hinted: a sentence that matters only at the moment.
        written: the path of a file that was written.
        failed: a sentence; what the user wanted was not done.
    """

    paths_chosen = Signal(object)
    hinted = Signal(str)
    written = Signal(object)
    failed = Signal(str)

    def __init__(self, window: QMainWindow, session: Session) -> None:
        """Prepare.

        Args:
            window: that the dialogs belong to.
            session: tells where pasted images go, and runs the thread that writes.
        """
        super().__init__(window)
        self._window = window
        self._session = session
        self._last_folder = ""

    @Slot()
    def choose_files(self) -> None:
        """Ask for X-rays to open."""
        self._open_dialog(files_dialog(self._window))

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder to screen."""
        self._open_dialog(folder_dialog(self._window))

    @Slot(str)
    def open_recent(self, path: str) -> None:
        """Open what was opened before, if it is still there."""
        if os.path.lexists(path):
            self.paths_chosen.emit([path])
        else:
            sentence = self.tr("{path} is not there now: connect its drive, or choose another.")
            self.failed.emit(sentence.format(path=printable(path)))

    @Slot()
    def open_sample(self) -> None:
        """Open one sample X-ray."""
        self._open_own(sample_file())

    @Slot()
    def open_samples(self) -> None:
        """Screen the folder of the sample X-rays."""
        self._open_own(samples_folder())

    @Slot()
    def paste(self) -> None:
        """Open what was copied: files, or an image, which is kept beside the history."""
        mime = QGuiApplication.clipboard().mimeData() or QMimeData()  # none where another program holds the clipboard
        try:
            pasted = save_clipboard_image(mime, self._session.history)
        except OutputError as error:
            self.failed.emit(reason_text(error.reason))
            return
        if paths := [pasted] if pasted else dropped_paths(mime):
            self.paths_chosen.emit(paths)
        else:
            self.hinted.emit(self.tr("There is no picture on the clipboard: copy one first."))

    @Slot(object)
    def export(self, records: Iterable[ScreeningRecord]) -> None:
        """Ask for a file, and write records to it as CSV, with names where names are stored."""
        if not self._session.settings.store_names:
            records = map(without_name, records)
        dialog = csv_dialog(self._window)
        dialog.fileSelected.connect(lambda path: self._write(records, Path(path)))
        dialog.open()

    def _write(self, records: Iterable[ScreeningRecord], path: Path) -> None:
        task = file_task(path, partial(write_csv, records), self._session.own_files())
        task.done.connect(self.written)
        task.failed.connect(self.failed)
        self._session.threads.start(task)

    def _open_own(self, path: Path) -> None:
        if path.exists():
            self.paths_chosen.emit([str(path)])
        else:
            self.failed.emit(self.tr("The sample X-rays are missing: install Kifua again."))

    def _open_dialog(self, dialog: QFileDialog) -> None:
        """Open a dialog in the folder chosen last: the next X-ray mostly lies beside the one before."""
        if os.path.isdir(self._last_folder):
            dialog.setDirectory(self._last_folder)
        dialog.filesSelected.connect(self._open_chosen)
        dialog.open()

    @Slot(list)
    def _open_chosen(self, paths: list[str]) -> None:
        self._last_folder = os.path.dirname(paths[0])
        self.paths_chosen.emit(paths)
