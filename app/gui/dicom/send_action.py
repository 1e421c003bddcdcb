"""The action that sends the result of the X-ray that is shown to the archive."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.gui.dicom.archive import Archive
from app.gui.report.page import ReportRequest
from app.gui.report.request_actions import RequestActions
from app.gui.session import Session


class SendAction(RequestActions):
    """`action`, for a menu; it is there where the settings name an archive."""

    def __init__(
        self, window: QWidget, session: Session, request: Callable[[], ReportRequest | None], archive: Archive
    ) -> None:
        """Make the action: see `RequestActions`.

        Args:
            window: that it belongs to.
            session: its settings say whether there is an archive.
            request: returns what it is done with.
            archive: that it sends to.
        """
        super().__init__(window, session, request)
        self._archive = archive
        self.action = self._add(self.tr("Send to the &archive"), self._send)
        session.settings_changed.connect(self._follow_settings)
        self._follow_settings()

    @Slot()
    def _follow_settings(self) -> None:
        self.action.setVisible(bool(self._session.settings.archive.address))

    @Slot()
    def _send(self) -> None:
        if request := self._request():
            self._archive.send([request.record])
