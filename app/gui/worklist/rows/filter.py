"""Which rows of the worklist are shown, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.core.records import Finding, ScreeningRecord
from app.core.text import folded
from app.gui.worklist.rows.patients import patient_key


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which records are shown; without arguments, all of them.

    Attributes:
        finding: those that are shown as this finding; None for any.
        is_unseen: those alone that nobody has opened.
        text: words; each must be a part of the file, the patient's id, name or note, or the note on the decision, in
            either case.
        has_danger_sign: those alone of children with a danger sign.
        patient: those alone of the patient of this `patient_key`; empty for any.
    """

    finding: Finding | None = None
    is_unseen: bool = False
    text: str = ""
    has_danger_sign: bool = False
    patient: str = ""

    def has_text(self, record: ScreeningRecord) -> bool:
        """Tell whether a record is of the patient, and every word is found in it."""
        if self.patient and patient_key(record) != self.patient:
            return False
        if not self.text:
            return True
        patient = record.patient_id, record.patient_name, record.patient.note
        searched = folded("\n".join((record.file, *patient, record.review.note)))
        return all(word in searched for word in folded(self.text).split())

    def is_kind(self, record: ScreeningRecord) -> bool:
        """Tell whether a record is of the finding, unseen and with a danger sign, as is asked for."""
        is_found = self.finding is None or record.verdict.shown_finding is self.finding
        is_refused = (self.is_unseen and record.seen_at) or (self.has_danger_sign and not record.danger_signs)
        return is_found and not is_refused

    def keeps(self, record: ScreeningRecord) -> bool:
        """Tell whether a record is shown."""
        return self.is_kind(record) and self.has_text(record)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records of each kind are found, whichever of them are shown.

    Attributes:
        total: of all.
        findings: of each finding; one that is absent has none.
        unseen: of those that nobody has opened.
        with_danger_sign: of those of children with a danger sign.
    """

    total: int = 0
    findings: Mapping[Finding, int] = field(default_factory=dict)
    unseen: int = 0
    with_danger_sign: int = 0

    def plus(self, records: Iterable[ScreeningRecord], times: int = 1) -> Counts:
        """Return the counts with more records; with those fewer where `times` is -1."""
        findings, total = Counter(self.findings), self.total
        unseen, with_danger_sign = self.unseen, self.with_danger_sign
        for record in records:
            findings[record.verdict.shown_finding] += times
            total += times
            unseen += 0 if record.seen_at else times
            with_danger_sign += times if record.danger_signs else 0
        return Counts(total, findings, unseen, with_danger_sign)

    def of(self, chosen: RowFilter) -> int:
        """Return how many are of the kind that a filter shows."""
        if chosen.is_unseen:
            return self.unseen
        if chosen.has_danger_sign:
            return self.with_danger_sign
        return self.total if chosen.finding is None else self.findings.get(chosen.finding, 0)
