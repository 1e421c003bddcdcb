"""The picture archive: which one results are sent to, and what waits for it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.dicom.echo import check_connection
from app.dicom.peer import Peer
from app.gui.dicom.archive import Archive, QueueState
from app.gui.session import Session
from app.gui.settings.dicom.peer_fields import PeerFields
from app.gui.settings.explained import explained
from app.gui.text.verdict_text import reason_text
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import question
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task
from app.settings import ArchiveSettings

_EXAMPLE = Peer("PACS", "192.168.1.40", 104)


class ArchivePart(QWidget):
    """Shows and changes the archive, asks it whether it answers, and shows its queue."""

    def __init__(self, session: Session, archive: Archive) -> None:
        super().__init__()
        self._session, self._archive = session, archive
        self._task: Task | None = None
        self._fields = PeerFields(_EXAMPLE)
        self._fields.edited.connect(self._change)
        self._test = push_button(self.tr("Test the connection"), self._ask)
        self._remove = push_button(self.tr("Remove the archive"), self._forget)
        self._state = TextLabel(bold=True)
        self._state.setAccessibleName(self.tr("State of the archive"))
        self._sends_each = QCheckBox(self.tr("Send results of X-rays that arrive"))
        self._sends_each.clicked.connect(self._change_sends_each)
        self._queues = _Queues(archive)
        words = self.tr(
            "Results can be sent to the clinic's archive, as a picture and a report beside the X-ray, under the same "
            "patient. Whoever looks after the archive knows these, and has to allow Kifua there:"
        )
        each = self.tr(
            "Of X-rays that the machine sends or that come into the watched folder, as far as their files say which "
            "study they are of. Any other result you send yourself: “Send to the archive” in the menu File, or in "
            "that of the rows."
        )
        column = column_layout(self)
        column.addWidget(TextLabel(self.tr("Picture archive (PACS)"), bold=True))
        for part in (TextLabel(words), self._fields):
            column.addWidget(part)
        column.addLayout(FlowLayout(self._test, self._remove))
        column.addWidget(self._state)
        column.addLayout(explained(self._sends_each, each))
        column.addWidget(self._queues)
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        settings = self._session.settings.archive
        self._fields.show_peer(settings.peer())
        self._sends_each.setChecked(settings.sends_each)
        self._show_state()

    def _show_state(self) -> None:
        address = self._session.settings.archive.address
        for part in (self._test, self._sends_each):
            part.setEnabled(bool(address))
        self._remove.setEnabled(bool(address) or not self._fields.is_empty)
        if not self._fields.is_empty and self._fields.peer is None:
            self._state.setText(self.tr("Not used yet: AE title, address and port have to be right."))
        elif address:
            self._state.setText(self.tr("Results can be sent to {archive}.").format(archive=address))
        else:
            self._state.setText(self.tr("Off: no archive is entered."))

    @Slot()
    def _change(self) -> None:
        """Use what is typed as soon as all of it is right."""
        self._stop()
        peer, settings = self._fields.peer, self._session.settings.archive
        if peer is not None:
            chosen = ArchiveSettings(str(peer), peer.calling, settings.sends_each)
        else:
            chosen = ArchiveSettings() if self._fields.is_empty else settings
        if chosen != settings:
            self._session.update(archive=chosen)
        self._show_state()

    @Slot()
    def _change_sends_each(self) -> None:
        settings = self._session.settings.archive
        self._session.update(archive=replace(settings, sends_each=self._sends_each.isChecked()))

    @Slot()
    def _forget(self) -> None:
        self._stop()
        self._fields.clear()
        self._session.update(archive=ArchiveSettings())

    @Slot()
    def _ask(self) -> None:
        peer = self._session.settings.archive.peer()
        if peer is None:
            return
        self._stop()
        self._state.setText(self.tr("Asking {archive}…").format(archive=peer))
        self._task = Task(partial(check_connection, peer))
        self._task.done.connect(self._tell)
        self._task.failed.connect(self._state.setText)
        self._session.threads.start(self._task)

    def _stop(self) -> None:
        if self._task:
            self._task.cancel()
            self._task = None

    @Slot(object)
    def _tell(self, nothing: object) -> None:
        self._state.setText(self.tr("The archive answers."))


class _Queues(QWidget):
    """What waits for an archive or was refused, with what can be done about it; hidden where nothing is."""

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self._archive = archive
        self._column = column_layout(self)
        self._lines: list[QWidget] = []
        archive.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(queue) for queue in self._archive.queues]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(self._lines))

    def _line(self, queue: QueueState) -> QWidget:
        line = QWidget()
        column = column_layout(line)
        column.addWidget(TextLabel(self._sentence(queue)))
        now = push_button(self.tr("Try now"), self._archive.try_now)
        now.setEnabled(queue.waiting > 0)
        column.addLayout(FlowLayout(now, push_button(self.tr("Give up…"), partial(self._ask_removal, queue))))
        return line

    def _sentence(self, queue: QueueState) -> str:
        parts = [self.tr("For {archive}:").format(archive=queue.peer)]
        if queue.waiting:
            parts.append(self.tr("%Ln file(s) waiting.", "", queue.waiting))
        if queue.refused:
            refused = self.tr("%Ln refused (status {status}): ask who looks after the archive.", "", queue.refused)
            parts.append(refused.format(status=", ".join(queue.statuses)))
        if queue.reason:
            parts.append(reason_text(queue.reason))
        return " ".join(parts)

    def _ask_removal(self, queue: QueueState) -> None:
        sentence = self.tr("Send none of what waits for {archive} or was refused? The screenings stay in the worklist.")
        box = question(self, sentence.format(archive=queue.peer), self.tr("Send none"))
        box.accepted.connect(partial(self._archive.remove, queue.peer))
        box.open()
