"""Card of the patient: one line, and the form below it on demand."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal, Slot

from app.core.records import Patient, ScreeningRecord
from app.core.text import printable
from app.dicom.worklist.item import WorklistItem
from app.gui.session import Session
from app.gui.text.patient_text import patient_title
from app.gui.theme.spacing import LINE_CARD_MARGINS
from app.gui.widgets.card import Card
from app.gui.widgets.controls import row_layout, set_kind
from app.gui.widgets.labels import TextLabel
from app.gui.workers.worklist import worklist_task
from app.gui.xray.cards.choice_row import SlimButton
from app.gui.xray.cards.patient_form import PatientForm
from app.gui.xray.scheduled.dialog import ScheduledDialog
from app.gui.xray.scheduled.model import age_on


class PatientCard(Card):
    """Says who the patient is, and lets the user say it.

    Signals:
        opened: the user has opened the form.
        patient_changed: see `PatientForm`.
    """

    opened = Signal()
    patient_changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(margins=LINE_CARD_MARGINS)
        self._session = session
        self._line = TextLabel()
        self._line.setAccessibleName(self.tr("Patient"))
        self._edit = SlimButton()
        self._edit.clicked.connect(self._on_clicked)
        set_kind(self._edit, "quiet")
        self._edit.setCheckable(True)
        self._edit.setAccessibleName(self.tr("Edit the patient"))
        self._form = PatientForm(session)
        self._form.patient_changed.connect(self.patient_changed)
        self._form.worklist_clicked.connect(self._open_worklist)
        self._record: ScreeningRecord | None = None
        row = row_layout()
        row.addWidget(TextLabel(self.tr("Patient"), bold=True))
        row.addWidget(self._line, stretch=1)
        row.addWidget(self._edit)
        self.column.addLayout(row)
        self.column.addWidget(self._form)
        self._toggle()

    @property
    def form(self) -> PatientForm:
        """The form."""
        return self._form

    def show_record(self, record: ScreeningRecord) -> None:
        """Show the patient of a record that is opened, with the form closed."""
        self._edit.setChecked(False)
        self._toggle()
        self._form.show_patient(record.patient, record.facts)
        self.show_line(record)

    def show_waiting(self) -> None:
        """Show that there is nobody yet."""
        self._edit.setChecked(False)
        self._toggle()
        self._form.show_patient(Patient())
        self._line.setText("")

    def show_line(self, record: ScreeningRecord) -> None:
        """Say who the patient of a record is."""
        self._record = record
        self._line.setText(patient_title(record) or printable(record.patient_name) or self.tr("not given"))

    def focus_age(self) -> None:
        """Open the form, and put the cursor into the field for the age."""
        self._edit.setChecked(True)
        self._toggle()
        self._form.focus_age()

    @Slot()
    def _on_clicked(self) -> None:
        self._toggle()
        if self._edit.isChecked():
            self.opened.emit()

    @Slot()
    def _open_worklist(self) -> None:
        peer = self._session.settings.worklist.peer()
        if peer and self._record:
            dialog = ScheduledDialog(
                self._session, partial(worklist_task, peer), self._record.patient_id, self.window()
            )
            dialog.chosen.connect(self._fill)
            dialog.open()

    @Slot(object)
    def _fill(self, item: WorklistItem) -> None:
        if self._record:
            day = datetime.fromisoformat(self._record.taken_at).date()
            self._form.fill(Patient(item.patient_id, item.patient_name, age_on(item, day), item.sex))

    def _toggle(self) -> None:
        is_open = self._edit.isChecked()
        self._form.setVisible(is_open)
        self._edit.setText(self.tr("Done") if is_open else self.tr("Edit"))
