"""The action that saves the X-ray that is shown, or several, without the patient's identity."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.records import ScreeningRecord
from app.gui.report.page import ReportRequest
from app.gui.report.request_actions import RequestActions
from app.gui.session import Session


class Deidentify(RequestActions):
    """`action`, for a menu.

    Signals:
        hinted: a sentence that matters only at the moment.
    """

    hinted = Signal(str)

    def __init__(self, window: QWidget, session: Session, request: Callable[[], ReportRequest | None]) -> None:
        """Make the action: see `RequestActions`."""
        super().__init__(window, session, request)
        self.action = self._add(self.tr("Save without the patient's &identity…"), self._open_shown)

    @Slot(object)
    def open(self, records: Sequence[ScreeningRecord]) -> None:
        """Show the X-rays of records, one after the other, to be saved."""
        if not records:
            return
        from app.gui.deidentify.dialog import DeidentifyDialog  # the window need not wait for it

        dialog = DeidentifyDialog(self._window, self._session, records)
        dialog.ended.connect(self._tell)
        dialog.open()

    @Slot()
    def _open_shown(self) -> None:
        if request := self._request():
            self.open([request.record])

    def _tell(self, folder: object, count: int) -> None:
        self.written.emit(folder)
        self.hinted.emit(self.tr("%Ln X-ray(s) saved without the patient's identity.", "", count))
