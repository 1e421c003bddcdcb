"""Reader of the history, a page at a time, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.core.results.history import History
from app.core.results.history_order import MOST_URGENT_FIRST, Order
from app.core.results.history_rows import StoredRecord
from app.core.results.history_search import Search
from app.gui.session import Session
from app.gui.workers.task import Task, history_task
from app.gui.worklist.rows.filter import Counts

PAGE = 200
"""Rows that are read at once: some screens full, and a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows.

    Attributes:
        rows: in the order that was asked for.
        is_last: whether there are no more.
        counts: of each kind, whichever of them are looked for; None when the rows go on after others.
        total: how many screenings there are in all.
        of_days: how many of them are of the days that are looked at.
    """

    rows: list[StoredRecord]
    is_last: bool
    counts: Counts | None = None
    total: int = 0
    of_days: int = 0


class HistoryReader(QObject):
    """Reads one page after another; a new request replaces an older one.

    Signals:
        page_read: a `Page`.
        failed: a sentence.
    """

    page_read = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._search = Search()
        self._order = MOST_URGENT_FIRST
        self._task: Task | None = None
        self._next: Callable[[History], Page] | None = None

    def read(self, search: Search, order: Order, count: int) -> None:
        """Read at least `count` of the matching rows, the first ones."""
        self._search, self._order = search, order
        self._next = partial(_first_page, search, order, max(count, PAGE))
        self._start_next()

    def read_more(self, after: StoredRecord, count: int) -> None:
        """Read at most `count` rows after one, unless another request is waiting."""
        if self._next is None:
            self._next = partial(_next_page, self._search, self._order, after, count)
            self._start_next()

    def read_to_unseen(self, after: StoredRecord) -> None:
        """Read on after a row to the first that nobody has opened, or nothing; unless another request is waiting."""
        if self._next is None:
            self._next = partial(_page_to_unseen, self._search, self._order, after)
            self._start_next()

    def _start_next(self) -> None:
        if self._task or not self._next:
            return
        self._task = history_task(self._session.history, self._next)
        self._next = None
        self._task.done.connect(self._on_page_read)
        self._task.failed.connect(self._on_failed)
        self._task.finished.connect(self._finish)
        self._session.threads.start(self._task)

    @Slot(object)
    def _on_page_read(self, page: Page) -> None:
        if self._next is None:
            self.page_read.emit(page)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        if self._next is None:
            self.failed.emit(sentence)

    @Slot()
    def _finish(self) -> None:
        self._task = None
        self._start_next()


def _first_page(search: Search, order: Order, count: int, history: History) -> Page:
    rows = history.find(search, count, order)
    found = history.finding_counts(search)
    counts = Counts(
        sum(each.count for each in found.values()),
        {finding: each.count for finding, each in found.items()},
        sum(each.unseen for each in found.values()),
        sum(each.with_danger_sign for each in found.values()),
    )
    of_days = history.count(Search(since=search.since, until=search.until)) if search.text else counts.total
    return Page(rows, len(rows) < count, counts, history.count(), of_days)


def _page_to_unseen(search: Search, order: Order, after: StoredRecord, history: History) -> Page:
    found = history.find(replace(search, unseen=True), 1, order, after)
    if not found:
        return Page([], is_last=False)
    places = [history.place_of(record_id, search, order) for record_id in (after.record.id, found[0].record.id)]
    before, place = (each[0] if each else 0 for each in places)
    return _next_page(search, order, after, max(place - before, 0) + PAGE, history)


def _next_page(search: Search, order: Order, after: StoredRecord, count: int, history: History) -> Page:
    rows = history.find(search, count, order, after)
    return Page(rows, len(rows) < count)
