"""The action that exports the result of the X-ray that is shown as DICOM."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.core.records import ScreeningRecord
from app.gui.report.page import ReportRequest
from app.gui.session import Session
from app.gui.widgets.dialogs import dicom_folder_dialog
from app.gui.workers.task import Task
from app.paths import fonts_folder


class DicomExport(QObject):
    """`action`, for a menu; one result is exported at a time.

    Signals:
        hinted: a sentence that matters only at the moment.
        written: the path of a folder that was written into.
        failed: a sentence; nothing was written.
    """

    hinted = Signal(str)
    written = Signal(object)
    failed = Signal(str)

    def __init__(self, window: QWidget, session: Session, request: Callable[[], ReportRequest | None]) -> None:
        """Make the action, which does nothing until `set_available`.

        Args:
            window: that the dialog belongs to.
            session: has the model, and runs the thread that writes.
            request: returns what a report is made from now; None while there is nothing to export.
        """
        super().__init__(window)
        self._window = window
        self._session = session
        self._request = request
        self._is_available = self._is_exporting = False
        self.action = QAction(self.tr("Export as &DICOM…"), window)
        self.action.triggered.connect(self._ask_folder)
        self._enable()

    @Slot(bool)
    def set_available(self, available: bool) -> None:
        """Enable or disable the action."""
        self._is_available = available
        self._enable()

    def _enable(self) -> None:
        self.action.setEnabled(self._is_available and not self._is_exporting)

    @Slot()
    def _ask_folder(self) -> None:
        if request := self._request():
            record = request.record
            dialog = dicom_folder_dialog(self._window)
            dialog.fileSelected.connect(lambda folder: self._export(record, Path(folder)))
            dialog.open()

    def _export(self, record: ScreeningRecord, folder: Path) -> None:
        screener = self._session.screener

        def write() -> bool:
            from app.dicom.results.export import results_of, write_results  # pydicom takes 100 ms to load

            results = results_of(record, screener, fonts_folder())
            write_results(results, folder)
            return results.is_new_study

        def tell(is_new_study: bool) -> None:
            self.written.emit(folder)
            if is_new_study:
                self.hinted.emit(self.tr("The X-ray's file names no study: the result has one of its own."))

        task = Task(write)
        task.done.connect(tell)
        task.failed.connect(self.failed)
        task.finished.connect(self._end)
        self._is_exporting = True
        self._enable()
        self._session.threads.start(task)

    @Slot()
    def _end(self) -> None:
        self._is_exporting = False
        self._enable()
