"""The action that exports the result of the X-ray that is shown as DICOM."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.records import ScreeningRecord
from app.gui.report.page import ReportRequest
from app.gui.report.request_actions import RequestActions
from app.gui.session import Session
from app.gui.widgets.dialogs import dicom_folder_dialog
from app.gui.workers.task import Task
from app.paths import fonts_folder


class DicomExport(RequestActions):
    """`action`, for a menu; one result is exported at a time.

    Signals:
        hinted: a sentence that matters only at the moment.
    """

    hinted = Signal(str)

    def __init__(self, window: QWidget, session: Session, request: Callable[[], ReportRequest | None]) -> None:
        """Make the action: see `RequestActions`."""
        super().__init__(window, session, request)
        self.action = self._add(self.tr("Export as &DICOM…"), self._ask_folder)

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
        self._start(task)
