"""What the user says of the patient goes before what the file says, and decides the warnings."""

from dataclasses import replace

import pytest

from app.core.errors import Reason
from app.core.model.limits import InputLimits
from app.core.records import Finding, Patient
from app.core.screening import with_patient
from tests.helpers.screening_records import NOT_ASSESSED, PNEUMONIA, record

LIMITS = InputLimits(32, 0.1, 0.6, 0.6, 2.0, 0.2, (1.0, 5.0))
UNCERTAIN = replace(PNEUMONIA, finding=Finding.UNCERTAIN, reasons=(Reason.of("uncertain"),))


@pytest.mark.parametrize(
    ("years", "codes"), [(0.5, ["age_unsuited"]), (3.0, []), (8.0, ["age_outside"]), (30.0, ["age_unsuited"])]
)
def test_the_age_that_is_said_decides_the_warning(years, codes):
    told = with_patient(record(age_years=3.0), Patient(age_years=years), LIMITS)

    assert [reason.code for reason in told.verdict.reasons] == codes
    assert (told.age_years, told.verdict.finding) == (years, PNEUMONIA.finding)


def test_a_corrected_age_takes_the_warning_away_and_leaves_other_reasons():
    wrong = with_patient(record(verdict=UNCERTAIN), Patient(age_years=30.0), LIMITS)
    right = with_patient(wrong, Patient(age_years=3.0), LIMITS)

    assert [reason.code for reason in wrong.verdict.reasons] == ["uncertain", "age_unsuited"]
    assert right.verdict == UNCERTAIN


def test_an_age_that_is_taken_back_leaves_that_of_the_file():
    told = with_patient(record(age_years=8.0), Patient(age_years=3.0), LIMITS)

    assert [reason.code for reason in with_patient(told, Patient(), LIMITS).verdict.reasons] == ["age_outside"]


def test_what_was_not_assessed_gets_no_warning():
    assert with_patient(record(verdict=NOT_ASSESSED), Patient(age_years=30.0), LIMITS).verdict == NOT_ASSESSED


def test_the_name_and_the_sex_that_are_said_go_before_those_of_the_file():
    filed = record(patient_name="Otieno, Juma", sex="M")
    assert (filed.patient_name, filed.sex) == ("Otieno, Juma", "M")
    told = with_patient(filed, Patient(name="Amina", sex="F"), LIMITS)
    assert (told.patient_name, told.sex) == ("Amina", "F")
    assert (record(facts=None).patient_name, record(facts=None).sex) == ("", "")


def test_the_id_that_is_said_goes_before_that_of_the_file():
    assert record().patient_id == "P-7"
    assert with_patient(record(), Patient(id="K-1"), LIMITS).patient_id == "K-1"
