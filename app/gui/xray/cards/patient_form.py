"""Form for what the user says of the patient."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from app.core.age import TooOldError
from app.core.records import Patient, SourceFacts
from app.gui.session import Session
from app.gui.text.verdict_text import age_phrase
from app.gui.theme.spacing import FIELD_HEIGHT_PX, LINE_GAP_PX, NO_MARGINS
from app.gui.widgets.controls import HintField, NoWheelComboBox, push_button, save_after_typing
from app.gui.xray.cards.age_input import format_age, read_age, too_old_text
from app.gui.xray.cards.field_marks import NOT_SAID, FieldMarks, FileHints, Remark

_NOTE_LINES = 2
_NO_PATIENT = Patient()


class _Note(QPlainTextEdit):
    """A text field of a few lines.

    Signals:
        editing_finished: the user went elsewhere.
    """

    editing_finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        margins = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        self.setFixedHeight(max(_NOTE_LINES * self.fontMetrics().lineSpacing() + margins, FIELD_HEIGHT_PX))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editing_finished.emit()


class PatientForm(QWidget):
    """Fields that may stay empty: no verdict needs them.

    Signals:
        patient_changed: the `Patient`, when a field is left that was changed.
        worklist_clicked: the patient is to be chosen from the clinic's worklist.
    """

    patient_changed = Signal(object)
    worklist_clicked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown = _NO_PATIENT
        self._has_stored_name = False
        self._id = QLineEdit()
        self._name = QLineEdit()
        self._name_kept = Remark(scale=0.9)
        self._age = HintField()
        self._age_doubt = Remark(bold=True)
        self._sex = NoWheelComboBox((("", NOT_SAID), ("F", self.tr("Girl / female")), ("M", self.tr("Boy / male"))))
        self._hints = FileHints(self._id, self._name, self._age, self._sex)
        self._note = _Note()
        self._choose = push_button(self.tr("Choose from the clinic's worklist…"), self.worklist_clicked)
        self._marks = FieldMarks((self._id, self._name, self._age, self._sex))
        for field in (self._id, self._name, self._age):
            field.editingFinished.connect(self.save_patient)
        self._sex.activated.connect(self.save_patient)
        self._note.editing_finished.connect(self.save_patient)
        save_after_typing(self._note, self.save_patient)
        self._lay_out()
        session.settings_changed.connect(self._on_settings_changed)
        self.show_patient(_NO_PATIENT)

    def show_patient(self, patient: Patient, facts: SourceFacts | None = None) -> None:
        """Fill in the fields; what the file says stands pale in empty ones, and below where the user says otherwise."""
        self._id.setText(patient.id)
        self._name.setText(patient.name)
        self._age.setText(format_age(patient.age_years))
        self._sex.setCurrentIndex(max(self._sex.findData(patient.sex), 0))
        self._note.setPlainText(patient.note)
        self._hints.show(facts)
        self._shown = patient  # an age that is not understood is this one
        self._shown = self.patient
        self._show_doubts()
        self._marks.clear()
        self._has_stored_name = bool(patient.name)  # without its name, where names are not stored
        self._show_by_settings()

    def fill(self, patient: Patient) -> None:
        """Fill in what the clinic's worklist says of the patient, and say that it does; what it does not say stays.

        What an examination that was chosen before has filled in goes.
        """
        self._marks.empty_marked()
        fields: tuple[tuple[QLineEdit, str], ...] = (
            (self._id, patient.id),
            (self._name, patient.name),
            (self._age, format_age(patient.age_years)),
        )
        for field, text in fields:
            if text:
                field.setText(text)
                self._marks.mark(field)
        if patient.sex:
            self._sex.show_value(patient.sex)
            self._marks.mark(self._sex)
        self.save_patient()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor into the first field."""
        self._id.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_age(self) -> None:
        """Put the cursor into the field for the age."""
        self._age.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_doubtful_age(self) -> bool:
        """Whether an age is typed that is not understood."""
        return bool(self._age_doubt_text())

    @property
    def patient(self) -> Patient:
        """The patient as typed at this moment, whether saved or not; an age that is not understood changes none."""
        return Patient(
            id=self._id.text().strip(),
            name=self._name.text().strip(),
            age_years=self._age_years(),
            sex=self._sex.currentData(),
            note=self._note.toPlainText().strip(),
        )

    @property
    def has_unsaved_changes(self) -> bool:
        """Whether something was typed since the patient was shown or saved."""
        return self.patient != self._shown

    @Slot()
    def save_patient(self) -> None:
        """Emit `patient_changed` where something was changed, even where its field has not been left yet."""
        self._show_doubts()
        if self.has_unsaved_changes:
            self._shown = self.patient
            self._emit_patient()

    @Slot()
    def _on_settings_changed(self) -> None:
        """Emit a name that was typed while names were not stored, now that they are."""
        if self._session.settings.store_names and self._shown.name and not self._has_stored_name:
            self._emit_patient()
        self._show_by_settings()

    def _emit_patient(self) -> None:
        stores = self._session.settings.store_names
        self._has_stored_name = bool(self._shown.name) and (stores or self._has_stored_name)
        self._show_name_storage()
        self.patient_changed.emit(self._shown)

    def _age_years(self) -> float | None:
        try:
            return read_age(self._age.text())
        except ValueError:
            return self._shown.age_years

    def _show_doubts(self) -> None:
        self._hints.compare(self.patient)
        doubt = self._age_doubt_text()
        self._age_doubt.setText(doubt)
        self._age_doubt.setVisible(bool(doubt))
        self._age.setAccessibleDescription(doubt or self._marks.said_of(self._age))

    def _age_doubt_text(self) -> str:
        """Return what is wrong with an age that is not understood, and which one is kept; empty for any other."""
        try:
            read_age(self._age.text())
        except ValueError as error:
            doubt = self.tr("This age is not understood: write 3, 2.5 or 8 months.")
            if isinstance(error, TooOldError):
                doubt = too_old_text(error)
            if self._shown.age_years is None:
                return doubt
            kept = self.tr("The age from before is kept: {age}.").format(age=age_phrase(self._shown.age_years))
            return f"{doubt} {kept}"
        return ""

    def _show_by_settings(self) -> None:
        self._show_name_storage()
        self._choose.setVisible(bool(self._session.settings.worklist.address))

    def _show_name_storage(self) -> None:
        if self._session.settings.store_names:
            words = self.tr("The name is kept in the history on this computer; see Settings.")
        elif self._has_stored_name:
            words = self.tr("A name is in the history from before: clear this field to delete it there.")
        else:
            words = self.tr("The name is not kept in the history; see Settings.")
        self._name_kept.setText(words)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(*NO_MARGINS)
        form.setVerticalSpacing(LINE_GAP_PX)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self._choose)
        form.addRow(self._hints.legend)
        fields = (
            (self.tr("Patient id"), self._id, ()),
            (self.tr("Name"), self._name, (self._name_kept,)),
            (self.tr("Age"), self._age, (self._age_doubt,)),
            (self.tr("Sex"), self._sex, (self._hints.contradiction,)),
            (self.tr("Note"), self._note, ()),
        )
        for name, field, remarks in fields:
            field.setAccessibleName(name)
            form.addRow(name, field)
            form.labelForField(field).setMinimumHeight(FIELD_HEIGHT_PX)  # its text stands in the middle of the field's
            for remark in (*self._marks.of(field), *remarks):
                form.addRow(remark)
