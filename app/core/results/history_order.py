"""Orders in which the history is read, as SQL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from app.core.records import Finding
from app.core.results.history_search import HAS_DANGER_SIGN, SHOWN_FINDING

MOST_SUSPICIOUS_FIRST = (Finding.PNEUMONIA, Finding.UNCERTAIN, Finding.NOT_ASSESSED, Finding.NORMAL)
"""NOT_ASSESSED needs a person, so it precedes NORMAL."""


class SortKey(StrEnum):
    """What screenings are sorted by: URGENCY, or the column of results whose name is the value."""

    SCREENED_AT = "screened_at"
    PATIENT = "patient_id"
    AGE = "age"
    VERDICT = "verdict"
    SCORE = "score"
    DECISION = "opinion"
    FILE = "file"
    SEEN = "seen_at"
    STUDY = "study_at"
    URGENCY = "urgency"


def _text(name: str) -> str:
    """Return an expression that sorts a text whatever its case in ASCII, and that comes back from SQLite as it is."""
    return f"CAST(LOWER(CAST(COALESCE({name}, '') AS TEXT)) AS BLOB)"


_RANKS = " ".join(f"WHEN '{finding}' THEN {rank}" for rank, finding in enumerate(MOST_SUSPICIOUS_FIRST))
_SCORE = "COALESCE(score, -1.0)"
_RANK = f"CASE {SHOWN_FINDING} {_RANKS} ELSE {len(MOST_SUSPICIOUS_FIRST)} END"
# One number of all three, a score being within -1 and 1: it sorts in half the time.
_URGENCY = f"100 * ({HAS_DANGER_SIGN}) - 2 * ({_RANK}) + {_SCORE}"
# No expression may be NULL, which SQLite compares with nothing.
_EXPRESSIONS: dict[SortKey, tuple[str, ...]] = {
    SortKey.SCREENED_AT: ("screened_at",),
    SortKey.PATIENT: (_text("patient_id"), _text("patient_name")),
    SortKey.AGE: ("COALESCE(age, -1.0)",),
    SortKey.VERDICT: (_RANK, f"-{_SCORE}"),
    SortKey.SCORE: (_SCORE,),
    SortKey.DECISION: ("COALESCE(opinion, '')", "COALESCE(action, '')"),
    SortKey.FILE: (_text("file"),),
    SortKey.SEEN: ("COALESCE(seen_at, '') <> ''",),
    SortKey.STUDY: ("COALESCE(study_at, '')",),
    SortKey.URGENCY: ("SUBSTR(screened_at, 1, 10)", _URGENCY),
}


@dataclass(frozen=True, slots=True)
class Order:
    """An order of screenings; of those with equal keys, the one that was stored first counts as the smaller.

    An absent number is below all others, an absent text above none. Ascending by verdict is the most suspicious first,
    and by its score within a finding. By urgency, screenings are compared within their day, where a danger sign counts
    more than any verdict: a child who was ill last year does not stand before those of today.

    Attributes:
        key: what is compared.
        is_descending: whether the greatest comes first.
    """

    key: SortKey = SortKey.SCREENED_AT
    is_descending: bool = True

    @property
    def backwards(self) -> Order:
        """The order from its end."""
        return replace(self, is_descending=not self.is_descending)

    @property
    def expressions(self) -> tuple[str, ...]:
        """SQL of what is compared, one after the other, before the id of the row."""
        return _EXPRESSIONS[self.key]

    @property
    def clause(self) -> str:
        """What follows ORDER BY."""
        direction = "DESC" if self.is_descending else "ASC"
        return ", ".join(f"{expression} {direction}" for expression in (*self.expressions, "id"))

    @property
    def follows(self) -> str:
        """Condition for a row that comes after another, whose expressions and id are its parameters."""
        terms = (*self.expressions, "id")
        return f"({', '.join(terms)}) {'<' if self.is_descending else '>'} ({', '.join('?' * len(terms))})"


NEWEST_FIRST = Order()
MOST_URGENT_FIRST = Order(SortKey.URGENCY)
"""The newest day first, and of each day the children with a danger sign, and then the most suspicious verdict."""
