"""A screening as the cells of a row of the history, and read back from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, get_origin, get_type_hints

import msgspec

from app.core.age import DECIMALS
from app.core.columns import COLUMNS, Cell, Column
from app.core.errors import SENTENCES, Reason
from app.core.records import Finding, Patient, ScreeningRecord, SourceFacts, Verdict
from app.core.review import Review
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
    Column("file_patient_name", "facts.patient_name"),
    Column("file_sex", "facts.sex"),
    Column("user_patient_name", "patient.name"),
    Column("user_sex", "patient.sex"),
)
"""The columns of a result, and what the history alone keeps: who said what, so that a record comes back as it was.

One more holds the reasons as JSON: `[{"code": …, "facts": {…}}]`.
"""
NAME_COLUMNS = ("patient_name", "user_patient_name", "file_patient_name")
"""The columns that hold a patient's name; the first is that of the user, or else that of the file."""
STORED_NAMES = (*(column.name for column in HISTORY_COLUMNS), REASONS)

_SURROGATES = "surrogatepass"
_EMPTY: Mapping[str, Mapping[str, Any]] = {
    "": dict.fromkeys(("file", "sha256", "model", "app_version", "screened_at", "id"), ""),
    "verdict": {"finding": Finding.NOT_ASSESSED},
    "facts": {"format": "", "width": None, "height": None},
    "patient": {},
    "review": {},
}
"""The fields that a record cannot be made without."""

_CODE = re.compile(rf"(?:^(\w+)|(?<= )({'|'.join(SENTENCES)})): ")
"""Where a reason begins in a text: at the start, or at a code that is known; a sentence may hold a colon of its own."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record and its place in the history.

    Attributes:
        row_id: of its row; greater ids are newer.
        record: as it was screened, or as it was changed last.
        key: what the row was compared by, in the order that it was read in.
    """

    row_id: int
    record: ScreeningRecord
    key: tuple[StoredCell, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _StoredReason:
    code: str
    facts: dict[str, str | float | int]


def record_of(row: Mapping[str, StoredCell]) -> ScreeningRecord:
    """Return the record whose columns have these cells; one that is absent or of another type gives an empty field."""
    parts: dict[str, dict[str, Any]] = {part: {} for part in _EMPTY}
    for column, (part, name, field_type) in _FIELDS.items():
        cell = decode_cell(row.get(column.name))
        if cell is not None:  # else it is as the field is without a value, as in a row of before it was added
            is_list = get_origin(field_type) is tuple and isinstance(cell, str)
            parts[part][name] = str(cell).split() if is_list else cell
    try:
        record = _made_of(parts)
    except (msgspec.ValidationError, UnicodeError):  # a row of an older version, or one that another program changed
        record = _made_of(_sound(parts))
    return replace(record, verdict=replace(record.verdict, reasons=_reasons(row)))


def cells_of(record: ScreeningRecord) -> dict[str, StoredCell]:
    """Return a record's cells by column, as SQLite takes them.

    SQLite takes no text with lone surrogates, such as stand for bytes of a file name that are not UTF-8. The file is
    stored as bytes then, so that it can be found again; in any other text they become backslash escapes.
    """
    cells: dict[str, StoredCell] = {}
    for column in HISTORY_COLUMNS:
        value = column.read(record)
        cells[column.name] = escaped(value) if isinstance(value, str) else value
    cells["file"] = encode_text(record.file)
    reasons = [{"code": reason.code, "facts": dict(reason.facts)} for reason in record.verdict.reasons]
    cells[REASONS] = json.dumps(reasons)  # in ASCII, whatever surrogates a fact holds
    return cells


def row_of(cells: Iterable[StoredCell]) -> dict[str, StoredCell]:
    """Return cells in the order of `STORED_NAMES` by column."""
    return dict(zip(STORED_NAMES, cells, strict=True))


def encode_text(text: str) -> StoredCell:
    """Return a text as a cell from which it comes back whole: as bytes when it is not UTF-8."""
    return text if escaped(text) == text else text.encode("utf-8", _SURROGATES)


def decode_cell(stored: StoredCell) -> Cell:
    """Return a cell as it was before it was stored; of bytes that never were a text, what is one."""
    if not isinstance(stored, bytes):
        return stored
    try:
        return stored.decode("utf-8", _SURROGATES)
    except UnicodeDecodeError:
        return stored.decode("utf-8", "replace")


def without_name(record: ScreeningRecord) -> ScreeningRecord:
    """Return a record that has the patient's name neither from the user nor from the file."""
    facts = record.facts and replace(record.facts, patient_name="")
    return replace(without_typed_name(record), facts=facts)


def without_typed_name(record: ScreeningRecord) -> ScreeningRecord:
    """Return a record that does not have the patient's name from the user."""
    return replace(record, patient=replace(record.patient, name=""))


def _fields() -> dict[Column, tuple[str, str, Any]]:
    """Return the part of the record, the field and its type that each column is read back into."""
    parts = {"": ScreeningRecord, "verdict": Verdict, "facts": SourceFacts, "patient": Patient, "review": Review}
    hints = {part: get_type_hints(kind) for part, kind in parts.items()}
    paths = {column: column.path.rpartition(".") for column in HISTORY_COLUMNS if not column.is_derived}
    return {column: (part, name, hints[part][name]) for column, (part, _, name) in paths.items()}


_FIELDS = _fields()


def _made_of(parts: dict[str, dict[str, Any]]) -> ScreeningRecord:
    """Return the record of its parts' fields, without reasons.

    Raises:
        msgspec.ValidationError: a field is of another type.
        UnicodeError: one of few words has half a character.
    """
    facts = None if parts["facts"].get("width") is None else parts["facts"]
    others = {part: parts[part] for part in ("verdict", "patient", "review")}
    return msgspec.convert({**parts[""], **others, "facts": facts}, ScreeningRecord)


def _sound(parts: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return parts in which a field of another type is empty; facts without a width and a height are none."""
    sound: dict[str, dict[str, Any]] = {part: dict(fields) for part, fields in _EMPTY.items()}
    for part, name, field_type in _FIELDS.values():
        # Without the field in the row; with half a character where a number is due.
        with suppress(KeyError, msgspec.ValidationError, UnicodeError):
            sound[part][name] = msgspec.convert(parts[part][name], field_type)
    if not (sound["facts"]["width"] and sound["facts"]["height"]):
        sound["facts"]["width"] = None
    return sound


def _reasons(row: Mapping[str, StoredCell]) -> tuple[Reason, ...]:
    """Return the reasons of a row, in today's words.

    An older version stored them as text alone: their sentences are those of that day, and their facts are not known.
    So are those of a newer version whose codes are not known here.
    """
    try:
        stored = msgspec.convert(json.loads(str(row.get(REASONS))), list[_StoredReason])
        return tuple(Reason.of(reason.code, **reason.facts) for reason in stored)
    except (ValueError, KeyError, RecursionError):
        return _split_reasons(str(decode_cell(row.get("reason")) or ""))


def _split_reasons(text: str) -> tuple[Reason, ...]:
    """Split `code: sentence code: sentence`."""
    begins = list(_CODE.finditer(text))
    ends = [begin.start() - 1 for begin in begins[1:]] + [len(text)]
    return tuple(
        Reason(begin[1] or begin[2], text[begin.end() : end]) for begin, end in zip(begins, ends, strict=False)
    )
