"""The actions that show, print and save reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from app.core.records import ScreeningRecord
from app.gui.report.document import Document
from app.gui.report.letterhead import letterhead_of
from app.gui.report.page import ReportRequest
from app.gui.report.preview import ReportPreview
from app.gui.report.progress import show_progress
from app.gui.report.request_actions import RequestActions
from app.gui.report.save_task import PagesTask, Saved, SaveTask
from app.gui.session import Session
from app.gui.widgets.dialogs import pdf_dialog, question
from app.gui.workers.task import Task

if TYPE_CHECKING:
    from app.gui.report.collection import ReportCollection

_LONGEST_STEM = 60
_MOST_SHOWN = 20
"""Reports that are looked at together: their pictures take 10 MB each. More of them are written into a file at once."""


class ReportActions(RequestActions):
    """`report_action` and `save_action`, for a menu or a page, and reports of several screenings.

    One report is made at a time; meanwhile the actions are switched off.

    Signals:
        noted: a sentence for the status line, or nothing to clear it.
        warned: a sentence that the user must not miss; the report was made.
    """

    noted = Signal(str)
    warned = Signal(str)

    def __init__(self, window: QWidget, session: Session, request: Callable[[], ReportRequest | None]) -> None:
        """Make the actions: see `RequestActions`."""
        super().__init__(window, session, request)
        self.report_action = self._add(self.tr("&Report…"), self._show_report)
        self.report_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self.save_action = self._add(self.tr("&Save report as PDF…"), self._save_report)
        self.save_action.setShortcut(QKeySequence("Ctrl+Shift+S"))

    def show_many(self, records: Sequence[ScreeningRecord]) -> None:
        """Show a page on each record, after a summary of them, to be printed or saved; of very many, ask for a file."""
        if not records or self._is_busy():
            return
        name = suggested_name(records[0]) if len(records) == 1 else "kifua-reports.pdf"
        files = [record.file for record in records]
        if len(records) > _MOST_SHOWN:
            self._ask_file(name, partial(self._collection, records), files)
            return
        task = PagesTask(lambda go_on: self._collection(records).with_pictures(go_on))
        if len(records) > 1:
            self._show_progress(task, len(records))
        self._prepare(task, partial(self._open_preview, name, files))

    def save_summary(self, records: Iterable[ScreeningRecord], title: str) -> None:
        """Show a summary of records, to be printed or saved.

        Args:
            records: of a batch, a day or a period; a thread reads them.
            title: its name; empty for none.
        """
        if self._is_busy():
            return
        from app.gui.report.summary import summarise  # the window need not wait for it
        from app.gui.report.summary_page import SummaryDocument

        screener, settings = self._session.screener, self._session.settings

        def make() -> Document:
            letterhead = letterhead_of(settings)
            return SummaryDocument(title, summarise(records), screener.bundle, screener.app_version, letterhead)

        self._prepare(Task(make), partial(self._open_preview, "kifua-summary.pdf", ()))

    def _is_busy(self) -> bool:
        if self._is_at_work:
            self.noted.emit(self.tr("Another report is still being made: wait for it."))
        return self._is_at_work

    @Slot()
    def _show_report(self) -> None:
        if request := self._request():
            settings, record = self._session.settings, request.record
            task = Task(lambda: request.make(letterhead_of(settings)))
            self._prepare(task, partial(self._open_preview, suggested_name(record), (record.file,)))

    @Slot()
    def _save_report(self) -> None:
        if request := self._request():
            settings, record = self._session.settings, request.record
            self._ask_file(suggested_name(record), lambda: request.make(letterhead_of(settings)), [record.file])

    def _collection(self, records: Sequence[ScreeningRecord]) -> ReportCollection:
        from app.gui.report.collection import ReportCollection  # as the summary

        session = self._session
        return ReportCollection(records, session.screener, session.history, letterhead_of(session.settings))

    def _ask_file(self, name: str, make: Callable[[], Document], files: Sequence[str]) -> None:
        """Ask where to write a document.

        Args:
            name: that is suggested.
            make: makes the document, on another thread.
            files: X-rays that it must not replace.
        """
        dialog = pdf_dialog(self._window, name)
        dialog.fileSelected.connect(lambda path: self._save(make, Path(path), files))
        dialog.open()

    def _save(self, make: Callable[[], Document], path: Path, files: Sequence[str]) -> None:
        task = SaveTask(make, path, chain(map(Path, files), self._session.own_files()))
        if len(files) > 1:
            self._show_progress(task, len(files))
        self._prepare(task, self._end_saving, partial(self._ask_again, make, path, files))

    def _ask_again(self, make: Callable[[], Document], path: Path, files: Sequence[str], sentence: str) -> None:
        """Say why nothing was written there, and ask for another place."""
        box = question(self._window, sentence, self.tr("Choose another place…"))
        box.setIcon(QMessageBox.Icon.Warning)
        box.accepted.connect(partial(self._ask_file, path.name, make, files))
        box.open()

    def _show_progress(self, task: PagesTask, count: int) -> None:
        dialog = show_progress(self._window, task, count)
        dialog.canceled.connect(lambda: self.noted.emit(self.tr("Stopped: no report was made.")))

    def _prepare(
        self, task: Task, take: Callable[[Any], object], on_failure: Callable[[str], object] | None = None
    ) -> None:
        """Start a task that makes a report, and say so.

        Args:
            task: to start.
            take: is given what it made.
            on_failure: is given the sentence of what went wrong, instead of `failed`.
        """
        task.done.connect(take)
        for ended in (task.done, task.failed, task.crashed):
            ended.connect(self._clear_note)
        task.failed.connect(on_failure or self.failed)
        self.noted.emit(self.tr("Preparing the report…"))
        self._start(task)

    @Slot()
    def _clear_note(self) -> None:
        self.noted.emit("")

    @Slot(object)
    def _end_saving(self, saved: Saved) -> None:
        self.written.emit(saved.path)
        self._warn_of_logo(saved.document)

    def _open_preview(self, name: str, files: Sequence[str], document: Document) -> None:
        self._warn_of_logo(document)
        preview = ReportPreview(self._window, document, Path(name).stem, self.failed.emit)
        preview.save_clicked.connect(lambda: self._ask_file(name, lambda: document, files))
        preview.open()

    def _warn_of_logo(self, document: Document) -> None:
        if document.letterhead.lacks_logo:
            self.warned.emit(
                self.tr("The clinic's logo cannot be read, so the report has none: choose it again in the settings.")
            )


def suggested_name(record: ScreeningRecord) -> str:
    """Return a file name for a report: the patient's id, or else the X-ray's name, in letters that any system takes."""
    stem = record.patient_id or Path(record.file).stem
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", stem)[:_LONGEST_STEM].strip("-")
    return f"kifua-report-{plain}.pdf" if plain else "kifua-report.pdf"
