"""The actions that save and print the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from app.core.errors import OutputError
from app.core.records import ScreeningRecord
from app.gui.report.page import Report, ReportRequest, draw_report, save_pdf, set_margins
from app.gui.report.preview import ReportPreview
from app.gui.text.verdict_text import reason_text
from app.gui.threads import RunningThreads
from app.gui.widgets.dialogs import pdf_dialog
from app.gui.workers.task import Task, file_task

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_LONGEST_STEM = 60


class ReportActions(QObject):
    """`save_action` and `print_action`, for a menu or a toolbar.

    Signals:
        noted: a sentence for the status line, or nothing to clear it.
        written: the path of a file that was written.
        failed: a sentence; nothing was saved or printed.
    """

    noted = Signal(str)
    written = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        window: QWidget,
        threads: RunningThreads,
        request: Callable[[], ReportRequest | None],
        own_files: Callable[[], Iterable[Path]],
    ) -> None:
        """Make the actions, which do nothing until `set_available`.

        Args:
            window: that the dialogs belong to.
            threads: for the thread that makes the report.
            request: returns what the report is made from now; None while there is nothing to report.
            own_files: returns the files of Kifua itself, which a report must not replace.
        """
        super().__init__(window)
        self._window = window
        self._threads = threads
        self._request = request
        self._own_files = own_files
        self._is_available = self._is_preparing = False
        self.save_action = QAction(self.tr("Save report as PDF…"), window, shortcut=QKeySequence("Ctrl+Shift+S"))
        self.save_action.triggered.connect(self._ask_file)
        self.print_action = QAction(self.tr("Print report…"), window)
        self.print_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self.print_action.triggered.connect(self._preview_print)
        self._enable()

    @Slot(bool)
    def set_available(self, available: bool) -> None:
        """Enable or disable both."""
        self._is_available = available
        self._enable()

    def _enable(self) -> None:
        for action in (self.save_action, self.print_action):
            action.setEnabled(self._is_available and not self._is_preparing)

    @Slot()
    def _ask_file(self) -> None:
        request = self._request()
        if request:
            dialog = pdf_dialog(self._window, suggested_name(request.record))
            dialog.fileSelected.connect(lambda path: self._save(request, Path(path)))
            dialog.open()

    def _save(self, request: ReportRequest, path: Path) -> None:
        protected = chain([Path(request.record.file)], self._own_files())
        self._prepare(file_task(path, lambda path: save_pdf(request.make(), path), protected), self._end_writing)

    def _prepare(self, task: Task, take: Callable[[Any], object]) -> None:
        """Start a task that makes a report, and let no other be begun before it has finished."""
        task.done.connect(take)
        for unfinished in (task.failed, task.crashed):
            unfinished.connect(self._clear_note)
        task.failed.connect(self.failed)
        task.finished.connect(self._end_preparing)
        self._is_preparing = True
        self._enable()
        self.noted.emit(self.tr("Preparing the report…"))
        self._threads.start(task)

    @Slot()
    def _clear_note(self) -> None:
        self.noted.emit("")

    @Slot()
    def _end_preparing(self) -> None:
        self._is_preparing = False
        self._enable()

    @Slot(object)
    def _end_writing(self, path: Path) -> None:
        self._clear_note()
        self.written.emit(path)

    @Slot()
    def _preview_print(self) -> None:
        request = self._request()
        if request:
            self._prepare(Task(request.make), self._open_preview)

    @Slot(object)
    def _open_preview(self, report: Report) -> None:
        self._clear_note()
        printer = _make_printer(report)
        preview = ReportPreview(self._window, report, printer, self.failed.emit)
        preview.accepted.connect(lambda: open_print_dialog(self._window, report, printer, self.failed.emit))
        preview.open()


def suggested_name(record: ScreeningRecord) -> str:
    """Return a file name for a report: the patient's id, or else the X-ray's name, in letters that any system takes."""
    stem = record.patient_id or Path(record.file).stem
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", stem)[:_LONGEST_STEM].strip("-")
    return f"kifua-report-{plain}.pdf" if plain else "kifua-report.pdf"


def open_print_dialog(
    parent: QWidget, report: Report, printer: QPrinter, on_failure: Callable[[str], object]
) -> QDialog:
    """Open the system's print dialog and return it; when it is accepted, the report is printed.

    Args:
        parent: of the dialog.
        report: to print.
        printer: that is set by the dialog.
        on_failure: is told a sentence when the printer cannot be drawn on.
    """
    from PySide6.QtPrintSupport import QPrintDialog  # late, like the printer

    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinMax(1, 1)

    def print_it() -> None:  # it holds the printer as long as there is the dialog, which does not
        try:
            draw_report(report, printer)
        except OutputError as error:
            on_failure(reason_text(error.reason))

    dialog.accepted.connect(print_it)
    QDialog.open(dialog)  # its own `open` is another function, which asks for a slot by its C++ name
    return dialog


def _make_printer(report: Report) -> QPrinter:
    """Return the usual printer, ready for a report."""
    # Loaded here: with its printer drivers it costs the start of the window time that most days need no printing.
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter()
    printer.setDocName(suggested_name(report.record))
    set_margins(printer)
    return printer
