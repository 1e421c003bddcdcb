"""The age of the patient: taken from the other X-ray of the day, and heeded by a report as soon as it is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.core.records import Patient
from app.core.results.history import History
from app.core.screening import with_patient
from tests.gui.conftest import BUNDLE

TODAY, YESTERDAY = "2026-01-02T10:42:00+03:00", "2026-01-01T10:42:00+03:00"


def keep(sitting, *records) -> None:
    with History(sitting.session.history) as history:
        for each in records:
            history.add(each)


def stored(sitting, record):
    sitting.wait()
    with History(sitting.session.history) as history:
        return next(each.record for each in history.of_patient("A-1", "", 9) if each.record.id == record.id)


@pytest.fixture
def pair(sitting, make_grey):
    """The X-ray of today whose age is known, and another one of the patient, of the same day."""
    known = replace(make_grey("first.png"), screened_at=TODAY, patient=Patient("A-1", age_years=3.0))
    asked = replace(make_grey("second.png"), screened_at=TODAY, sha256="of-another", patient=Patient("A-1"))
    return known, asked


def test_the_age_is_taken_from_the_other_x_ray_of_the_day_and_that_is_said(sitting, pair):
    known, asked = pair
    keep(sitting, known, asked)
    sitting.show(asked)

    assert "3 years, from this patient's other X-ray of the day" in sitting.reads()
    assert stored(sitting, asked).patient.age_years == 3.0
    sitting.part(QPushButton, "Change the age").click()
    assert sitting.part(QLineEdit, "Age of the child").text() == "3"


def test_it_is_taken_however_the_patients_id_was_typed(sitting, pair):
    known, asked = pair
    keep(sitting, known, replace(asked, patient=Patient("a-1")))
    sitting.show(replace(asked, patient=Patient("a-1")))

    assert stored(sitting, asked).age_years == 3.0


def test_it_is_taken_as_soon_as_the_patients_id_is_typed(sitting, pair, qtbot):
    known, asked = pair
    asked = replace(asked, patient=Patient())
    keep(sitting, known, asked)
    sitting.show(asked)
    assert "other X-ray of the day" not in sitting.reads()
    sitting.part(QPushButton, "Edit the patient").click()
    field = sitting.part(QLineEdit, "Patient id")
    qtbot.keyClicks(field, "A-1")
    sitting.view.setFocus()
    sitting.wait()

    qtbot.waitUntil(lambda: "other X-ray of the day" in sitting.reads())


def test_the_age_of_another_day_or_one_that_is_being_typed_is_left_alone(sitting, pair, qtbot):
    known, asked = pair
    keep(sitting, replace(known, screened_at=YESTERDAY), asked)
    sitting.show(asked)
    assert sitting.part(QLineEdit, "Age of the child").isVisible()

    keep(sitting, replace(known, id="newer"))
    sitting.page.show_record(asked)
    qtbot.keyClicks(sitting.part(QLineEdit, "Age of the child"), "4")
    sitting.wait()
    assert sitting.part(QLineEdit, "Age of the child").text() == "4"


@pytest.mark.parametrize("has_map", [False, True])
def test_a_report_heeds_the_age_that_is_only_typed(sitting, make_grey, qtbot, has_map):
    sitting.show(make_grey())
    if has_map:
        sitting.key("e")
        sitting.wait()
    qtbot.keyClicks(sitting.part(QLineEdit, "Age of the child"), "9")
    request = sitting.page.report_request()

    assert request.record.age_years == 9.0
    assert request.record.verdict.is_for_other_age
    assert request.make().picture_with_map.isNull()
    assert "Not for this age" in sitting.reads()


def test_a_report_waits_for_an_age_that_is_not_understood(sitting, make_grey, qtbot):
    sitting.show(make_grey())
    field = sitting.part(QLineEdit, "Age of the child")
    qtbot.keyClicks(field, "1x")
    sitting.view.setFocus()
    with qtbot.waitSignal(sitting.page.noted) as noted:
        assert sitting.page.report_request() is None

    assert "not understood" in noted.args[0]
    assert field.hasFocus()
    field.setText("3")
    assert sitting.page.report_request().record.age_years == 3.0


def test_a_report_waits_for_an_age_that_is_not_understood_in_the_form(sitting, make_grey, qtbot):
    known = with_patient(make_grey(), Patient(age_years=3.0), BUNDLE.input_limits)
    sitting.show(known)
    edit = sitting.part(QPushButton, "Edit the patient")
    edit.click()
    field = sitting.part(QLineEdit, "Age")
    field.setText("soon 4")
    edit.click()

    assert sitting.page.report_request() is None
    assert field.hasFocus()
    field.setText("")
    assert sitting.page.report_request().record.patient == Patient()
