"""The patients of the rows, each with the number of X-rays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.records import ScreeningRecord
from app.core.text import folded, id_key, printable

_NOBODY = "?"


@dataclass(frozen=True, slots=True)
class PatientGroup:
    """The X-rays of one patient.

    Attributes:
        key: see `patient_key`.
        patient_id: as it is shown.
        name: as it is shown.
        count: of X-rays.
        study_at: when the newest was taken; empty where no file says it.
    """

    key: str
    patient_id: str
    name: str
    count: int
    study_at: str


def patient_key(record: ScreeningRecord) -> str:
    """Return what X-rays of one patient have in common: the id, or the name where there is none."""
    if key := id_key(record.patient_id):
        return f"id {key}"
    return f"name {folded(record.patient_name.strip())}" if record.patient_name else _NOBODY


def patient_groups(records: Iterable[ScreeningRecord]) -> list[PatientGroup]:
    """Return the patients of records by name and id; those that nothing is known of are one, at the end."""
    groups: dict[str, PatientGroup] = {}
    for record in records:
        key = patient_key(record)
        before = groups.get(key, PatientGroup(key, printable(record.patient_id), "", 0, ""))
        name = before.name or printable(record.patient_name)
        groups[key] = PatientGroup(
            key, before.patient_id, name, before.count + 1, max(before.study_at, record.study_at)
        )
    return sorted(
        groups.values(), key=lambda group: (group.key == _NOBODY, folded(group.name), folded(group.patient_id))
    )
