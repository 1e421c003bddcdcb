"""A screening as the cells of a row of the history, and read back from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_type_hints

import msgspec

from app.core.age import DECIMALS
from app.core.errors import SENTENCES, Reason
from app.core.records import COLUMNS, Cell, Column, Finding, Patient, ScreeningRecord, SourceFacts, Verdict
from app.core.text import escaped

StoredCell = Cell | bytes

RECORD_ID = "record_id"
REASONS = "reasons"
HISTORY_COLUMNS: tuple[Column, ...] = (
    *COLUMNS,
    Column(RECORD_ID, "id"),
    Column("format", "facts.format"),
    Column("modality", "facts.modality"),
    Column("body_part", "facts.body_part"),
    Column("file_patient_id", "facts.patient_id"),
    Column("file_age", "facts.age_years", decimals=DECIMALS),
    Column("user_patient_id", "patient.id"),
    Column("user_age", "patient.age_years", decimals=DECIMALS),
)
"""The columns of a result, and what the history alone keeps: who said what, so that a record comes back as it was.

One more holds the reasons as JSON: `[{"code": …, "facts": {…}}]`.
"""
STORED_NAMES = (*(column.name for column in HISTORY_COLUMNS), REASONS)

_SURROGATES = "surrogatepass"
_EMPTY = ScreeningRecord("", Verdict(Finding.NOT_ASSESSED), SourceFacts("", 0, 0), "", "", "", "", id="")
_CODE = re.compile(rf"(?:^(\w+)|(?<= )({'|'.join(SENTENCES)})): ")
"""Where a reason begins in a text: at the start, or at a code that is known; a sentence may hold a colon of its own."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record and its place in the history.

    Attributes:
        row_id: of its row; greater ids are newer.
        record: as it was screened, or as it was changed last.
    """

    row_id: int
    record: ScreeningRecord


@dataclass(frozen=True, slots=True)
class _StoredReason:
    code: str
    facts: dict[str, str | float | int]


def record_of(row: Mapping[str, StoredCell]) -> ScreeningRecord:
    """Return the record whose columns have these cells; one that is absent or of another type gives an empty field."""
    parts: dict[str, dict[str, Any]] = {"": {}, "verdict": {}, "facts": {}, "patient": {}}
    for column, field_type in _FIELD_TYPES.items():
        try:
            value = msgspec.convert(restored_cell(row.get(column.name)), field_type)
        except msgspec.ValidationError:
            continue
        part, _, name = column.path.rpartition(".")
        parts[part][name] = value
    has_facts = {"width", "height"} <= parts["facts"].keys()
    return replace(
        _EMPTY,
        **parts[""],
        verdict=replace(_EMPTY.verdict, **parts["verdict"], reasons=_reasons(row)),
        facts=replace(_EMPTY.facts, **parts["facts"]) if has_facts and _EMPTY.facts else None,
        patient=Patient(**parts["patient"]),
    )


def cells_of(record: ScreeningRecord) -> dict[str, StoredCell]:
    """Return a record's cells by column, as SQLite takes them.

    SQLite takes no text with lone surrogates, such as stand for bytes of a file name that are not UTF-8. The file is
    stored as bytes then, so that it can be found again; in any other text they become backslash escapes.
    """
    cells: dict[str, StoredCell] = {}
    for column in HISTORY_COLUMNS:
        value = column.read(record)
        cells[column.name] = escaped(value) if isinstance(value, str) else value
    cells["file"] = stored_text(record.file)
    reasons = [{"code": reason.code, "facts": dict(reason.facts)} for reason in record.verdict.reasons]
    cells[REASONS] = json.dumps(reasons)  # in ASCII, whatever surrogates a fact holds
    return cells


def row_of(cells: Iterable[StoredCell]) -> dict[str, StoredCell]:
    """Return cells in the order of `STORED_NAMES` by column."""
    return dict(zip(STORED_NAMES, cells, strict=True))


def stored_text(text: str) -> StoredCell:
    """Return a text as a cell from which it comes back whole: as bytes when it is not UTF-8."""
    return text if escaped(text) == text else text.encode("utf-8", _SURROGATES)


def restored_cell(stored: StoredCell) -> Cell:
    """Return a cell as it was before it was stored."""
    return stored.decode("utf-8", _SURROGATES) if isinstance(stored, bytes) else stored


def without_name(record: ScreeningRecord) -> ScreeningRecord:
    """Return a record that does not have the patient's name."""
    return replace(record, patient=replace(record.patient, name=""))


def _field_types() -> dict[Column, Any]:
    """Return the type of the field that each column is read back into; derived columns have none."""
    parts = {"": ScreeningRecord, "verdict": Verdict, "facts": SourceFacts, "patient": Patient}
    hints = {part: get_type_hints(kind) for part, kind in parts.items()}
    paths = {column: column.path.rpartition(".") for column in HISTORY_COLUMNS if not column.is_derived}
    return {column: hints[part][name] for column, (part, _, name) in paths.items()}


_FIELD_TYPES = _field_types()


def _reasons(row: Mapping[str, StoredCell]) -> tuple[Reason, ...]:
    """Return the reasons of a row, in today's words.

    An older version stored them as text alone: their sentences are those of that day, and their facts are not known.
    So are those of a newer version whose codes are not known here.
    """
    text = restored_cell(row.get("reason"))
    as_text = _split_reasons(text) if isinstance(text, str) else ()
    try:
        stored = msgspec.convert(json.loads(str(row.get(REASONS))), list[_StoredReason])
        return tuple(Reason.of(reason.code, **reason.facts) for reason in stored)
    except (ValueError, KeyError, RecursionError):
        return as_text


def _split_reasons(text: str) -> tuple[Reason, ...]:
    """Split `code: sentence code: sentence`."""
    begins = list(_CODE.finditer(text))
    ends = [begin.start() - 1 for begin in begins[1:]] + [len(text)]
    return tuple(
        Reason(begin[1] or begin[2], text[begin.end() : end]) for begin, end in zip(begins, ends, strict=False)
    )
