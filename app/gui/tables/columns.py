"""Columns of the table of records: one entry holds everything about a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.core.records import Finding, ScreeningRecord
from app.core.results.history_order import MOST_SUSPICIOUS_FIRST
from app.core.review import DangerSign, Review
from app.core.text import printable
from app.gui.text.locale_text import date_text, date_time_text, percent, time_text
from app.gui.text.review_text import action_text, danger_line, danger_mark, opinion_text
from app.gui.text.source_text import study_moment_text
from app.gui.text.verdict_text import (
    age_phrase,
    file_name,
    reasons_text,
    short_finding_text,
    short_verdict_words,
    unsuited_text,
)

_RANK = {finding: rank for rank, finding in enumerate(MOST_SUSPICIOUS_FIRST)}


class Kind(Enum):
    """How the cells of a column are drawn."""

    TEXT = auto()
    FILE = auto()
    VERDICT = auto()
    SEEN = auto()
    PICTURE = auto()


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of the table of records.

    Attributes:
        name: of the column of results (`app.core.records.COLUMNS`) whose value it shows, or that it is sorted by.
        heading: returns the heading in the user's language; empty where a picture speaks for itself.
        text: returns the whole text of a record, such as the tool tip shows.
        short_text: returns what the cell shows instead, given the record and the folder from which files are named:
            None names them without any folder.
        typical_texts: returns texts that the column should have room for, beside its heading.
        sort_key: returns what records are sorted by; None sorts by `text`, whatever the case.
        kind: how its cells are drawn.
        hides: where there is not room for all columns, the one with 1 is hidden first, then 2, and so on; None keeps
            it. What a hidden column says must be said where a row is opened.
        is_optional: hides it as long as it says nothing of any row.
        fits_content: gives the column the width of what is in it, so that an empty one leaves its room to others.
        spoken: returns the name of the column where its heading is empty.
    """

    name: str
    heading: Callable[[], str]
    text: Callable[[ScreeningRecord], str]
    short_text: Callable[[ScreeningRecord, str | None], str] | None = None
    typical_texts: Callable[[], Sequence[str]] = tuple
    sort_key: Callable[[ScreeningRecord], Any] | None = None
    kind: Kind = Kind.TEXT
    hides: int | None = None
    is_optional: bool = False
    fits_content: bool = False
    spoken: Callable[[], str] | None = None

    def cell_text(self, record: ScreeningRecord, folder: str | None) -> str:
        """Return the text of a cell; files are named relative to the folder."""
        return self.short_text(record, folder) if self.short_text else self.text(record)

    @property
    def can_sort(self) -> bool:
        """Whether records can be sorted by it."""
        return self.kind is not Kind.PICTURE

    def name_in_words(self) -> str:
        """Return the heading, or the name of a column without one."""
        return self.spoken() if self.spoken else self.heading()

    def key(self, record: ScreeningRecord) -> Any:
        """Return the sort key of a record: for a number itself, with an absent one below all others."""
        return self.sort_key(record) if self.sort_key else self.text(record).casefold()


def hiding_order() -> list[int]:
    """Return the indices into `COLUMNS` of the columns to hide, in this order, where there is not room for all."""
    hides = {place: column.hides for place, column in enumerate(COLUMNS) if column.hides is not None}
    return sorted(hides, key=hides.__getitem__)


def suspicion_key(record: ScreeningRecord) -> tuple[int, float]:
    """Return a sort key, the smallest for the most suspicious; NOT_ASSESSED needs a person, so it precedes NORMAL."""
    return _RANK[record.verdict.shown_finding], -_score(record)


def _score(record: ScreeningRecord) -> float:
    score = record.verdict.score
    return -1.0 if score is None else score


def _score_text(record: ScreeningRecord) -> str:
    score = record.verdict.score
    if score is None or record.verdict.is_for_other_age:
        return ""
    return percent(score) if record.age_years is not None else _tr("age?")


def decision_text(review: Review) -> str:
    """Return a decision in few words, such as `Agree · Treated`; empty where nothing was decided."""
    opinion = opinion_text(review.opinion) if review.opinion else ""
    action = action_text(review.action) if review.action else ""
    return " · ".join(filter(None, [opinion, action]))


def _short_file(record: ScreeningRecord, folder: str | None) -> str:
    return file_name(record.file) if folder is None else printable(record.file.removeprefix(folder))


def _whole_file(record: ScreeningRecord) -> str:
    """Return the path and, of what was not assessed, why."""
    reasons = reasons_text(record.verdict)
    return "\n".join(filter(None, [printable(record.file), reasons]))


def _short_date(record: ScreeningRecord, _folder: str | None) -> str:
    """Return the time of today's, and the day of any other."""
    day = date_text(record.screened_at)
    return time_text(record.screened_at) if day == date_text(str(date.today())) else day


def _whole_verdict(record: ScreeningRecord) -> str:
    """Return the danger signs, which come before any X-ray, and the verdict."""
    return ". ".join(filter(None, [danger_line(record.danger_signs), short_verdict_words(record.verdict)]))


def _short_verdict(record: ScreeningRecord, _folder: str | None) -> str:
    return short_verdict_words(record.verdict)


def _tr(text: str) -> str:
    return QCoreApplication.translate("columns", text)


COLUMNS: tuple[TableColumn, ...] = (
    TableColumn(
        "seen_at",
        lambda: "",
        lambda record: "" if record.seen_at else _tr("Not seen"),
        sort_key=lambda record: bool(record.seen_at),
        kind=Kind.SEEN,
        spoken=lambda: _tr("Seen"),
    ),
    TableColumn(
        "picture",
        lambda: "",
        lambda record: "",
        kind=Kind.PICTURE,
        spoken=lambda: _tr("Picture"),
    ),
    TableColumn(
        "patient_id",
        lambda: _tr("Patient"),
        lambda record: printable(f"{record.patient_id} {record.patient_name}".strip()),
        typical_texts=lambda: ["A-0417"],
        fits_content=True,
    ),
    TableColumn(
        "age",
        lambda: _tr("Age"),
        lambda record: age_phrase(record.age_years),
        sort_key=lambda record: -1.0 if record.age_years is None else record.age_years,
        fits_content=True,
        hides=5,
    ),
    TableColumn(
        "verdict",
        lambda: _tr("Verdict"),
        _whole_verdict,
        _short_verdict,
        typical_texts=lambda: [*map(short_finding_text, Finding), unsuited_text(), danger_mark(tuple(DangerSign))],
        sort_key=suspicion_key,
        kind=Kind.VERDICT,
    ),
    TableColumn(
        "score",
        lambda: _tr("Score"),
        _score_text,
        typical_texts=lambda: [percent(0), percent(1)],
        sort_key=_score,
        hides=1,
    ),
    TableColumn(
        "opinion",
        lambda: _tr("Decision"),
        lambda record: decision_text(record.review),
        sort_key=lambda record: (record.review.opinion or "", record.review.action or ""),
        fits_content=True,
        hides=4,
    ),
    TableColumn(
        "screened_at",
        lambda: _tr("Date"),
        lambda record: date_time_text(record.screened_at),
        _short_date,
        sort_key=lambda record: record.screened_at,
        fits_content=True,
        hides=2,
    ),
    TableColumn(
        "study_at",
        lambda: _tr("Taken"),
        study_moment_text,
        lambda record, _folder: date_text(record.study_at[:10]),
        sort_key=lambda record: record.study_at,
        is_optional=True,
        fits_content=True,
        hides=3,
        spoken=lambda: _tr("When the X-ray was taken"),
    ),
    TableColumn(
        "file",
        lambda: _tr("File"),
        _whole_file,
        _short_file,
        sort_key=lambda record: record.file.casefold(),
        kind=Kind.FILE,
        hides=6,
    ),
)
"""Every column in reading order; a new one is one entry here."""
