"""A screening comes back from its cells as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.age import age_text, parse_age
from app.core.errors import SENTENCES, Reason
from app.core.records import COLUMNS, Finding, Patient, ScreeningRecord, SourceFacts, Verdict
from app.core.results.history_rows import record_of, without_name
from tests.helpers.screening_records import NOT_ASSESSED, record

NUMBERS = ("size_mb", "limit_mb", "width", "height", "minimum", "count", "age", "low", "high")
TEXTS = ("syntax", "error", "modality", "body_part", "detail", "known", "path", "name", "features")
FACTS = dict.fromkeys(NUMBERS, 7) | dict.fromkeys(TEXTS, "a: b")
REASONS = tuple(Reason.of(code, **FACTS) for code in SENTENCES)

fractions = st.one_of(st.none(), st.floats(0, 1))
words = st.text(max_size=20)
verdicts = st.builds(
    Verdict,
    st.sampled_from(Finding),
    fractions,
    words,
    st.sampled_from(["", "bacterial", "viral"]),
    fractions,
    st.lists(st.sampled_from(REASONS), max_size=4).map(tuple),
)
sizes = st.integers(1, 20_000)
facts = st.builds(
    SourceFacts, st.just("DICOM"), sizes, sizes, patient_id=words, age_years=st.none() | st.floats(0, 120), view=words
)
patients = st.builds(Patient, words, words, st.none() | st.floats(0, 120), st.sampled_from(["", "F", "M"]), words)
records = st.builds(ScreeningRecord, words, verdicts, st.none() | facts, words, words, words, words, patients)


def row_of(made):
    return {column.name: column.read(made) for column in COLUMNS}


@given(records)
def test_every_column_of_the_record_that_comes_back_is_the_same(made):
    assert row_of(record_of(row_of(made))) == row_of(made)


@given(records)
def test_verdict_and_patient_come_back(made):
    back = record_of(row_of(made))

    assert back.verdict.finding is made.verdict.finding
    assert back.verdict.reasons == made.verdict.reasons
    assert (back.patient.name, back.patient.sex, back.patient.note) == (
        made.patient.name,
        made.patient.sex,
        made.patient.note,
    )
    assert (back.facts is None) == (made.facts is None)


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_every_reason_comes_back_with_another_behind_it(reason):
    reasons = (reason, Reason.of("uncertain"))
    verdict = replace(NOT_ASSESSED, reasons=reasons)

    assert record_of(row_of(record(verdict=verdict))).verdict.reasons == reasons


def test_a_code_of_a_later_version_comes_back_too():
    assert record_of({"reason": "much_later: Said: so."}).verdict.reasons == (Reason("much_later", "Said: so."),)


def test_the_facts_that_are_not_stored_are_empty():
    back = record_of(row_of(record()))

    assert back.facts == SourceFacts("", 1200, 900, view="AP")
    assert (back.patient_id, back.age_years) == ("P-7", 3.25)


@pytest.mark.parametrize("age", ["1 month", "8 months", "18 months", "3", "2.5"])
def test_an_age_comes_back_as_it_was_written(age):
    back = record_of(row_of(record(patient=Patient(age_years=parse_age(age)))))

    assert age_text(back.age_years) == age


@pytest.mark.parametrize("row", [{}, {"file": None, "verdict": "nonsense", "score": "high", "width": b"\0"}])
def test_a_row_that_holds_nothing_of_use_gives_an_empty_record(row):
    back = record_of(row)

    assert back.verdict == Verdict(Finding.NOT_ASSESSED)
    assert (back.file, back.facts, back.patient) == ("", None, Patient())


def test_without_name_takes_nothing_but_the_name():
    patient = Patient("7", "Amina", 3.0, "F", "cough")

    assert without_name(record(patient=patient)) == record(patient=replace(patient, name=""))
