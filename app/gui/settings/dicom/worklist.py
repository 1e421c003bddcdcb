"""The clinic's worklist: which server says who is to be X-rayed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.dicom.peer import Peer, checked_ae_title
from app.dicom.worklist.item import Worklist, WorklistQuery
from app.gui.session import Session
from app.gui.settings.dicom.checked_field import CheckedField
from app.gui.settings.dicom.peer_fields import PeerFields, title_mistake
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task
from app.gui.workers.worklist import worklist_task
from app.settings import WorklistSettings

_EXAMPLE = Peer("RIS", "192.168.1.30", 104)


class WorklistPart(QWidget):
    """Shows and changes the server of the clinic's worklist, and asks it whether it answers."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None
        self._fields = PeerFields(_EXAMPLE)
        self._fields.edited.connect(self._change)
        self._station = CheckedField(
            self.tr("Only for this machine"), checked_ae_title, title_mistake(), self.tr("AE title; empty for all")
        )
        self._station.edited.connect(self._change)
        self._test = push_button(self.tr("Test the connection"), self._ask)
        self._remove = push_button(self.tr("Remove"), self._forget)
        self._state = TextLabel(bold=True)
        self._state.setAccessibleName(self.tr("State of the worklist"))
        words = self.tr(
            "Where the clinic has a worklist server, a patient can be chosen from its list instead of being typed. "
            "Whoever looks after that server knows these, and has to allow Kifua there:"
        )
        column = column_layout(self)
        column.addWidget(TextLabel(self.tr("Worklist of the clinic"), bold=True))
        column.addWidget(TextLabel(words))
        column.addWidget(self._fields)
        column.addWidget(self._station)
        column.addLayout(FlowLayout(self._test, self._remove))
        column.addWidget(self._state)
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        settings = self._session.settings.worklist
        self._fields.show_peer(settings.peer())
        self._station.show_text(settings.station)
        self._show_state()

    def _show_state(self) -> None:
        address = self._session.settings.worklist.address
        self._test.setEnabled(bool(address))
        self._remove.setEnabled(bool(address) or not self._fields.is_empty)
        if not self._fields.is_empty and self._fields.peer is None:
            self._state.setText(self.tr("Not used yet: AE title, address and port have to be right."))
        elif address:
            self._state.setText(self.tr("Patients can be chosen from {server}.").format(server=address))
        else:
            self._state.setText(self.tr("Off: no server is entered."))

    @Slot()
    def _change(self) -> None:
        """Use what is typed as soon as all of it is right."""
        self._stop()
        peer = self._fields.peer
        if peer is not None and self._station.is_right:
            chosen = WorklistSettings(str(peer), peer.calling, self._station.text)
            if chosen != self._session.settings.worklist:
                self._session.update(worklist=chosen)
        elif self._fields.is_empty and self._session.settings.worklist.address:
            self._session.update(worklist=WorklistSettings())
        self._show_state()

    @Slot()
    def _forget(self) -> None:
        self._stop()
        self._fields.clear()
        self._station.clear()
        self._session.update(worklist=WorklistSettings())

    @Slot()
    def _ask(self) -> None:
        settings = self._session.settings.worklist
        peer = settings.peer()
        if peer is None:
            return
        self._stop()
        self._state.setText(self.tr("Asking {server}…").format(server=peer))
        self._task = worklist_task(peer, WorklistQuery(date.today(), settings.station))
        self._task.done.connect(self._tell)
        self._task.failed.connect(self._state.setText)
        self._session.threads.start(self._task)

    def _stop(self) -> None:
        if self._task:
            self._task.cancel()
            self._task = None

    @Slot(object)
    def _tell(self, worklist: Worklist) -> None:
        count = sum(item.is_radiograph for item in worklist.items)
        self._state.setText(self.tr("The server answers: %Ln X-ray(s) planned for today.", "", count))
