"""Rows of the history: read a page at a time, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from app.core.records import ScreeningRecord
from app.core.results.history import read_records
from app.core.results.history_order import MOST_URGENT_FIRST, Order, SortKey
from app.core.results.history_search import Search
from app.gui.session import Session
from app.gui.tables.record_model import NO_INDEX
from app.gui.workers.thumbnails import Thumbnails
from app.gui.worklist.empty_state import EmptyState
from app.gui.worklist.rows.filter import Counts, RowFilter
from app.gui.worklist.rows.history_model import HistoryModel
from app.gui.worklist.rows.history_reader import PAGE, HistoryReader, Page
from app.gui.worklist.rows.order import urgency_key
from app.gui.worklist.rows.table import WorklistTable
from app.gui.worklist.rows.unseen_walk import UnseenWalk


class HistoryRows(QObject):
    """Fills a table with what is found in the history; a thread reads it, so that a large file blocks nothing.

    Signals:
        changed: there are other rows, or other counts, or the history cannot be read.
        all_seen: every row that is found was opened before.
    """

    changed = Signal()
    all_seen = Signal()

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._session = session
        self._model = HistoryModel()
        self._reader = HistoryReader(session, self)
        self.table = WorklistTable(self._model, thumbnails)
        self.table.setAccessibleName(self.tr("Screenings"))
        self._walk = UnseenWalk(self.table, self._model, self._reader)
        self._walk.all_seen.connect(self.all_seen)
        self._filter = RowFilter()
        self._days: tuple[date | None, date | None] = (None, None)
        self._order = MOST_URGENT_FIRST
        self._is_read = False
        self._is_outdated = True
        self._is_misplaced = False
        self._wanted = 0
        self._goes_to_end = self._begins_anew = False
        self._failure = ""
        self.counts = Counts()
        self._stored_count = self._days_count = 0
        self._reader.page_read.connect(self._on_page_read)
        self._reader.failed.connect(self._on_failed)
        self._model.more_needed.connect(self._read_more)
        self._model.order_chosen.connect(self._sort)
        self.table.end_needed.connect(self._read_to_end)

    @property
    def model(self) -> HistoryModel:
        """The rows."""
        return self._model

    @property
    def total(self) -> int:
        """How many X-rays there are of the days, whichever are looked for."""
        return self._days_count

    @property
    def title(self) -> str:
        """The name of what is shown, where it has one of its own."""
        return ""

    @property
    def outcome(self) -> str:
        """Nothing: only a batch comes to an end."""
        return ""

    @property
    def search(self) -> Search:
        """What is looked for."""
        chosen, (since, until) = self._filter, self._days
        findings = frozenset({chosen.finding} if chosen.finding else ())
        return Search(chosen.text, findings, since, until, chosen.is_unseen, chosen.has_danger_sign)

    def show_only(self, chosen: RowFilter) -> None:
        """Show the rows that a filter keeps, from the first one, with the next `refresh_outdated`."""
        self._filter = chosen
        self._begin_anew()

    def show_days(self, since: date | None, until: date | None) -> None:
        """Look among the screenings of some days from the next `show_only` on."""
        self._days = since, until

    def explain(self, empty: EmptyState) -> bool:
        """Say why there is no row; return False where there is one, or where rows are about to come."""
        if self._model.rowCount() or not (self._is_read or self._failure):
            return False
        if self._failure:
            empty.show_failure(self._failure)
        elif not self._stored_count:
            empty.show_nothing_yet()
        elif self._filter == RowFilter():
            empty.show_other_days(self._stored_count)
        else:
            empty.show_no_matches()
        return True

    def found(self) -> Iterable[ScreeningRecord]:
        """Return every record that is found, read or not, in the order shown.

        They are read from the file a part at a time, by whatever thread goes through them.
        """
        return read_records(self._session.history, self.search, self._order)

    def found_once(self) -> Iterable[ScreeningRecord]:
        """Return as `found` does, but of each picture only its newest screening of the days."""
        return read_records(self._session.history, replace(self.search, once=True), self._order)

    def open_unseen(self, record_id: str) -> None:
        """Open the next row that nobody has opened: the one of this record or after it, else one before it.

        Rows that are not read yet, or may be others now, are read first.
        """
        self._walk.begin(record_id)
        if self._is_outdated:
            self.refresh_outdated()
        else:
            self._walk.go_on()

    def replace(self, record: ScreeningRecord) -> None:
        """Show a changed record in its row; one that is not here may be new, and is read with the next `refresh`."""
        before = self._model.row_of(record.id)
        if before is None:
            self.mark_outdated()
            return
        old = self._model.record(before)
        self._is_misplaced |= urgency_key(old) != urgency_key(record)
        self.counts = self.counts.plus([old], -1).plus([record])
        self._model.replace(record)
        self.changed.emit()

    def mark_kept(self) -> None:
        """Have the rows read again where a change has made one more, or less, urgent: the history knows it now."""
        if self._is_misplaced:
            self._is_misplaced = False
            self.mark_outdated()

    @Slot(object)
    def remove(self, record_ids: Sequence[str]) -> None:
        """Remove deleted records; what is left is read again with the next `refresh`."""
        row = self.table.currentIndex().row()
        self._model.remove(frozenset(record_ids))
        self.table.go_to(min(row, self._model.rowCount() - 1))
        self.changed.emit()

    def mark_outdated(self) -> None:
        """Have the rows read again when they are next shown, as far as they were read: there are others."""
        if not self._is_outdated:
            self._wanted, self._is_outdated = self._model.rowCount(), True

    def refresh_outdated(self) -> None:
        """Read the rows again where there may be others."""
        if self._is_outdated:
            self._read(self._wanted)

    @Slot()
    def refresh(self) -> None:
        """Read the rows again, as far as they were read."""
        self._read(self._model.rowCount())

    def _read(self, count: int) -> None:
        self._is_outdated = False
        self._reader.read(self.search, self._order, count)

    @Slot()
    def _read_more(self) -> None:
        count = self._model.total if self._goes_to_end else PAGE
        self._reader.read_more(self._model.rows[-1], count)

    @Slot()
    def _read_to_end(self) -> None:
        """Read what is not read yet, to go to its last row."""
        self._goes_to_end = True
        self._model.fetchMore(NO_INDEX)

    @Slot(str, bool)
    def _sort(self, name: str, is_descending: bool) -> None:
        self._order = Order(SortKey(name), is_descending) if name else MOST_URGENT_FIRST
        self._begin_anew()
        if self.table.isVisible():
            self.refresh_outdated()

    def _begin_anew(self) -> None:
        """Have the first rows read with the next `refresh_outdated`, and shown."""
        self._wanted, self._is_outdated, self._begins_anew = 0, True, True

    @Slot(object)
    def _on_page_read(self, page: Page) -> None:
        self._is_read, self._failure = True, ""
        if page.counts is None:
            self._model.add_rows(page.rows, is_complete=page.is_last)
        else:
            self.counts, self._stored_count, self._days_count = page.counts, page.total, page.of_days
            self._model.show_rows(page.rows, total=page.counts.of(self._filter), is_complete=page.is_last)
            if self._begins_anew:
                self._begins_anew = False
                self.table.show_first()
        if self._goes_to_end and page.is_last:
            self._goes_to_end = False
            self.table.go_to(self._model.rowCount() - 1)
        self.changed.emit()
        self._walk.go_on(is_end=not page.rows)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._walk.end()
        self._is_outdated, self._failure = True, sentence
        self.counts, self._stored_count, self._days_count = Counts(), 0, 0
        self._model.show_rows([], total=0, is_complete=True)
        self.changed.emit()
