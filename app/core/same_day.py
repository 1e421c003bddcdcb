"""What the patient's other X-rays of the same day say of the child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.core.records import ScreeningRecord
from app.core.review import DangerSign
from app.core.text import id_key


def age_of_day(record: ScreeningRecord, others: Iterable[ScreeningRecord]) -> float | None:
    """Return the age in years on the first of the patient's other X-rays of the day that has one; None without."""
    ages = (other.age_years for other in _of_day(record, others))
    return next((years for years in ages if years is not None), None)


def danger_of_day(record: ScreeningRecord, others: Iterable[ScreeningRecord]) -> ScreeningRecord | None:
    """Return the first of the patient's other X-rays of the day with a danger sign that a record lacks; None without.

    A child who was checked for danger signs again since then, and had none, has none.
    """
    return next((other for other in _of_day(record, others) if missing_signs(record, other)), None)


def missing_signs(record: ScreeningRecord, other: ScreeningRecord) -> tuple[DangerSign, ...]:
    """Return the danger signs of another X-ray of the patient that a record lacks, see `danger_of_day`."""
    if record.has_no_danger_signs and record.signs_checked_at > other.signs_checked_at:
        return ()
    return tuple(sign for sign in other.danger_signs if sign not in record.danger_signs)


def _of_day(record: ScreeningRecord, others: Iterable[ScreeningRecord]) -> Iterator[ScreeningRecord]:
    day, patient = record.screened_at[:10], id_key(record.patient_id)
    for other in others:
        is_of_patient = patient and id_key(other.patient_id) == patient
        if is_of_patient and other.id != record.id and other.screened_at[:10] == day:
            yield other
