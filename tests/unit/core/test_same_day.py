"""What the patient's other X-rays of the same day say of the child."""

from __future__ import annotations

import pytest

from app.core.review import DangerSign
from app.core.same_day import age_of_day, danger_of_day, missing_signs
from tests.helpers.screening_records import record

MORNING, NOON, EVENING, DAY_BEFORE = (f"2026-01-{each}:42:00+03:00" for each in ("02T08", "02T12", "02T18", "01T18"))
FITS, INDRAWING = DangerSign.CONVULSIONS, DangerSign.CHEST_INDRAWING


@pytest.fixture
def shown():
    return record("shown.dcm", screened_at=NOON)


def other(name: str = "other.dcm", **changes):
    return record(name, **{"screened_at": MORNING, "danger_signs": (FITS,), "signs_checked_at": MORNING, **changes})


def test_danger_signs_of_the_day_are_found(shown):
    found = other()

    assert danger_of_day(shown, [other("quiet.dcm", danger_signs=()), found]) is found
    assert missing_signs(shown, found) == (FITS,)


@pytest.mark.parametrize("changes", [{"screened_at": DAY_BEFORE}, {"patient_id": "P-8"}, {"danger_signs": ()}])
def test_another_day_another_patient_and_none_are_nothing(shown, changes):
    assert danger_of_day(shown, [other(**changes)]) is None


def test_an_x_ray_is_not_another_of_itself(shown):
    assert danger_of_day(shown, [other(id=shown.id)]) is None


@pytest.mark.parametrize("patient_id", ["p-7", " P-7 "])
def test_the_id_of_one_child_may_be_typed_in_two_ways(patient_id):
    shown, found = record("shown.dcm", screened_at=NOON, patient_id="P-7"), other(patient_id=patient_id, age_years=2)

    assert danger_of_day(shown, [found]) is found
    assert age_of_day(shown, [found]) == 2


def test_without_an_id_nobody_is_the_same_patient():
    assert danger_of_day(record(screened_at=NOON, patient_id=""), [other(patient_id="")]) is None


def test_only_the_signs_that_are_missing_count():
    both = record("shown.dcm", screened_at=NOON, danger_signs=(FITS, INDRAWING))

    assert danger_of_day(both, [other()]) is None
    assert missing_signs(record("shown.dcm", danger_signs=(INDRAWING,)), other()) == (FITS,)


@pytest.mark.parametrize(("checked_at", "is_said"), [("", True), (DAY_BEFORE, True), (MORNING, True), (EVENING, False)])
def test_a_child_who_was_checked_again_and_has_none_has_none(checked_at, is_said):
    checked = record("shown.dcm", screened_at=NOON, signs_checked_at=checked_at)

    assert (danger_of_day(checked, [other()]) is not None) == is_said


def test_the_age_is_the_first_of_the_day(shown):
    others = [other(age_years=None), other("b.dcm", screened_at=DAY_BEFORE, age_years=9.0), other("c.dcm", age_years=2)]

    assert age_of_day(shown, others) == 2
    assert age_of_day(shown, others[:2]) is None
