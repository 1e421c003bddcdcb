"""Print preview of a document, from which it is printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QSizePolicy, QWidget

from app.core.errors import OutputError
from app.gui.report.document import Document, draw_document, set_margins
from app.gui.text.locale_text import number_text
from app.gui.text.verdict_text import reason_text
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import fit_to_screen
from app.gui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_WIDTH, _HEIGHT = 820, 900


class ReportPreview(QDialog):
    """Shows the pages as they will be printed.

    Signals:
        save_clicked: the user wants a PDF file; the dialog is closed.
    """

    save_clicked = Signal()

    def __init__(self, parent: QWidget, document: Document, name: str, on_failure: Callable[[str], object]) -> None:
        """Draw the pages.

        Args:
            parent: of the dialog.
            document: to look at.
            name: of the print job.
            on_failure: is told a sentence when a page cannot be drawn.
        """
        from PySide6.QtPrintSupport import QPrintPreviewWidget  # late, like the printer

        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(document.title)
        self._document = document
        self._name = name
        self._on_failure = on_failure
        self._page = QPrintPreviewWidget(self)  # with a printer of its own: it would not hold another
        self._page.setAccessibleName(self.tr("Page to be printed"))
        self._page.paintRequested.connect(self._draw)
        self._page.previewChanged.connect(self._show_number)
        self._number = QLabel()
        self._whole = QCheckBox(self.tr("Whole page"))
        self._whole.toggled.connect(self._show_whole)
        self._turn = self._make_turning()
        self._lay_out()
        fit_to_screen(self, _WIDTH, _HEIGHT)
        self._show_whole(False)

    @Slot(object)
    def _draw(self, printer: QPrinter) -> None:
        set_margins(printer)
        try:
            draw_document(self._document, printer)
        except OutputError as error:
            self._on_failure(reason_text(error.reason))

    @Slot(bool)
    def _show_whole(self, whole: bool) -> None:
        if whole:
            self._page.fitInView()
        else:
            self._page.fitToWidth()

    @Slot()
    def _show_number(self) -> None:
        page, count = self._page.currentPage(), self._page.pageCount()
        self._turn.setVisible(count > 1)
        words = self.tr("Page {number} of {total}").format(number=number_text(page), total=number_text(count))
        self._number.setText(words)

    def _turn_pages(self, by: int) -> None:
        self._page.setCurrentPage(min(max(self._page.currentPage() + by, 1), self._page.pageCount()))
        self._show_number()

    @Slot()
    def _save(self) -> None:
        self.reject()
        self.save_clicked.emit()

    @Slot()
    def _print(self) -> None:
        """Open the system's print dialog in the place of this one."""
        self.accept()
        open_print_dialog(self._window, self._document, _make_printer(self._name), self._on_failure)

    def _make_turning(self) -> QWidget:
        turning = QWidget()
        before = push_button(self.tr("Previous page"), lambda: self._turn_pages(-1))
        turning.setLayout(
            FlowLayout(before, self._number, push_button(self.tr("Next page"), lambda: self._turn_pages(1)))
        )
        return turning

    def _make_buttons(self) -> FlowLayout:
        """Return the buttons, at the end of their line where all have room on one."""
        print_it = push_button(self.tr("Print…"), self._print, icon="printer", kind="primary")
        print_it.setDefault(True)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = push_button(self.tr("Close"), self.reject)
        save = push_button(self.tr("Save PDF…"), self._save, icon="download")
        return FlowLayout(self._whole, gap, close, save, print_it)

    def _lay_out(self) -> None:
        layout = column_layout(self, margins=PAGE_MARGINS)
        layout.addWidget(self._page, stretch=1)
        layout.addWidget(self._turn)
        layout.addLayout(self._make_buttons())


def open_print_dialog(
    parent: QWidget, document: Document, printer: QPrinter, on_failure: Callable[[str], object]
) -> QDialog:
    """Open the system's print dialog and return it; when it is accepted, the document is printed.

    Args:
        parent: of the dialog.
        document: to print.
        printer: that is set by the dialog.
        on_failure: is told a sentence when the printer cannot be drawn on.
    """
    from PySide6.QtPrintSupport import QPrintDialog  # late, like the printer

    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def print_it() -> None:  # it holds the printer as long as there is the dialog, which does not
        try:
            draw_document(document, printer)
        except OutputError as error:
            on_failure(reason_text(error.reason))

    dialog.accepted.connect(print_it)
    QDialog.open(dialog)  # its own `open` is another function, which asks for a slot by its C++ name
    return dialog


def _make_printer(name: str) -> QPrinter:
    """Return the usual printer, ready for a document."""
    # Loaded here: with its printer drivers it costs the start of the window time that most days need no printing.
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    set_margins(printer)
    return printer
