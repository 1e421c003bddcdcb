"""Whether X-rays are received from X-ray machines, from which, and where they have to be sent to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from app.dicom.peer import MOST_PORT, checked_ae_title, checked_port
from app.dicom.receive.options import (
    ALL_ADDRESSES,
    MOST_ASSOCIATIONS,
    checked_associations,
    checked_gigabytes,
)
from app.gui.dicom.reception import Reception
from app.gui.dicom.reception_state import Stage, arrival_text, stage_text
from app.gui.session import Session
from app.gui.settings.dicom.checked_field import CheckedField
from app.gui.settings.dicom.encryption import Encryption
from app.gui.settings.dicom.machines import Machines
from app.gui.settings.dicom.peer_fields import title_mistake
from app.gui.settings.dicom.technician import TechnicianTable
from app.gui.settings.explained import explained
from app.gui.settings.named_row import named_row
from app.gui.text.locale_text import short_decimal_text
from app.gui.widgets.controls import NoWheelComboBox, column_layout
from app.gui.widgets.expander import Expander
from app.gui.widgets.labels import TextLabel


class Receiving(QWidget):
    """A box to tick; below it, while it is ticked, who may send, what is to be typed there, and the state."""

    def __init__(self, session: Session, reception: Reception) -> None:
        super().__init__()
        self._session, self._reception = session, reception
        self._is_on = QCheckBox(self.tr("Receive X-rays from an X-ray machine"))
        self._is_on.clicked.connect(lambda: self._change(is_on=self._is_on.isChecked()))
        self._state, self._arrival = TextLabel(bold=True), TextLabel(pale=True)
        self._state.setAccessibleName(self.tr("State of receiving"))
        self._table, self._machines = TechnicianTable(), Machines()
        self._machines.changed.connect(lambda: self._change(callers=self._machines.callers))
        self._addresses = NoWheelComboBox([(ALL_ADDRESSES, self.tr("All addresses of this computer"))])
        self._addresses.activated.connect(lambda: self._change(interface=self._addresses.currentData()))
        self._fields = self._make_fields()
        self._body = self._make_body()
        column = column_layout(self)
        words = self.tr(
            "While Kifua runs, the machine sends each X-ray over your own network; it is screened and stands in the "
            "worklist. Only machines that you list here may send."
        )
        column.addLayout(explained(self._is_on, words))
        for part in (self._state, self._arrival, self._body):
            column.addWidget(part)
        session.settings_changed.connect(self._show)
        reception.changed.connect(self._show)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """See which addresses this computer has now."""
        super().showEvent(event)
        self._reception.look()

    def _make_fields(self) -> dict[str, CheckedField]:
        number = self.tr("Write a number from {low} to {high}.")
        fields = {
            "ae_title": CheckedField(self.tr("Name (AE title) of Kifua"), checked_ae_title, title_mistake()),
            "port": CheckedField(self.tr("Port of this computer"), checked_port, number.format(low=1, high=MOST_PORT)),
            "most_gb": CheckedField(
                self.tr("Most gigabytes of X-rays"),
                lambda text: checked_gigabytes(text.replace(",", ".")),
                self.tr("Write a number, such as 20."),
            ),
            "most_associations": CheckedField(
                self.tr("Most machines at a time"), checked_associations, number.format(low=1, high=MOST_ASSOCIATIONS)
            ),
        }
        for name, field in fields.items():
            field.edited.connect(partial(self._take, name))
        return fields

    def _make_body(self) -> QWidget:
        body, limits = QWidget(), QWidget()
        column = column_layout(body)
        column.addWidget(self._table)
        column.addWidget(self._machines)
        column.addWidget(TextLabel(self.tr("How Kifua is called:")))
        for name in ("ae_title", "port"):
            column.addWidget(self._fields[name])
        column.addLayout(named_row(self.tr("Address of this computer"), self._addresses))
        rows = column_layout(limits)
        for name in ("most_gb", "most_associations"):
            rows.addWidget(self._fields[name])
        rows.addWidget(Encryption(self._session))
        column.addWidget(Expander(self.tr("Limits and encryption"), limits))
        return body

    def _take(self, name: str) -> None:
        """Use what was entered; in place of nothing, what is in use stands there again."""
        value = self._fields[name].value
        if value is None:
            self._show()
        else:
            self._change(**{name: value})

    def _change(self, **values: Any) -> None:
        self._session.update(receive=replace(self._session.settings.receive, **values))

    @Slot()
    def _show(self) -> None:
        settings, state = self._session.settings.receive, self._reception.state
        self._is_on.setChecked(settings.is_on)
        nobody = self.tr("No X-rays can come yet: add the X-ray machine below.")
        self._state.setText(nobody if state.stage is Stage.NOBODY_MAY_SEND else stage_text(state))
        self._state.setVisible(settings.is_on)
        self._arrival.setText(arrival_text(state))
        self._arrival.setVisible(bool(arrival_text(state)))
        self._body.setVisible(settings.is_on)
        self._table.show_values(settings.ae_title, self._own_addresses(), settings.port)
        self._machines.show_callers(settings.callers)
        self._machines.show_rejected(state.rejected)
        for name, field in self._fields.items():
            value = getattr(settings, name)
            field.show_text(short_decimal_text(value) if isinstance(value, float) else str(value))
        self._show_addresses()

    def _own_addresses(self) -> tuple[str, ...]:
        interface = self._session.settings.receive.interface
        return self._reception.state.own_addresses if interface == ALL_ADDRESSES else (interface,)

    def _show_addresses(self) -> None:
        for address in self._reception.state.own_addresses:
            if self._addresses.findData(address) < 0:
                self._addresses.addItem(address, address)
        self._addresses.show_value(self._session.settings.receive.interface)
