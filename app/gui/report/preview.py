"""Print preview of the report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from app.core.errors import OutputError
from app.gui.report.page import Report, draw_report
from app.gui.text.verdict_text import reason_text
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.dialogs import fit_to_screen

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_WIDTH, _HEIGHT = 820, 900


class ReportPreview(QDialog):
    """Shows the page as it will be printed; `accepted` is to print it."""

    def __init__(self, parent: QWidget, report: Report, printer: QPrinter, on_failure: Callable[[str], object]) -> None:
        """Draw the page.

        Args:
            parent: of the dialog.
            report: to look at.
            printer: tells the size of the paper.
            on_failure: is told a sentence when the page cannot be drawn.
        """
        from PySide6.QtPrintSupport import QPrintPreviewWidget  # late, like the printer

        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Print report"))
        self._report = report
        self._printer = printer  # Qt's widget does not hold it
        self._on_failure = on_failure
        self._page = QPrintPreviewWidget(printer, self)
        self._page.setAccessibleName(self.tr("Page to be printed"))
        self._page.paintRequested.connect(self._draw)
        self._whole = QCheckBox(self.tr("Whole page"))
        self._whole.toggled.connect(self._show_whole)
        self._lay_out()
        fit_to_screen(self, _WIDTH, _HEIGHT)
        self._show_whole(False)

    @Slot(object)
    def _draw(self, printer: QPrinter) -> None:
        try:
            draw_report(self._report, printer)
        except OutputError as error:
            self._on_failure(reason_text(error.reason))

    @Slot(bool)
    def _show_whole(self, whole: bool) -> None:
        if whole:
            self._page.fitInView()
        else:
            self._page.fitToWidth()

    def _lay_out(self) -> None:
        print_it = push_button(self.tr("Print…"), self.accept)
        print_it.setDefault(True)
        row = row_layout()
        row.addWidget(self._whole)
        row.addStretch()
        row.addWidget(print_it)
        row.addWidget(push_button(self.tr("Close"), self.reject))
        layout = column_layout(self, margins=PAGE_MARGINS)
        layout.addWidget(self._page, stretch=1)
        layout.addLayout(row)
