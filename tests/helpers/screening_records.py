"""Screening records without a screening."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from app.core.columns import COLUMNS, Cell
from app.core.errors import Reason
from app.core.records import Finding, ScreeningRecord, SourceFacts, Verdict
from app.core.results.history import History
from app.core.results.history_search import EVERYTHING

PNEUMONIA = Verdict(Finding.PNEUMONIA, 0.98765432, "balanced", "viral", 0.654321)
NOT_ASSESSED = Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("file_empty"),))


def record(file: str = "child.dcm", verdict: Verdict = PNEUMONIA, **changes: Any) -> ScreeningRecord:
    """Return the record of a file; changes are fields of the record or of its facts.

    Its id and its digest follow from the file and the time, so that records made alike are equal.
    """
    facts = SourceFacts("DICOM", 1200, 900, patient_id="P-7", age_years=3.25, view="AP", modality="DX")
    facts = replace(facts, study_at="2026-01-01T08:09:10", device_model="Detector 9")
    facts = replace(facts, kvp=66.0, exposure_mas=0.8, deviation_index=-1.5)
    made = ScreeningRecord(file, verdict, facts, "", "model-1", "1.2.3", "2026-01-02T03:04:05+03:00")
    of_facts = {name: value for name, value in changes.items() if hasattr(facts, name)}
    of_record = {name: value for name, value in changes.items() if not hasattr(facts, name)}
    made = replace(made, **({"facts": replace(facts, **of_facts)} | of_record))
    told_apart = f"{made.file}\0{made.screened_at}".encode(errors="surrogatepass")
    digest = sha256(told_apart).hexdigest()
    return replace(made, sha256=of_record.get("sha256", digest), id=of_record.get("id", digest[:32]))


def kept_rows(history: History, count: int = 9999) -> list[dict[str, Cell]]:
    """Return the newest screenings of a history, newest first, by column."""
    found = [stored.record for stored in history.find(EVERYTHING, count)]
    return [{column.name: column.read(record) for column in COLUMNS} for record in found]


def delete_all(history: History) -> None:
    """Delete every screening for good, as the settings do where nobody clicks Undo."""
    history.set_all_aside()
    history.erase_set_aside()
