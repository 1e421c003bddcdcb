"""Who may send X-rays: a line for each machine, and those that were rejected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from ipaddress import ip_network

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.dicom.peer import checked_ae_title
from app.dicom.receive.options import Caller
from app.gui.settings.dicom.checked_field import CheckedField, example_hint
from app.gui.settings.dicom.peer_fields import title_mistake
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel

_MOST_REJECTED = 3
_EXAMPLE = "192.168.1.20"


class Machines(QWidget):
    """Lines of a machine's name and address; what is complete and right in them is in `callers`.

    Signals:
        changed: `callers` are others, as the user wants it.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._rejected = _Rejected(self.add)
        self._column = column_layout()
        column = column_layout(self)
        column.addWidget(TextLabel(self.tr("X-ray machines that may send. Name and address must both fit:")))
        column.addLayout(self._column)
        column.addLayout(FlowLayout(push_button(self.tr("Add an X-ray machine"), self._add_line)))
        column.addWidget(self._rejected)

    @property
    def callers(self) -> tuple[str, ...]:
        """The machines, as `Caller.parse` reads them."""
        return tuple(dict.fromkeys(line.caller for line in self._lines if line.caller))

    def show_callers(self, callers: tuple[str, ...]) -> None:
        """Show these machines, unless these are shown."""
        if callers == self.callers and self._lines:
            return
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for caller in callers or ("",):
            self._add_line(caller)

    def show_rejected(self, callers: tuple[str, ...]) -> None:
        """Offer to add those that were rejected and may still not send."""
        self._rejected.show_callers([caller for caller in callers if caller not in self.callers])

    @Slot(str)
    def add(self, caller: str) -> None:
        """Add a machine, in place of the line that is still empty."""
        self.show_callers((*self.callers, caller))
        self.changed.emit()

    @Slot()
    def _add_line(self, caller: str = "") -> None:
        line = _Line(caller or "")
        line.changed.connect(self.changed)
        line.removed.connect(partial(self._remove, line))
        self._lines.append(line)
        self._column.addWidget(line)

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        line.deleteLater()
        self.changed.emit()


class _Line(QWidget):
    """One machine.

    Signals:
        changed: its name or address is another.
        removed: the user wants it away.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, caller: str) -> None:
        super().__init__()
        self._title = CheckedField(
            self.tr("Name (AE title) of the X-ray machine"),
            checked_ae_title,
            title_mistake(),
            example_hint("XRAY"),
            shows_name=False,
        )
        self._address = CheckedField(
            self.tr("Address of the X-ray machine"),
            ip_network,
            self.tr("Write numbers with dots, such as {example}.").format(example=_EXAMPLE),
            example_hint(_EXAMPLE),
            shows_name=False,
        )
        title, _, address = caller.rpartition("@")
        for field, text in ((self._title, title), (self._address, address)):
            field.show_text(text)
            field.edited.connect(self.changed)
        at, remove = TextLabel(self.tr("at")), push_button(self.tr("Remove"), self.removed)
        at.setWordWrap(False)
        self.setLayout(FlowLayout(self._title, at, self._address, remove))

    @property
    def caller(self) -> str:
        """The machine, as `Caller.parse` reads it; empty while the line is not complete and right."""
        title, network = self._title.value, self._address.value
        return str(Caller(title, network)) if title and network else ""


class _Rejected(QWidget):
    """Those who called and may not send, the last ones, with a button for each that lets it."""

    def __init__(self, add: Callable[[str], None]) -> None:
        super().__init__()
        self._add = add
        self._column = column_layout(self)
        self._callers: list[str] = []
        self._lines: list[QWidget] = []
        self.hide()

    def show_callers(self, callers: list[str]) -> None:
        """Show the last of these callers."""
        callers = [caller for caller in callers if _can_be_added(caller)][-_MOST_REJECTED:]
        if callers == self._callers:
            return
        self._callers = callers
        for line in self._lines:
            line.deleteLater()
        self._lines = [self._line(caller) for caller in callers]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(callers))

    def _line(self, caller: str) -> QWidget:
        line = QWidget()
        words = TextLabel(self.tr("Rejected: {caller}").format(caller=caller))
        words.setWordWrap(False)
        line.setLayout(FlowLayout(words, push_button(self.tr("Let it send"), partial(self._add, caller))))
        return line


def _can_be_added(caller: str) -> bool:
    try:
        Caller.parse(caller)
    except ValueError:  # its name is not even one
        return False
    return True
