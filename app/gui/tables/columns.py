"""Columns of the tables of records: one entry holds everything about a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.core.model.decision import clear_pattern
from app.core.records import Finding, ScreeningRecord
from app.core.results.history_order import MOST_SUSPICIOUS_FIRST
from app.core.text import printable
from app.gui.text.locale_text import date_time_text, percent
from app.gui.text.verdict_text import file_name, finding_text, pattern_text, reasons_text

_RANK = {finding: rank for rank, finding in enumerate(MOST_SUSPICIOUS_FIRST)}


class Table(Enum):
    """A table of records."""

    BATCH = auto()
    HISTORY = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """Position of a column in one table.

    Attributes:
        table: that shows it.
        position: columns stand in ascending order of it.
        hides: where there is not room for all columns, the one with 1 is hidden first, then 2, and so on; None keeps
            it. What a hidden column says must be said where a row is opened.
    """

    table: Table
    position: int
    hides: int | None = None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table of records.

    Attributes:
        name: of the column of results (`app.core.records.COLUMNS`) whose value it shows.
        places: one for each table that has the column.
        heading: returns the heading in the user's language.
        text: returns the whole text of a record, such as the tool tip shows.
        short_text: returns what the cell shows instead, given the record and the folder from which files are named:
            None names them without any folder.
        typical_texts: returns texts that the column should have room for, beside its heading.
        sort_key: returns what records are sorted by; None sorts by `text`, whatever the case.
        is_number: aligns the column to the right.
        is_elastic: lets the column give way where the others need the room.
        is_path: shortens the text in its middle, and lets a thumbnail stand before it.
        has_mark: puts the mark of the finding before the text.
    """

    name: str
    places: Sequence[Place]
    heading: Callable[[], str]
    text: Callable[[ScreeningRecord], str]
    short_text: Callable[[ScreeningRecord, str | None], str] | None = None
    typical_texts: Callable[[], Sequence[str]] = tuple
    sort_key: Callable[[ScreeningRecord], Any] | None = None
    is_number: bool = False
    is_elastic: bool = False
    is_path: bool = False
    has_mark: bool = False

    def cell_text(self, record: ScreeningRecord, folder: str | None) -> str:
        """Return the text of a cell; files are named relative to the folder."""
        return self.short_text(record, folder) if self.short_text else self.text(record)

    def key(self, record: ScreeningRecord) -> Any:
        """Return the sort key of a record: for a number itself, with an absent one below all others."""
        return self.sort_key(record) if self.sort_key else self.text(record).casefold()

    def place(self, table: Table) -> Place | None:
        """Return where a table shows the column, or None."""
        return next((place for place in self.places if place.table is table), None)


def columns_of(table: Table) -> tuple[TableColumn, ...]:
    """Return the columns of a table in reading order."""
    placed = [(place.position, column) for column in COLUMNS if (place := column.place(table))]
    return tuple(column for _, column in sorted(placed, key=lambda pair: pair[0]))


def hiding_order(table: Table) -> list[int]:
    """Return the indices into `columns_of` of the columns to hide, in this order, where there is not room for all."""
    places = [column.place(table) for column in columns_of(table)]
    hides = {number: place.hides for number, place in enumerate(places) if place and place.hides is not None}
    return sorted(hides, key=hides.__getitem__)


def suspicion_key(record: ScreeningRecord) -> tuple[int, float]:
    """Return a sort key, the smallest for the most suspicious; NOT_ASSESSED needs a person, so it precedes NORMAL."""
    return _RANK[record.verdict.finding], -_score(record)


def _score(record: ScreeningRecord) -> float:
    score = record.verdict.score
    return -1.0 if score is None else score


def _score_text(record: ScreeningRecord) -> str:
    score = record.verdict.score
    return "" if score is None else percent(score)


def _short_file(record: ScreeningRecord, folder: str | None) -> str:
    return file_name(record.file) if folder is None else printable(record.file.removeprefix(folder))


def _tr(text: str) -> str:
    return QCoreApplication.translate("columns", text)


COLUMNS: tuple[TableColumn, ...] = (
    TableColumn(
        "screened_at",
        [Place(Table.HISTORY, 1)],
        lambda: _tr("Date and time"),
        lambda record: date_time_text(record.screened_at),
        typical_texts=lambda: [date_time_text("2026-09-30T20:00")],
        sort_key=lambda record: record.screened_at,
    ),
    TableColumn(
        "patient_id",
        [Place(Table.HISTORY, 2)],
        lambda: _tr("Patient"),
        lambda record: printable(f"{record.patient_id} {record.patient.name}".strip()),
        typical_texts=lambda: ["KB-2026-0000 Amina Wanjiru"],
        is_elastic=True,
    ),
    TableColumn(
        "file",
        [Place(Table.BATCH, 1), Place(Table.HISTORY, 5, hides=3)],
        lambda: _tr("File"),
        lambda record: printable(record.file),
        _short_file,
        sort_key=lambda record: record.file.casefold(),
        typical_texts=lambda: ["person1073_bacteria_3008.jpeg"],
        is_elastic=True,
        is_path=True,
    ),
    TableColumn(
        "verdict",
        [Place(Table.BATCH, 2), Place(Table.HISTORY, 3)],
        lambda: _tr("Verdict"),
        lambda record: finding_text(record.verdict.finding),
        typical_texts=lambda: [finding_text(finding) for finding in Finding],
        sort_key=suspicion_key,
        has_mark=True,
    ),
    TableColumn(
        "score",
        [Place(Table.BATCH, 3), Place(Table.HISTORY, 4, hides=2)],
        lambda: _tr("Score"),
        _score_text,
        typical_texts=lambda: [percent(0), percent(1)],
        sort_key=_score,
        is_number=True,
    ),
    TableColumn(
        "pattern",
        [Place(Table.BATCH, 4, hides=2)],
        lambda: _tr("Pattern"),
        pattern_text,
        sort_key=lambda record: (clear_pattern(record), record.verdict.pattern_score or 0.0),
    ),
    TableColumn(
        "reason",
        [Place(Table.BATCH, 5, hides=1)],
        lambda: _tr("Reason"),
        lambda record: reasons_text(record.verdict),
    ),
    TableColumn(
        "note",
        [Place(Table.HISTORY, 6, hides=1)],
        lambda: _tr("Note"),
        lambda record: printable(record.patient.note),
    ),
)
"""Every column; a new one is one entry here."""
