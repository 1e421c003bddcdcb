"""Counts of the history's screenings, grouped by SQLite, for what a clinic measures about itself."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from app.core.records import AGE_CODES, Finding
from app.core.results.history_database.connection import HistoryConnection
from app.core.results.history_search import SHOWN_FINDING, Search
from app.core.review import Opinion

_DAYS = f"""
SELECT substr(screened_at, 1, 10) AS day, {SHOWN_FINDING} AS shown, opinion, COUNT(*) FROM screenings
WHERE {{}} GROUP BY day, shown, opinion ORDER BY day"""  # noqa: S608
# A reason is stored as `code: sentence`, by every version; one without a code counts under an empty one.
_AGES = " ".join(f"WHEN instr(reason, '{code}: ') THEN '{code}'" for code in sorted(AGE_CODES))
_REFUSALS = f"""
SELECT CASE {_AGES} ELSE substr(reason, 1, max(0, instr(reason, ':') - 1)) END AS code, COUNT(*) AS refused
FROM screenings WHERE {{}} GROUP BY code ORDER BY refused DESC, code"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class DayCount:
    """Screenings of one day with one finding and one opinion of a clinician.

    Attributes:
        day: in the local time of the screening.
        finding: that all of them are shown as.
        opinion: what the clinician said of the verdict; None where nobody said anything.
        count: how many they are, at least 1.
    """

    day: date
    finding: Finding
    opinion: Opinion | None
    count: int


@dataclass(frozen=True, slots=True)
class HistoryCounts:
    """Counts of the screenings of a period; a picture that was screened more than once counts as it was last.

    Attributes:
        days: oldest first.
        refusals: how many screenings were not assessed, by the code of their first reason, or of the age that the model
            was not made for; the most frequent first.
    """

    days: tuple[DayCount, ...] = ()
    refusals: tuple[tuple[str, int], ...] = ()


class HistoryCounter(HistoryConnection):
    """The history, for counting. Every method raises `OutputError` as `History` does."""

    def counts(self, since: date | None = None, until: date | None = None) -> HistoryCounts:
        """Return the counts of a period, its first and its last day included; None for no limit.

        A row whose day, finding or opinion another program spoiled is left out, for it cannot be placed.
        """
        period = Search(since=since, until=until, once=True)
        condition, values = period.where()
        refused, of_refused = replace(period, findings=frozenset({Finding.NOT_ASSESSED})).where()
        with self._failing():
            days = self._connection.execute(_DAYS.format(condition), values).fetchall()
            refusals = self._connection.execute(_REFUSALS.format(refused), of_refused).fetchall()
        found = [_day_count(*row) for row in days]
        return HistoryCounts(
            tuple(each for each in found if each),
            tuple((str(code or ""), int(count)) for code, count in refusals),
        )


def _day_count(day: object, finding: object, opinion: object, count: int) -> DayCount | None:
    with suppress(ValueError, TypeError):
        return DayCount(
            date.fromisoformat(str(day)), Finding(str(finding)), Opinion(str(opinion)) if opinion else None, count
        )
    return None
