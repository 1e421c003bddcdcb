"""The form of the patient: by keyboard, and what it sends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.core.records import Patient, SourceFacts
from app.gui.xray.cards.patient_form import PatientForm
from app.settings import WorklistSettings
from tests.helpers.spoken import spoken

CHOOSE = "Choose from the clinic's worklist…"
FROM_WORKLIST = "From the clinic's worklist"
FILED = SourceFacts("DICOM", 900, 800, patient_id="P-7", age_years=4.0, patient_name="Otieno, Amina", sex="F")
CHILD = Patient("P-7", "Amina", 3.0, "F", "Cough")


@pytest.fixture
def show(qtbot):
    """Return a function that shows a widget and waits until it can take keys."""

    def show_it(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(400, 900)
        widget.show()
        widget.activateWindow()
        qtbot.waitActive(widget)
        return widget

    return show_it


@pytest.fixture
def form(session, show):
    return show(PatientForm(session))


@pytest.fixture
def changes(form):
    """What the form has sent."""
    sent = []
    form.patient_changed.connect(sent.append)
    return sent


def part(widget: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = {each.text() if kind is QPushButton else each.accessibleName(): each for each in widget.findChildren(kind)}
    return found[name]


def says(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def typed_age(widget: QWidget, qtbot, text: str) -> None:
    field = part(widget, QLineEdit, "Age")
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_whole_form_is_filled_in_by_keyboard(form, qtbot, changes):
    part(form, QLineEdit, "Patient id").setFocus()
    for text in ("P-7", "Amina", "8 months"):
        qtbot.keyClicks(form.focusWidget(), text)
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(form.focusWidget(), "Cough")
    assert len(changes) == 4, "nothing is sent while a field is being edited"
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)

    assert changes[-1] == replace(CHILD, age_years=0.6667)
    assert len(changes) == 5


def test_leaving_a_field_that_was_not_changed_sends_nothing(form, qtbot, changes):
    form.show_patient(CHILD)
    field = part(form, QLineEdit, "Name")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    part(form, QPlainTextEdit, "Note").setFocus()
    part(form, QLineEdit, "Age").setFocus()

    assert changes == []


def test_a_known_patient_fills_the_form_and_an_unknown_one_empties_it(form):
    form.show_patient(CHILD)
    assert part(form, QComboBox, "Sex").currentText() == "Girl / female"
    form.show_patient(Patient())

    assert part(form, QLineEdit, "Name").text() == ""


def test_an_age_that_is_not_understood_is_said_and_keeps_the_one_of_before(form, qtbot, changes):
    form.show_patient(CHILD)
    typed_age(form, qtbot, "12 kg")
    assert "This age is not understood" in says(form)
    assert "The age from before is kept: 3 years." in says(form)
    assert form.patient == CHILD
    assert changes == []
    typed_age(form, qtbot, "2y 6m")
    assert "This age is not understood" not in says(form)
    assert changes[-1].age_years == 2.5
    typed_age(form, qtbot, "")

    assert changes[-1].age_years is None


def test_an_age_that_is_not_understood_is_none_where_none_was_known(form, qtbot, changes):
    typed_age(form, qtbot, "threeish")

    assert "This age is not understood" in says(form)
    assert "is kept" not in says(form)
    assert changes == []


def test_an_age_is_read_and_shown_in_the_users_language(form, qtbot, changes):
    with spoken({"months|month|mths|mo|m": "mwezi|miezi", "%Ln month(s)": "miezi %Ln"}):
        typed_age(form, qtbot, "miezi 8")
        form.show_patient(changes[-1])

        assert part(form, QLineEdit, "Age").text() == "miezi 8"
        assert changes == [Patient(age_years=0.6667)]


def test_what_the_file_says_stands_pale_and_is_not_taken_for_typed(form, changes):
    form.show_patient(Patient(), replace(FILED, patient_id="D-\n1"))
    form.save_patient()

    assert part(form, QLineEdit, "Patient id").placeholderText() == "D-\\n1 (file)"
    assert part(form, QLineEdit, "Name").placeholderText() == "Otieno, Amina (file)"
    assert part(form, QLineEdit, "Age").placeholderText() == "4 (file)"
    assert part(form, QComboBox, "Sex").currentText() == "Girl / female (file)"
    assert "file says so" in says(form)
    assert changes == []
    form.show_patient(Patient())
    assert part(form, QComboBox, "Sex").currentText() == "—"
    assert part(form, QLineEdit, "Name").placeholderText() == ""
    assert "file says so" not in says(form)


def test_the_sex_that_the_file_says_can_be_corrected_and_taken_back(form, qtbot, changes):
    form.show_patient(Patient(), FILED)
    sex = part(form, QComboBox, "Sex")
    sex.setFocus()
    qtbot.keyClick(sex, Qt.Key.Key_End)
    qtbot.keyClick(sex, Qt.Key.Key_Home)

    assert [change.sex for change in changes] == ["M", ""]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (Patient("P-8"), "patient id P-7"),
        (Patient("P-8", sex="M"), "patient id P-7, girl / female"),
        (Patient(name="Juma"), "name Otieno, Amina"),
        (Patient(age_years=9.0), "age 4 years"),
        (Patient("p-7", "amina OTIENO", 3.5, "F"), ""),
        (Patient(), ""),
    ],
)
def test_what_is_typed_is_compared_with_the_file(form, typed, said):
    form.show_patient(typed, FILED)

    assert ("The file of the X-ray says" in says(form)) == bool(said)
    assert f"The file of the X-ray says: {said}." in says(form) or not said


def test_it_says_whether_names_are_kept(form, session):
    form.show_patient(replace(CHILD, name=""))
    assert "The name is not kept in the history" in says(form)
    session.change(replace(session.settings, store_names=True))

    assert "The name is kept in the history" in says(form)


def test_a_name_that_was_stored_before_is_said_to_be_until_it_is_cleared(form):
    form.show_patient(CHILD)
    assert "A name is in the history from before: clear this field" in says(form)
    part(form, QLineEdit, "Name").clear()
    form.save_patient()

    assert "The name is not kept in the history" in says(form)


def test_a_name_that_was_not_to_be_stored_is_as_soon_as_names_are(form, session, changes):
    form.show_patient(Patient("P-7"))
    part(form, QLineEdit, "Name").setText("Amina")
    form.save_patient()
    assert "The name is not kept in the history" in says(form)
    for store_names in (True, False):
        session.change(replace(session.settings, store_names=store_names))

    assert changes == 2 * [Patient("P-7", "Amina")]
    assert "A name is in the history from before" in says(form)


def test_a_note_is_sent_soon_after_it_is_typed_while_the_cursor_stays(form, changes, qtbot):
    (note,) = form.findChildren(QPlainTextEdit)
    note.setFocus()
    with qtbot.waitSignal(form.patient_changed, timeout=20_000):
        qtbot.keyClicks(note, "Cough ")

    assert [change.note for change in changes] == ["Cough"]
    assert (note.toPlainText(), note.hasFocus()) == ("Cough ", True)


def test_the_worklist_is_offered_where_there_is_one(form, session):
    assert not part(form, QPushButton, CHOOSE).isVisible()
    session.update(worklist=WorklistSettings("RIS@10.0.0.1:104"))

    assert part(form, QPushButton, CHOOSE).isVisible()


def test_what_is_from_the_worklist_is_said_and_saved_once(form, changes):
    form.show_patient(Patient(note="Cough"))
    form.fill(replace(CHILD, note=""))

    assert changes == [CHILD]
    assert says(form).count(FROM_WORKLIST) == 4
    assert part(form, QLineEdit, "Age").accessibleDescription() == FROM_WORKLIST


def test_what_the_user_changes_is_not_from_the_worklist_any_more(form, qtbot, changes):
    form.fill(CHILD)
    typed_age(form, qtbot, "4")
    qtbot.keyClick(part(form, QComboBox, "Sex"), Qt.Key.Key_Down)

    assert says(form).count(FROM_WORKLIST) == 2
    assert (changes[-1].age_years, changes[-1].sex) == (4, "M")


def test_what_the_worklist_does_not_say_stays_as_it_was_typed(form, changes):
    form.show_patient(Patient(age_years=2.5, sex="M"))
    form.fill(Patient("P-7", "Amina"))

    assert changes[-1] == Patient("P-7", "Amina", 2.5, "M")
    assert says(form).count(FROM_WORKLIST) == 2


def test_two_patients_of_the_worklist_are_not_mixed(form, changes):
    form.fill(CHILD)
    form.fill(Patient("P-8", "Baraka"))

    assert changes[-1] == Patient("P-8", "Baraka")


def test_another_x_ray_has_nothing_from_the_worklist(form):
    form.fill(CHILD)
    form.show_patient(CHILD)

    assert FROM_WORKLIST not in says(form)
