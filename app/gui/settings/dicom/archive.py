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
from app.gui.settings.dicom.peer_part import PeerPart, PeerWords
from app.gui.settings.explained import explained
from app.gui.text.verdict_text import reason_text
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import question
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task
from app.settings import ArchiveSettings

_EXAMPLE = Peer("PACS", "192.168.1.40", 104)


class ArchivePart(PeerPart):
    """Shows and changes the archive, asks it whether it answers, and shows its queue."""

    def __init__(self, session: Session, archive: Archive) -> None:
        words = PeerWords(
            title=self.tr("Picture archive (PACS)"),
            explanation=self.tr(
                "Results can be sent to the clinic's archive, as a picture and a report beside the X-ray, under the "
                "same patient. Whoever looks after the archive knows these, and has to allow Kifua there:"
            ),
            remove=self.tr("Remove the archive"),
            state_name=self.tr("State of the archive"),
            in_use=self.tr("Results can be sent to {peer}."),
            absent=self.tr("Off: no archive is entered."),
        )
        super().__init__(session, "archive", _EXAMPLE, words)
        self._sends_each = QCheckBox(self.tr("Send results of X-rays that arrive"))
        self._sends_each.clicked.connect(self._change_sends_each)
        each = self.tr(
            "Of X-rays that the machine sends or that come into the watched folder, as far as their files say which "
            "study they are of. Any other result you send yourself: “Send to the archive” in the menu File, or in "
            "that of the rows."
        )
        self._column.addLayout(explained(self._sends_each, each))
        self._column.addWidget(_Queues(archive))
        self._show()

    def _chosen(self, peer: Peer) -> ArchiveSettings:
        """Return the archive, with what is sent to it as before."""
        return ArchiveSettings(str(peer), peer.calling, self._settings.sends_each)

    def _question(self, peer: Peer) -> Task:
        """Ask for nothing but an answer."""
        return Task(partial(check_connection, peer))

    def _answer(self, result: object) -> str:
        """Say that there is one."""
        return self.tr("The archive answers.")

    def _show_state(self) -> None:
        super()._show_state()
        self._sends_each.setEnabled(bool(self._settings.address))

    @Slot()
    def _show(self) -> None:
        self._sends_each.setChecked(self._settings.sends_each)
        super()._show()

    @Slot()
    def _change_sends_each(self) -> None:
        self._session.update(archive=replace(self._settings, sends_each=self._sends_each.isChecked()))


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
