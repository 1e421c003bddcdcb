"""A screening as the cells of a row that is stored, and read back from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.core.errors import SENTENCES, Reason
from app.core.records import COLUMNS, Cell, Finding, Patient, ScreeningRecord, SourceFacts, Verdict
from app.core.text import escaped

StoredCell = Cell | bytes

_SURROGATES = "surrogatepass"
_CODE = re.compile(rf"(?:^(\w+)|(?<= )({'|'.join(SENTENCES)})): ")
"""Where a reason begins: at the start, or at a code that is known; a sentence may hold a colon of its own."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record and its place in the history.

    Attributes:
        id: of its row; greater ids are newer.
        record: as it was screened, or as it was changed last.
    """

    id: int
    record: ScreeningRecord


def record_of(row: Mapping[str, Cell]) -> ScreeningRecord:
    """Return the record whose columns have these values; a column that is absent or empty gives an empty field.

    What the columns do not keep is empty: the file's format, modality and body part. The columns do not tell who said
    the patient's id and age, the user or the file: they are given as the user's, so that the user can change them.
    """
    width, height = _number(row, "width"), _number(row, "height")
    has_facts = width is not None and height is not None
    facts = SourceFacts("", int(width or 0), int(height or 0), view=_text(row, "view")) if has_facts else None
    return ScreeningRecord(
        _text(row, "file"),
        _verdict(row),
        facts,
        _text(row, "sha256"),
        _text(row, "model"),
        _text(row, "app_version"),
        _text(row, "screened_at"),
        Patient(
            _text(row, "patient_id"),
            _text(row, "patient_name"),
            _number(row, "age"),
            _text(row, "sex"),
            _text(row, "note"),
        ),
    )


def cells_of(record: ScreeningRecord) -> dict[str, StoredCell]:
    """Return a record's cells by column, as SQLite takes them.

    SQLite takes no text with lone surrogates, such as stand for bytes of a file name that are not UTF-8. The file is
    stored as bytes then, so that it can be found again; in any other text they become backslash escapes.
    """
    cells: dict[str, StoredCell] = {}
    for column in COLUMNS:
        value = column.read(record)
        if isinstance(value, str) and not _is_utf8(value):
            value = escaped(value)
        cells[column.name] = value
    if not _is_utf8(record.file):
        cells["file"] = record.file.encode("utf-8", _SURROGATES)
    return cells


def row_of(cells: Iterable[StoredCell]) -> dict[str, Cell]:
    """Return cells that SQLite gives, in the order of the columns, by column."""
    return dict(zip((column.name for column in COLUMNS), map(cell_of, cells), strict=True))


def cell_of(stored: StoredCell) -> Cell:
    """Return a cell as it was before it was stored."""
    return stored.decode("utf-8", _SURROGATES) if isinstance(stored, bytes) else stored


def without_name(record: ScreeningRecord) -> ScreeningRecord:
    """Return a record that does not have the patient's name."""
    return replace(record, patient=replace(record.patient, name=""))


def _is_utf8(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _verdict(row: Mapping[str, Cell]) -> Verdict:
    finding = _text(row, "verdict")
    return Verdict(
        Finding(finding) if finding in set(Finding) else Finding.NOT_ASSESSED,
        _number(row, "score"),
        _text(row, "operating_point"),
        _text(row, "pattern"),
        _number(row, "pattern_score"),
        _reasons(_text(row, "reason")),
    )


def _reasons(text: str) -> tuple[Reason, ...]:
    """Split `code: sentence code: sentence`."""
    begins = list(_CODE.finditer(text))
    ends = [begin.start() - 1 for begin in begins[1:]] + [len(text)]
    return tuple(
        Reason(begin[1] or begin[2], text[begin.end() : end]) for begin, end in zip(begins, ends, strict=False)
    )


def _text(row: Mapping[str, Cell], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)


def _number(row: Mapping[str, Cell], name: str) -> float | None:
    value = row.get(name)
    return value if isinstance(value, int | float) else None
