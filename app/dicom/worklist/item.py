"""What is asked of the clinic's worklist, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from app.core.text import folded

RADIOGRAPHY = ("CR", "DX", "RG", "DR", "XR")
"""Modalities of plain X-rays (PS3.3 C.7.3.1.1.1), and two names for them that are in use though not in the standard."""

_DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class WorklistQuery:
    """Which examinations are asked for.

    Attributes:
        day: on which they are planned; None for any.
        station: AE title of the machine that they are planned for; empty for any.
    """

    day: date | None = None
    station: str = ""


@dataclass(frozen=True, slots=True)
class WorklistItem:
    """An examination that is to be done.

    The texts hold printable characters alone, at most 64 before escaping; they are empty where the server says nothing.

    Attributes:
        patient_id: the clinic's.
        patient_name: as `Family, Given Middle`.
        birth_date: of the patient; None where it is not known.
        sex: `F`, `M` or empty.
        day: on which it is planned.
        time: at which it is planned, to the second.
        procedure: what is to be done, in words.
        modality: of the machine, upper case.
        station: AE title of the machine.
    """

    patient_id: str
    patient_name: str
    birth_date: date | None
    sex: str
    day: date | None
    time: time | None
    procedure: str
    modality: str
    station: str

    @property
    def is_radiograph(self) -> bool:
        """Whether it is a plain X-ray, or may be one, as nothing else is said."""
        return not self.modality or self.modality in RADIOGRAPHY

    def age_years(self, day: date) -> float | None:
        """Return the age of the patient on a day; None where it is not known, or before the birth."""
        if self.birth_date is None or day < self.birth_date:
            return None
        return (day - self.birth_date).days / _DAYS_PER_YEAR

    def has_words(self, text: str) -> bool:
        """Tell whether every word of a text stands in id, name or procedure, in upper or lower case."""
        own = folded(" ".join((self.patient_id, self.patient_name, self.procedure)))
        return all(word in own for word in folded(text).split())


@dataclass(frozen=True, slots=True)
class Worklist:
    """What a server has answered.

    Attributes:
        items: the examinations, by time.
        is_cut: whether there are more of them.
    """

    items: tuple[WorklistItem, ...]
    is_cut: bool = False
