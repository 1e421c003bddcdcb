"""Search criteria of the history, as SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.core.records import AGE_CODES, Finding
from app.core.results.history_rows import StoredCell, decode_cell
from app.core.text import escaped, folded, id_key

_SEARCHED = ("patient_id", "patient_name", "file", "note", "review_note")


UNSEEN = "COALESCE(seen_at, '') = ''"
"""Condition for a screening that nobody has opened."""
HAS_DANGER_SIGN = "COALESCE(danger_signs, '') <> ''"
"""Condition for a screening of a child with a danger sign."""
# Reasons are stored as `code: sentence`, by every version.
OTHER_AGE = " OR ".join(f"instr(COALESCE(reason, ''), '{code}: ')" for code in sorted(AGE_CODES))
"""Condition for a screening of a patient of an age that the model was not made for."""
SHOWN_FINDING = f"CASE WHEN {OTHER_AGE} THEN '{Finding.NOT_ASSESSED}' ELSE verdict END"
"""The finding that a screening is shown, counted and sorted as."""

# A file that could not be read has no digest: each of them is a picture of its own.
_NEWEST = "id IN (SELECT MAX(id) FROM screenings WHERE {} GROUP BY COALESCE(NULLIF(sha256, ''), id))"
"""Condition for the newest screening of its picture among those of some days."""


@dataclass(frozen=True, slots=True)
class Search:
    """Which screenings are looked for; without arguments, all of them.

    Attributes:
        text: words; each must be a part of the patient's id or name, the file or a note, in either case.
        findings: the verdicts as they are shown; none for any.
        since, until: first and last day of the screening, in the local time of the screening; None for no limit.
        unseen: whether only those are looked for that nobody has opened.
        has_danger_sign: whether only those of children with a danger sign are looked for.
        once: whether of each picture only the newest screening of the days is looked for.
    """

    text: str = ""
    findings: frozenset[Finding] = frozenset()
    since: date | None = None
    until: date | None = None
    unseen: bool = False
    has_danger_sign: bool = False
    once: bool = False

    def where(self) -> tuple[str, list[str]]:
        """Return a condition for a WHERE clause, and the values of its parameters.

        It needs the SQL function `folded` for words that are not ASCII: SQLite's own LIKE knows the case of no others.
        """
        conditions, values = self._days()
        if self.once:
            days, repeated = self._days()
            conditions.append(_NEWEST.format(" AND ".join(days)))
            values += repeated
        if self.findings:
            found = f"verdict IN ({', '.join('?' * len(self.findings))})"  # by the index of verdicts
            is_refused = Finding.NOT_ASSESSED in self.findings
            conditions.append(f"({found} OR {OTHER_AGE})" if is_refused else f"{found} AND NOT ({OTHER_AGE})")
            values += sorted(self.findings)
        if self.unseen:
            conditions.append(UNSEEN)
        if self.has_danger_sign:
            conditions.append(HAS_DANGER_SIGN)
        for word in self.text.split():
            column = "CAST({} AS TEXT)" if word.isascii() else "folded({})"  # a file may be stored as bytes
            conditions.append(
                "(" + " OR ".join(f"{column.format(name)} LIKE ? ESCAPE '\\'" for name in _SEARCHED) + ")"
            )
            values += [f"%{_literal(word)}%"] * len(_SEARCHED)
        return " AND ".join(conditions), values

    def _days(self) -> tuple[list[str], list[str]]:
        """Return the conditions for the days, and the values of their parameters."""
        conditions, values = ["1"], []
        if self.since is not None:
            conditions.append("screened_at >= ?")
            values.append(self.since.isoformat())
        if self.until is not None:
            conditions.append("screened_at < ?")
            values.append((self.until + timedelta(days=1)).isoformat())
        return conditions, values


EVERYTHING = Search()


def fold_cell(stored: StoredCell) -> str | None:
    """Return the text of a cell as `folded` does; None for what is no text."""
    cell = decode_cell(stored)
    return escaped(folded(cell)) if isinstance(cell, str) else None


def id_key_of_cell(stored: StoredCell) -> str | None:
    """Return the patient's id of a cell as `id_key` does; None for what is no text."""
    cell = decode_cell(stored)
    return escaped(id_key(cell)) if isinstance(cell, str) else None


def _literal(word: str) -> str:
    """Return a word for LIKE, its wildcards taken literally, and without the lone surrogates that SQLite refuses."""
    text = word if word.isascii() else escaped(folded(word))
    for special in "\\%_":
        text = text.replace(special, "\\" + special)
    return text
