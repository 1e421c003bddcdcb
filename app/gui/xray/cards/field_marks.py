"""Remarks below the fields of a form, such as where their content is from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.core.records import Patient, SourceFacts
from app.core.text import printable
from app.gui.text.source_text import contradiction_text
from app.gui.widgets.labels import TextLabel
from app.gui.xray.cards.age_input import format_age

_Field = QLineEdit | QComboBox

NOT_SAID = "—"
"""Of a choice, where neither the user nor the file says anything."""


class Remark(TextLabel):
    """A paragraph as high as its lines: QFormLayout squeezes labels that wrap."""

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height of the lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


class FieldMarks:
    """Says below each field whether its content is from the clinic's worklist; what the user changes there is not."""

    def __init__(self, fields: Sequence[_Field]) -> None:
        self._remarks = {field: Remark(scale=0.9, pale=True) for field in fields}
        for field in fields:
            edited = field.textEdited if isinstance(field, QLineEdit) else field.activated
            edited.connect(partial(self._unmark, field))
        self.clear()

    def of(self, field: object) -> tuple[Remark, ...]:
        """Return what stands below a field: one remark, or none."""
        return tuple(remark for each, remark in self._remarks.items() if each is field)

    def said_of(self, field: _Field) -> str:
        """Return what is said of a field; empty where nothing is."""
        return self._remarks[field].text()

    def mark(self, field: _Field) -> None:
        """Say that the content of a field is from the worklist."""
        words = _tr("From the clinic's worklist")
        self._remarks[field].setText(words)
        self._remarks[field].show()
        field.setAccessibleDescription(words)

    def clear(self) -> None:
        """Say nothing of any field."""
        for field in self._remarks:
            self._unmark(field)

    def empty_marked(self) -> None:
        """Take out of the fields what is from the worklist."""
        for field, remark in self._remarks.items():
            if remark.text():
                if isinstance(field, QLineEdit):
                    field.clear()
                else:
                    field.setCurrentIndex(0)
        self.clear()

    def _unmark(self, field: _Field, *_: object) -> None:
        self._remarks[field].setText("")
        self._remarks[field].hide()
        field.setAccessibleDescription("")


class FileHints:
    """Shows in empty fields what the file says, and says where the user says something else.

    Attributes:
        legend: says what the hints are.
        contradiction: says what the file says otherwise.
    """

    def __init__(self, identity: QLineEdit, name: QLineEdit, age: QLineEdit, sex: QComboBox) -> None:
        """Take the fields; the first option of the last one stands for nothing."""
        self._identity, self._name, self._age, self._sex = identity, name, age, sex
        self._facts: SourceFacts | None = None
        self.legend = Remark(scale=0.9)
        self.legend.setText(_tr("(file): the X-ray's file says so. Type over it where it is wrong."))
        self.contradiction = Remark(bold=True)

    def show(self, facts: SourceFacts | None) -> None:
        """Show what a file says; None for no file."""
        self._facts = facts
        age = _from_file(format_age(facts.age_years) if facts else "")
        identity, name = (_from_file(facts.patient_id), _from_file(facts.patient_name)) if facts else ("", "")
        sex = _from_file(self._sex.itemText(self._sex.findData(facts.sex)) if facts and facts.sex else "")
        self._identity.setPlaceholderText(identity)
        self._name.setPlaceholderText(name)
        self._age.setPlaceholderText(age or _tr("3, 2.5 or 8 months"))
        self._sex.setItemText(0, sex or NOT_SAID)
        self.legend.setVisible(any((identity, name, age, sex)))

    def compare(self, patient: Patient) -> None:
        """Say where the file contradicts what the user says."""
        contradiction = contradiction_text(patient, self._facts)
        self.contradiction.setText(contradiction)
        self.contradiction.setVisible(bool(contradiction))


def _from_file(value: str) -> str:
    return _tr("{value} (file)").format(value=printable(value)) if value else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("field_marks", text)
