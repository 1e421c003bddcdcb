"""Fields for the address of a system that Kifua calls."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.dicom.peer import Peer, checked_ae_title, checked_host, checked_port
from app.gui.settings.dicom.checked_field import CheckedField, example_hint
from app.gui.widgets.controls import column_layout


class PeerFields(QWidget):
    """AE title, host and port of a system, and the title that Kifua has there.

    Signals:
        edited: the user has changed a field; all of them may be right or not.
    """

    edited = Signal()

    def __init__(self, example: Peer) -> None:
        """Prepare.

        Args:
            example: stands in the empty fields.
        """
        super().__init__()
        title = title_mistake()
        host = self.tr("Write a name or an address, such as {example}.").format(example=example.host)
        port = self.tr("Write a number from 1 to 65535.")
        self._title = CheckedField(self.tr("Its AE title"), checked_ae_title, title, example_hint(example.title))
        self._host = CheckedField(self.tr("Its address"), checked_host, host, example_hint(example.host))
        self._port = CheckedField(self.tr("Its port"), checked_port, port, example_hint(str(example.port)))
        usual = self.tr("{title} if left empty").format(title=example.calling)
        self._calling = CheckedField(self.tr("Kifua's AE title there"), checked_ae_title, title, usual)
        self._shown: Peer | None = None
        column = column_layout(self)
        for field in (self._title, self._host, self._port, self._calling):
            field.edited.connect(self.edited)
            column.addWidget(field)

    @property
    def peer(self) -> Peer | None:
        """The system; None while a field of its address is empty, or any is wrong."""
        with suppress(ValueError):
            address = f"{self._title.text}@{self._host.text}:{self._port.text}"
            return Peer.parse(address, *([self._calling.text] if self._calling.text else []))
        return None

    @property
    def is_empty(self) -> bool:
        """Whether no address is entered."""
        return not (self._title.text or self._host.text or self._port.text)

    def show_peer(self, peer: Peer | None) -> None:
        """Show a system where it is not the one that was shown last; what is wrong stays for the user to mend."""
        if peer == self._shown:  # what is typed is not complete yet
            return
        self._shown = peer
        texts = (peer.title, peer.host, str(peer.port), peer.calling) if peer else ("", "", "", "")
        for field, text in zip((self._title, self._host, self._port, self._calling), texts, strict=True):
            field.show_text(text)

    def clear(self) -> None:
        """Empty all fields, also of what is wrong."""
        self._shown = None
        for field in (self._title, self._host, self._port, self._calling):
            field.clear()


def title_mistake() -> str:
    """Return what is wrong with a text that is no AE title."""
    return QCoreApplication.translate("peer_fields", "Write 1 to 16 letters, digits and signs without accents.")
