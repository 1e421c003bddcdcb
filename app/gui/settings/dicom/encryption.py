"""Files with which what machines send cannot be listened to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.text import printable
from app.dicom.receive.options import TlsFiles
from app.gui.session import Session
from app.gui.settings.named_row import named_row
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import pem_dialog
from app.gui.widgets.labels import TextLabel

_NAMES = ("tls_certificate", "tls_key", "tls_authorities")


class Encryption(QWidget):
    """Chooses certificate, key and authorities; they hold once certificate and key are both there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._chosen = dict.fromkeys(_NAMES, "")
        self._buttons: dict[str, QPushButton] = {}
        column = column_layout(self)
        if not find_spec("ssl"):  # the frozen program leaves it out, for its size
            words = self.tr("Connections cannot be encrypted with this installation of Kifua, only with one by pip.")
            column.addWidget(TextLabel(words, pale=True))
            return
        words = self.tr(
            "A name and an address prove nothing: in a network that you do not trust, let Kifua encrypt (TLS). All "
            "files are PEM files. With the last one, a machine needs a certificate that one of these has signed."
        )
        column.addWidget(TextLabel(words, pale=True))
        titles = (self.tr("Certificate"), self.tr("Its key"), self.tr("Trusted signers"))
        for name, title in zip(_NAMES, titles, strict=True):
            self._buttons[name] = push_button("", partial(self._choose, name))
            column.addLayout(named_row(title, self._buttons[name]))
        self._state = TextLabel()
        column.addWidget(self._state)
        self._none = push_button(self.tr("Do not encrypt"), self._clear)
        column.addWidget(self._none)
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        stored = {name: getattr(self._session.settings.receive, name) for name in _NAMES}
        if any(stored.values()):
            self._chosen = stored
        for name, button in self._buttons.items():
            button.setText(printable(Path(self._chosen[name]).name) or self.tr("Choose a file…"))
        half = any(self._chosen.values()) and not any(stored.values())
        self._state.setText(self.tr("Certificate and key are both needed: nothing is encrypted yet.") if half else "")
        self._state.setVisible(half)
        self._none.setVisible(any(self._chosen.values()))

    def _choose(self, name: str) -> None:
        dialog = pem_dialog(self)
        dialog.fileSelected.connect(partial(self._take, name))
        dialog.open()

    def _take(self, name: str, file: str) -> None:
        self._chosen = {**self._chosen, name: file}
        try:
            is_complete = (
                TlsFiles.of_paths(*(Path(path) if path else None for path in self._chosen.values())) is not None
            )
        except ValueError:
            is_complete = False
        self._store(self._chosen if is_complete else dict.fromkeys(_NAMES, ""))

    @Slot()
    def _clear(self) -> None:
        self._chosen = dict.fromkeys(_NAMES, "")
        self._store(self._chosen)

    def _store(self, files: dict[str, Any]) -> None:
        self._session.update(receive=replace(self._session.settings.receive, **files))
        self._show()
