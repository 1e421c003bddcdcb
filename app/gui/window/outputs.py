"""What is made of X-rays in files and on paper: reports, DICOM, X-rays without an identity."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.gui.deidentify.action import Deidentify
from app.gui.dicom.archive import Archive
from app.gui.dicom.send_action import SendAction
from app.gui.report.actions import ReportActions
from app.gui.report.dicom_export import DicomExport
from app.gui.report.page import ReportRequest
from app.gui.session import Session
from app.gui.worklist.page import WorklistPage


class Outputs(QObject):
    """The actions on the X-ray that is shown and on rows, with one place for what they say.

    Attributes:
        reports: those of reports.
        actions: all of them, for a menu.

    Signals:
        written: the path of a file that was written, or of a folder that was written into.
        failed: a sentence; nothing was made.
        hinted: a sentence that matters only at the moment.
    """

    written = Signal(object)
    failed = Signal(str)
    hinted = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, request: Callable[[], ReportRequest | None], archive: Archive
    ) -> None:
        """Make the actions.

        Args:
            window: that the dialogs belong to.
            session: tells of the clinic and the model, and runs the threads.
            request: returns what it is done with now; None while there is nothing.
            archive: that results are sent to.
        """
        super().__init__(window)
        self.reports = ReportActions(window, session, request)
        self._dicom = DicomExport(window, session, request)
        self._deidentify = Deidentify(window, session, request)
        self._archive = archive
        send = SendAction(window, session, request, archive)
        self._all = (self.reports, self._dicom, self._deidentify, send)
        self.actions = (
            *(self.reports.report_action, self.reports.save_action),
            *(self._dicom.action, send.action, self._deidentify.action),
        )
        for source in self._all:
            source.written.connect(self.written)
            source.failed.connect(self.failed)
        for hinting in (self._dicom, self._deidentify):
            hinting.hinted.connect(self.hinted)

    def set_available(self, available: bool) -> None:
        """Enable or disable the actions on the X-ray that is shown."""
        for each in self._all:
            each.set_available(available)

    def serve(self, worklist: WorklistPage) -> None:
        """Do with rows what a worklist asks for."""
        worklist.reports_requested.connect(self.reports.show_many)
        worklist.summary_requested.connect(self.reports.save_summary)
        worklist.archive_requested.connect(self._archive.send)
        worklist.deidentify_requested.connect(self._deidentify.open)
