"""What a new screening takes over of an earlier one of the same picture, and when the earlier one still holds."""

from dataclasses import replace

import pytest

from app.core.records import Patient
from app.core.review import DangerSign, Opinion, Review
from app.core.screening import Screener, is_repeatable, with_earlier
from tests.helpers.screening_records import NOT_ASSESSED, PNEUMONIA, record


@pytest.fixture
def screener(bundle):
    return Screener.open(bundle, "1.2.3")


@pytest.mark.parametrize("change", [{"model": "older"}, {"verdict": NOT_ASSESSED}])
def test_a_screening_takes_over_the_child_but_not_the_decision_on_another_verdict(screener, change):
    earlier = record(
        **change,
        patient=Patient("A-1", age_years=11, sex="F"),
        danger_signs=(DangerSign.CONVULSIONS,),
        review=Review(Opinion.AGREE),
    )
    made = with_earlier(record("again.dcm"), earlier, screener.bundle.input_limits)

    assert (made.patient, made.danger_signs, made.review) == (earlier.patient, earlier.danger_signs, Review())
    assert [reason.code for reason in made.verdict.reasons] == ["age_outside"]
    assert made.id != earlier.id


def test_a_screening_takes_over_the_decision_where_the_same_model_finds_the_same(screener):
    other_point = replace(PNEUMONIA, operating_point="another")
    earlier = record(verdict=other_point, review=Review(Opinion.DISAGREE, note="Effusion"), seen_at="2026-01-03")
    made = with_earlier(record("again.dcm"), earlier, screener.bundle.input_limits)

    assert (made.review, made.seen_at, made.verdict) == (earlier.review, earlier.seen_at, PNEUMONIA)


def test_a_screening_that_nobody_decided_is_to_be_seen_anew(screener):
    made = with_earlier(record("again.dcm"), record(seen_at="2026-01-03"), screener.bundle.input_limits)

    assert made.seen_at == ""


def test_a_child_who_was_checked_for_danger_signs_is_not_to_be_checked_anew(screener):
    earlier = record(signs_checked_by="Asha", signs_checked_at="2026-01-02T10:42:00+03:00")
    made = with_earlier(record("again.dcm"), earlier, screener.bundle.input_limits)

    assert made.has_no_danger_signs
    assert (made.signs_checked_by, made.signs_checked_at) == ("Asha", "2026-01-02T10:42:00+03:00")


@pytest.mark.parametrize("earlier", [None, record("of-nobody.dcm")])
def test_without_an_earlier_child_a_screening_stays_as_it_is(screener, earlier):
    made = record("again.dcm")

    assert with_earlier(made, earlier, screener.bundle.input_limits) is made


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({}, True),
        ({"app_version": "older"}, True),
        ({"model": "older"}, False),
        ({"verdict": replace(PNEUMONIA, operating_point="another")}, False),
        ({"verdict": NOT_ASSESSED}, True),
        ({"verdict": NOT_ASSESSED, "app_version": "older"}, False),
    ],
)
def test_a_screening_holds_for_the_same_model_at_the_same_point(screener, change, holds):
    verdict = replace(PNEUMONIA, operating_point=screener.operating_point.name)
    of_now = {"model": screener.bundle.model_id, "app_version": screener.app_version, "verdict": verdict}

    assert is_repeatable(record(**of_now | change), screener) is holds
