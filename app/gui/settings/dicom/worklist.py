"""The clinic's worklist: which server says who is to be X-rayed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot

from app.dicom.peer import Peer, checked_ae_title
from app.dicom.worklist.item import Worklist, WorklistQuery
from app.gui.session import Session
from app.gui.settings.dicom.checked_field import CheckedField
from app.gui.settings.dicom.peer_fields import title_mistake
from app.gui.settings.dicom.peer_part import PeerPart, PeerWords
from app.gui.workers.task import Task
from app.gui.workers.worklist import worklist_task
from app.settings import WorklistSettings

_EXAMPLE = Peer("RIS", "192.168.1.30", 104)


class WorklistPart(PeerPart):
    """Shows and changes the server of the clinic's worklist, and asks it whether it answers."""

    def __init__(self, session: Session) -> None:
        words = PeerWords(
            title=self.tr("Worklist of the clinic"),
            explanation=self.tr(
                "Where the clinic has a worklist server, a patient can be chosen from its list instead of being typed. "
                "Whoever looks after that server knows these, and has to allow Kifua there:"
            ),
            remove=self.tr("Remove"),
            state_name=self.tr("State of the worklist"),
            in_use=self.tr("Patients can be chosen from {peer}."),
            absent=self.tr("Off: no server is entered."),
        )
        super().__init__(session, "worklist", _EXAMPLE, words)
        self._station = CheckedField(
            self.tr("Only for this machine"), checked_ae_title, title_mistake(), self.tr("AE title; empty for all")
        )
        self._station.edited.connect(self._change)
        self._extra.addWidget(self._station)
        self._show()

    def _chosen(self, peer: Peer) -> WorklistSettings | None:
        """Return the server with the machine that is typed."""
        return WorklistSettings(str(peer), peer.calling, self._station.text) if self._station.is_right else None

    def _question(self, peer: Peer) -> Task:
        """Ask for the list of today."""
        return worklist_task(peer, WorklistQuery(date.today(), self._settings.station))

    def _answer(self, result: Worklist) -> str:
        """Say how many X-rays are planned."""
        count = sum(item.is_radiograph for item in result.items)
        return self.tr("The server answers: %Ln X-ray(s) planned for today.", "", count)

    @Slot()
    def _show(self) -> None:
        self._station.show_text(self._settings.station)
        super()._show()

    @Slot()
    def _forget(self) -> None:
        self._station.clear()
        super()._forget()
