"""A screening comes back from its cells as it was, its reasons in today's words."""

import json
from dataclasses import replace
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import errors
from app.core.adjustment import Adjustment
from app.core.age import DECIMALS, age_text, parse_age
from app.core.columns import COLUMNS
from app.core.errors import SENTENCES, Reason
from app.core.records import Finding, Patient, ScreeningRecord, SourceFacts, Verdict
from app.core.results.history_rows import STORED_NAMES, cells_of, record_of, without_name, without_typed_name
from app.core.review import Action, DangerSign, Opinion, Review
from tests.helpers.screening_records import NOT_ASSESSED, record

NUMBERS = ("size_mb", "limit_mb", "width", "height", "width_cm", "minimum", "count", "age", "low", "high")
NAMES = {name for sentence in SENTENCES.values() for _, name, _, _ in Formatter().parse(sentence) if name}
FACTS = {name: 7 if name in NUMBERS else "a: b \udcff" for name in NAMES}
REASONS = tuple(Reason.of(code, **FACTS) for code in SENTENCES)

texts = st.text(st.characters(codec="utf-8"), max_size=20)
fractions = st.none() | st.floats(0, 1).map(lambda number: round(number, 4))
ages = st.none() | st.floats(0, 120).map(lambda number: round(number, DECIMALS))
verdicts = st.builds(
    Verdict,
    st.sampled_from(Finding),
    fractions,
    texts,
    st.sampled_from(["", "bacterial", "viral"]),
    fractions,
    st.lists(st.sampled_from(REASONS), max_size=4).map(tuple),
)
sizes = st.integers(1, 20_000)
amounts = st.none() | st.floats(-1e6, 1e6).map(lambda number: round(number, 1))
facts = st.builds(
    SourceFacts,
    *(texts, sizes, sizes, st.just(0.0), texts, ages, texts, texts, texts),
    **dict.fromkeys(("patient_name", "sex", "study_at", "accession_number", "laterality"), texts),
    **dict.fromkeys(("kvp", "exposure_mas", "exposure_index", "deviation_index"), amounts),
    **dict.fromkeys(("manufacturer", "device_model", "station"), texts),
)
patients = st.builds(Patient, texts, texts, ages, st.sampled_from(["", "F", "M"]), texts)
reviews = st.builds(
    Review, st.none() | st.sampled_from(Opinion), st.none() | st.sampled_from(Action), texts, texts, texts
)
signs = st.lists(st.sampled_from(DangerSign), unique=True).map(tuple)
adjustments = st.lists(st.sampled_from(Adjustment), unique=True).map(tuple)
records = st.builds(
    ScreeningRecord,
    st.text(max_size=20),
    verdicts,
    st.none() | facts,
    *[texts] * 4,
    patient=patients,
    id=texts,
    review=reviews,
    danger_signs=signs,
    seen_at=texts,
    adjustments=adjustments,
    signs_checked_by=texts,
    signs_checked_at=texts,
)


def legacy_row(made):
    """Return the cells that earlier versions stored."""
    return {column.name: column.read(made) for column in COLUMNS}


def test_every_cell_has_a_name_of_its_own():
    assert len(set(STORED_NAMES)) == len(STORED_NAMES)
    assert cells_of(record()).keys() == set(STORED_NAMES)


@given(records)
def test_a_record_comes_back_as_it_was(made):
    back = record_of(cells_of(made))

    assert back == made
    assert [dict(reason.facts) for reason in back.verdict.reasons] == [
        dict(reason.facts) for reason in made.verdict.reasons
    ]


def test_a_score_comes_back_as_the_table_shows_it():
    back = record_of(cells_of(record()))

    assert (back.verdict.score, back.verdict.pattern_score) == (0.9877, 0.6543)


def test_what_the_file_said_and_what_the_user_said_stay_apart():
    made = record(patient_id="of the file", age_years=3.25, patient_name="Juma", sex="M")
    made = replace(made, patient=Patient("of the user", "Amina", 4.0, "F"))

    back = record_of(cells_of(made))
    assert (back.facts.patient_id, back.facts.age_years) == ("of the file", 3.25)
    assert (back.facts.patient_name, back.facts.sex) == ("Juma", "M")
    assert back.patient == made.patient


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_every_reason_comes_back_with_its_facts(reason):
    (back,) = record_of(cells_of(record(verdict=replace(NOT_ASSESSED, reasons=(reason,))))).verdict.reasons

    assert (back, back.facts) == (reason, reason.facts)


def test_a_reason_comes_back_in_the_words_of_today(monkeypatch):
    reason = Reason.of("several_images", count=3)
    cells = cells_of(record(verdict=replace(NOT_ASSESSED, reasons=(reason,))))
    monkeypatch.setattr(errors, "SENTENCES", {"several_images": "Images: {count}."})

    assert record_of(cells).verdict.reasons == (Reason("several_images", "Images: 3."),)


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "",
        "[",
        "{}",
        "[7]",
        '[{"code": "much_later", "facts": {}}]',
        '[{"code": "several_images", "facts": {}}]',
        '[{"code": "several_images", "facts": {"count": []}}]',
        json.dumps([{"code": 7, "facts": {}}]),
    ],
)
def test_reasons_that_are_not_understood_come_back_from_their_text(stored):
    row = {"reason": "much_later: Said: so. file_empty: Old words.", "reasons": stored}

    assert record_of(row).verdict.reasons == (Reason("much_later", "Said: so."), Reason("file_empty", "Old words."))


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_a_reason_of_an_earlier_version_comes_back_from_its_text(reason):
    reasons = (reason, Reason.of("uncertain"))

    assert record_of(legacy_row(record(verdict=replace(NOT_ASSESSED, reasons=reasons)))).verdict.reasons == reasons


@pytest.mark.parametrize("age", ["1 month", "8 months", "18 months", "3", "2.5"])
def test_an_age_comes_back_as_it_was_written(age):
    back = record_of(cells_of(record(patient=Patient(age_years=parse_age(age)))))

    assert age_text(back.age_years) == age


@pytest.mark.parametrize("row", [{}, {"file": None, "verdict": "nonsense", "score": "high", "width": b"\0"}])
def test_a_row_that_holds_nothing_of_use_gives_an_empty_record(row):
    back = record_of(row)

    assert back.verdict == Verdict(Finding.NOT_ASSESSED)
    assert (back.file, back.facts, back.patient) == ("", None, Patient())


def test_a_row_of_before_reviews_comes_back_without_one():
    cells = cells_of(record())
    of_reviews = ("opinion", "action", "review_note", "reviewer", "reviewed_at", "danger_signs", "seen_at")
    of_version_4 = ("adjustments", "danger_signs_checked_by", "danger_signs_checked_at")

    assert record_of({**cells, **dict.fromkeys((*of_reviews, *of_version_4))}) == record_of(cells)


def test_a_word_of_a_later_version_costs_no_other_field():
    decided = record(review=Review(Opinion.AGREE, Action.REFERRED, "cough"), danger_signs=(DangerSign.LETHARGIC,))
    cells = cells_of(decided) | {"action": "flown_out", "danger_signs": "lethargic of_the_future"}
    back = record_of(cells)

    assert back == replace(record_of(cells_of(decided)), review=Review(Opinion.AGREE, None, "cough"), danger_signs=())


def test_without_name_takes_nothing_but_the_name():
    patient = Patient("7", "Amina", 3.0, "F", "cough")

    assert without_name(record(patient=patient, patient_name="Amina")) == record(patient=replace(patient, name=""))
    assert without_name(record(facts=None)) == record(facts=None)
    assert without_typed_name(record(patient_name="Amina")).patient_name == "Amina"
