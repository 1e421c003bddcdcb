"""Screening records without a screening."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.core.errors import Reason
from app.core.records import Finding, ScreeningRecord, SourceFacts, Verdict

PNEUMONIA = Verdict(Finding.PNEUMONIA, 0.98765432, "balanced", "viral", 0.654321)
NOT_ASSESSED = Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("file_empty"),))


def record(file: str = "child.dcm", verdict: Verdict = PNEUMONIA, **changes: Any) -> ScreeningRecord:
    """Return the record of a file; changes are fields of the record or of its facts."""
    facts = SourceFacts("DICOM", 1200, 900, patient_id="P-7", age_years=3.25, view="AP", modality="DX")
    made = ScreeningRecord(file, verdict, facts, "ab" * 32, "model-1", "1.2.3", "2026-01-02T03:04:05+03:00")
    of_facts = {name: value for name, value in changes.items() if hasattr(facts, name)}
    of_record = {name: value for name, value in changes.items() if not hasattr(facts, name)}
    return replace(made, **({"facts": replace(facts, **of_facts)} | of_record))
