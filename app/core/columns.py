"""The one definition of the columns of a result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.age import DECIMALS
from app.core.records import ScreeningRecord

Cell = str | float | int | None
"""Value of one column of a record."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a result.

    Attributes:
        name: its heading.
        path: the field of the record that it shows: `file`, or `facts.view` for a field of one of its parts.
        decimals: how many a fraction is rounded to and written with.
        is_derived: whether it is worked out of other fields, so that it cannot be read back into the record.
    """

    name: str
    path: str
    decimals: int | None = None
    is_derived: bool = False

    def read(self, record: ScreeningRecord) -> Cell:
        """Return this column's value of a record, rounded; None is an empty cell, a tuple its words with spaces."""
        part, _, name = self.path.rpartition(".")
        holder = getattr(record, part) if part else record
        value = None if holder is None else getattr(holder, name)  # a file that did not decode has no facts
        if isinstance(value, tuple):
            return " ".join(value)
        if value is None or self.decimals is None:
            return str(value) if isinstance(value, StrEnum) else value
        return round(float(value), self.decimals)


COLUMNS: tuple[Column, ...] = (
    Column("file", "file"),
    Column("verdict", "verdict.finding"),
    Column("score", "verdict.score", decimals=4),
    Column("operating_point", "verdict.operating_point"),
    Column("pattern", "verdict.pattern"),
    Column("pattern_score", "verdict.pattern_score", decimals=4),
    Column("reason", "verdict.reason_text", is_derived=True),
    Column("patient_id", "patient_id", is_derived=True),
    Column("patient_name", "patient_name", is_derived=True),
    Column("age", "age_years", decimals=DECIMALS, is_derived=True),
    Column("sex", "sex", is_derived=True),
    Column("note", "patient.note"),
    Column("view", "facts.view"),
    Column("width", "facts.width"),
    Column("height", "facts.height"),
    Column("sha256", "sha256"),
    Column("model", "model"),
    Column("app_version", "app_version"),
    Column("screened_at", "screened_at"),
    Column("opinion", "review.opinion"),
    Column("action", "review.action"),
    Column("review_note", "review.note"),
    Column("reviewer", "review.reviewer"),
    Column("reviewed_at", "review.reviewed_at"),
    Column("danger_signs", "danger_signs"),
    Column("seen_at", "seen_at"),
    Column("adjustments", "adjustments"),
    Column("danger_signs_checked_by", "signs_checked_by"),
    Column("danger_signs_checked_at", "signs_checked_at"),
    Column("study_at", "facts.study_at"),
    Column("accession_number", "facts.accession_number"),
    Column("laterality", "facts.laterality"),
    Column("kvp", "facts.kvp", decimals=1),
    Column("exposure_mas", "facts.exposure_mas", decimals=3),
    Column("exposure_index", "facts.exposure_index", decimals=1),
    Column("deviation_index", "facts.deviation_index", decimals=1),
    Column("manufacturer", "facts.manufacturer"),
    Column("device_model", "facts.device_model"),
    Column("station", "facts.station"),
)
"""The columns of every result, in their order: CSV, JSON, history and table are all made from these."""
