"""What is read of the history: pages in any order, places in them, and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.records import Finding, ScreeningRecord
from app.core.results.history_database.connection import HistoryConnection
from app.core.results.history_database.schema import BATCH, NAMES
from app.core.results.history_order import NEWEST_FIRST, Order
from app.core.results.history_rows import RECORD_ID, StoredCell, StoredRecord, encode_text, record_of, row_of
from app.core.results.history_search import EVERYTHING, HAS_DANGER_SIGN, SHOWN_FINDING, UNSEEN, Search
from app.core.text import escaped, id_key

BY_RECORD = f"SELECT id FROM screenings WHERE {RECORD_ID} = ?"  # noqa: S608
"""Finds the row of a record by the record's id."""

# The newest row of each file of a batch that one model decided at one operating point.
_NEWEST = f"""
SELECT {NAMES} FROM screenings WHERE id IN (
    SELECT MAX(id) FROM screenings WHERE {BATCH} = ? AND model = ? AND operating_point IN ('', ?) GROUP BY file
) ORDER BY id"""  # noqa: S608
_COUNTS = f"""
SELECT {SHOWN_FINDING}, COUNT(*), SUM({UNSEEN}), SUM({HAS_DANGER_SIGN}) FROM screenings WHERE {{}} GROUP BY 1"""  # noqa: S608
_REPEATABLE = """
SELECT sha256 FROM screenings WHERE id IN (SELECT MAX(id) FROM screenings WHERE sha256 <> '' GROUP BY sha256)
AND model = ? AND (operating_point = ? OR (verdict = ? AND app_version = ?))"""


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many screenings have a finding.

    Attributes:
        count: all of them.
        unseen: those that nobody has opened.
        with_danger_sign: those of children with a danger sign.
    """

    count: int = 0
    unseen: int = 0
    with_danger_sign: int = 0


class HistoryReads(HistoryConnection):
    """Reads the screenings of a history; each method raises what `History` says."""

    def holds(self, record_id: str) -> bool:
        """Tell whether a record of this id is stored."""
        with self._failing():
            return self._connection.execute(BY_RECORD, (record_id,)).fetchone() is not None

    def find(
        self, search: Search, count: int, order: Order = NEWEST_FIRST, after: StoredRecord | None = None
    ) -> list[StoredRecord]:
        """Return what is looked for, in an order: at most `count`, and only what follows `after`.

        Args:
            search: what is looked for.
            count: at most so many.
            order: in which they come.
            after: the last one of the page before, as it was read in this order; None for the first page.
        """
        # Of the whole file the ids alone are sorted: with all their columns that would take four times as long.
        condition, values = search.where()
        place: Sequence[StoredCell] = ()
        if after is not None:
            condition, place = f"{condition} AND {order.follows}", (*after.key, after.row_id)
        found = f"id IN (SELECT id FROM screenings WHERE {condition} ORDER BY {order.clause} LIMIT ?)"  # noqa: S608
        return self._stored(f"{found} ORDER BY {order.clause}", (*values, *place, count), order)

    def of_patient(self, patient_id: str, except_id: str = "", count: int = 20) -> list[StoredRecord]:
        """Return the screenings of a patient, newest first.

        Args:
            patient_id: as `id_key` compares them; of an empty one there are none.
            except_id: of the record that is left out.
            count: at most so many.
        """
        if not (key := id_key(patient_id)):
            return []
        condition = f"id_key(patient_id) = ? AND {RECORD_ID} <> ? ORDER BY {NEWEST_FIRST.clause} LIMIT ?"
        return self._stored(condition, (escaped(key), escaped(except_id), count))

    def newest_of_picture(self, sha256: str, file: str = "") -> ScreeningRecord | None:
        """Return the newest screening of a picture, whatever its name was; None without any.

        Args:
            sha256: of the file; one that could not be read, which has none, is found by its name alone.
            file: a screening under this name goes before newer ones of the same picture under another name.
        """
        condition = "sha256 = ?1 AND (sha256 <> '' OR file = ?2) ORDER BY file = ?2 DESC, id DESC LIMIT 1"
        found = self._stored(condition, (sha256, encode_text(file)))
        return found[0].record if found else None

    def repeatable_pictures(self, model: str, operating_point: str, app_version: str) -> frozenset[str]:
        """Return the digests of the pictures whose newest screening would be the same today.

        Args:
            model: id of the model in use.
            operating_point: name of the one in use; what was not assessed has none.
            app_version: of the program in use: a later one may read what was not assessed.
        """
        values = (model, operating_point, str(Finding.NOT_ASSESSED), app_version)
        with self._failing():
            return frozenset(str(row[0]) for row in self._connection.execute(_REPEATABLE, values))

    def place_of(self, record_id: str, search: Search, order: Order = NEWEST_FIRST) -> tuple[int, int] | None:
        """Return the number of a record among what is looked for, from 1, and how many they are; None without it."""
        own = self._row_of(record_id, order)
        condition, values = search.where()
        if own is None or not self._count(f"{condition} AND id = ?", (*values, own.row_id)):
            return None
        following = self._count(f"{condition} AND {order.follows}", (*values, *own.key, own.row_id))
        count = self._count(condition, values)
        return count - following, count

    def neighbour(
        self, record_id: str, search: Search, order: Order = NEWEST_FIRST, step: int = 1
    ) -> StoredRecord | None:
        """Return what lies so many steps after a record, before it where they are negative; None at the end.

        The record itself need not be found any more: having been opened, it is no longer unseen, say.
        """
        own = self._row_of(record_id, order)
        if own is None:
            return None
        found = self.find(search, abs(step), order if step > 0 else order.backwards, own)
        return found[-1] if found and len(found) == abs(step) else None

    def count(self, search: Search = EVERYTHING) -> int:
        """Return how many screenings are found."""
        return self._count(*search.where())

    def finding_counts(self, search: Search = EVERYTHING) -> dict[Finding, FindingCount]:
        """Return how many screenings of each finding there are, whatever kinds of them are looked for."""
        condition, values = replace(search, findings=frozenset(), unseen=False, has_danger_sign=False).where()
        with self._failing():
            rows = self._connection.execute(_COUNTS.format(condition), values).fetchall()
        found = {str(verdict): FindingCount(*counts) for verdict, *counts in rows}
        return {finding: found.get(finding, FindingCount()) for finding in Finding}

    def newest_of_each_file(self, batch: str, model: str, operating_point: str) -> list[ScreeningRecord]:
        """Return the newest record of each file of a batch, oldest first.

        Args:
            batch: its id.
            model: id of the model that decided.
            operating_point: name of the one that it was decided at; what was not assessed is found at any.
        """
        with self._failing():
            rows = self._connection.execute(_NEWEST, (batch, model, operating_point))
            return [record_of(row_of(row)) for row in rows]

    def _row_of(self, record_id: str, order: Order) -> StoredRecord | None:
        found = self._stored(f"{RECORD_ID} = ?", (record_id,), order)
        return found[0] if found else None

    def _stored(self, condition: str, values: Sequence[StoredCell], order: Order = NEWEST_FIRST) -> list[StoredRecord]:
        width = len(order.expressions)
        statement = f"SELECT id, {', '.join(order.expressions)}, {NAMES} FROM screenings WHERE {condition}"  # noqa: S608
        with self._failing():
            rows = self._connection.execute(statement, values)
            return [StoredRecord(row[0], record_of(row_of(row[width + 1 :])), row[1 : width + 1]) for row in rows]

    def _count(self, condition: str, values: Sequence[object]) -> int:
        with self._failing():
            found = self._connection.execute(f"SELECT COUNT(*) FROM screenings WHERE {condition}", values)  # noqa: S608
            return int(found.fetchone()[0])
