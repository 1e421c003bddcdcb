"""The part of a section for one system that Kifua calls: its address, a test of the connection, its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dicom.peer import Peer
from app.gui.session import Session
from app.gui.settings.dicom.peer_fields import PeerFields
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task
from app.settings import PeerSettings


@dataclass(frozen=True, slots=True)
class PeerWords:
    """What is said of a system.

    Attributes:
        title: of the part.
        explanation: what it is for, and who knows its address.
        remove: on the button that forgets it.
        state_name: of the line with its state, for screen readers.
        in_use: its state, with `{peer}`.
        absent: its state while none is entered.
    """

    title: str
    explanation: str
    remove: str
    state_name: str
    in_use: str
    absent: str


class PeerPart(QWidget):
    """Shows and changes the address of a system, and asks it whether it answers.

    What is typed is used as soon as all of it is right.
    """

    def __init__(self, session: Session, setting: str, example: Peer, words: PeerWords) -> None:
        """Prepare; whoever derives from it adds to `_column` and calls `_show`.

        Args:
            session: has the settings.
            setting: name of the one that the system is kept in, a `PeerSettings`.
            example: stands in the empty fields.
            words: what is said of it.
        """
        super().__init__()
        self._session, self._setting, self._words = session, setting, words
        self._task: Task | None = None
        self._fields = PeerFields(example)
        self._fields.edited.connect(self._change)
        self._test = push_button(_tr("Test the connection"), self._ask)
        self._remove = push_button(words.remove, self._forget)
        self._state = TextLabel(bold=True)
        self._state.setAccessibleName(words.state_name)
        self._extra: QVBoxLayout = column_layout()
        self._column = column_layout(self)
        for part in (TextLabel(words.title, bold=True), TextLabel(words.explanation), self._fields):
            self._column.addWidget(part)
        self._column.addLayout(self._extra)
        self._column.addLayout(FlowLayout(self._test, self._remove))
        self._column.addWidget(self._state)
        session.settings_changed.connect(self._show)

    def _chosen(self, peer: Peer) -> PeerSettings | None:
        """Return the settings of a system as it is typed; None while something else of them is wrong."""
        raise NotImplementedError

    def _question(self, peer: Peer) -> Task:
        """Return the task that asks the system whether it answers."""
        raise NotImplementedError

    def _answer(self, result: Any) -> str:
        """Return the sentence for what the task has brought."""
        raise NotImplementedError

    @property
    def _settings(self) -> Any:
        return getattr(self._session.settings, self._setting)

    @Slot()
    def _show(self) -> None:
        self._fields.show_peer(self._settings.peer())
        self._show_state()

    def _show_state(self) -> None:
        address = self._settings.address
        self._test.setEnabled(bool(address))
        self._remove.setEnabled(bool(address) or not self._fields.is_empty)
        if not self._fields.is_empty and self._fields.peer is None:
            self._state.setText(_tr("Not used yet: AE title, address and port have to be right."))
        else:
            self._state.setText(self._words.in_use.format(peer=address) if address else self._words.absent)

    @Slot()
    def _change(self) -> None:
        self._stop()
        peer = self._fields.peer
        chosen = type(self._settings)() if self._fields.is_empty else peer and self._chosen(peer)
        if chosen and chosen != self._settings:
            self._session.update(**{self._setting: chosen})
        self._show_state()

    @Slot()
    def _forget(self) -> None:
        self._stop()
        self._fields.clear()
        self._session.update(**{self._setting: type(self._settings)()})

    @Slot()
    def _ask(self) -> None:
        peer = self._settings.peer()
        if peer is None:
            return
        self._stop()
        self._state.setText(_tr("Asking {peer}…").format(peer=peer))
        self._task = self._question(peer)
        self._task.done.connect(self._tell)
        self._task.failed.connect(self._state.setText)
        self._session.threads.start(self._task)

    def _stop(self) -> None:
        if self._task:
            self._task.cancel()
            self._task = None

    @Slot(object)
    def _tell(self, result: object) -> None:
        self._state.setText(self._answer(result))


def _tr(text: str) -> str:
    return QCoreApplication.translate("peer_part", text)  # `tr` would ask under the name of the class derived from this
