"""Reader of the history, a page at a time, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.core.results.history import History
from app.core.results.history_rows import StoredRecord
from app.core.results.history_search import EVERYTHING, Search
from app.gui.session import Session
from app.gui.workers.task import Task, history_task

PAGE = 200
"""Rows that are read at once: some screens full, and a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows.

    Attributes:
        rows: newest first.
        is_last: whether there are no older ones.
        counts: how many are found, and how many there are in all; None when the rows go on after others.
    """

    rows: list[StoredRecord]
    is_last: bool
    counts: tuple[int, int] | None


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
        self._search = EVERYTHING
        self._task: Task | None = None
        self._next: Callable[[History], Page] | None = None

    def read(self, search: Search, count: int) -> None:
        """Read at least `count` of the matching rows, newest first."""
        self._search = search
        self._next = partial(_first_page, search, max(count, PAGE))
        self._start_next()

    @Slot(object)
    def read_more(self, last: StoredRecord) -> None:
        """Read the page after a row, unless another request is waiting."""
        if self._next is None:
            self._next = partial(_next_page, self._search, last)
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


def _first_page(search: Search, count: int, history: History) -> Page:
    rows = history.find(search, count)
    is_last = len(rows) < count
    return Page(rows, is_last, (len(rows) if is_last else history.count(search), history.count(EVERYTHING)))


def _next_page(search: Search, last: StoredRecord, history: History) -> Page:
    rows = history.find(search, PAGE, after=last)
    return Page(rows, len(rows) < PAGE, None)
