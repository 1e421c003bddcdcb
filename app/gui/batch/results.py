"""Table of a batch with a preview beside it, or a notice where no row is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.records import ScreeningRecord
from app.core.results.export import tab_separated
from app.gui.batch.model import BatchModel
from app.gui.batch.preview import BatchPreview
from app.gui.batch.table import THUMBNAIL_SIDE_PX, BatchTable
from app.gui.theme.spacing import GROUP_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.threads import RunningThreads
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task
from app.gui.workers.thumbnails import Thumbnails

_PREVIEW_FROM_PX = 860
"""The least width at which the table leaves room for the preview."""
_PREVIEW_FROM_TEXT_PX = 600
"""The same where the text is large, in pixels at its usual size: the file, the verdict and the score are seen whole."""
_LEAST_PREVIEW_PX = 160


class BatchResults(QWidget):
    """Shows the records of a model, and puts them on the clipboard.

    Signals:
        record_opened: the `ScreeningRecord` of a row that was double-clicked or entered.
        all_clicked: the user wants every row shown.
        noted: a sentence for the status line.
    """

    record_opened = Signal(object)
    all_clicked = Signal()
    noted = Signal(str)

    def __init__(self, model: BatchModel, threads: RunningThreads) -> None:
        super().__init__()
        self._model = model
        self._threads = threads
        self._thumbnails = Thumbnails(threads, THUMBNAIL_SIDE_PX)
        self._table = BatchTable(model, self._thumbnails)
        self._table.record_opened.connect(self.record_opened)
        self._table.selection_changed.connect(self._show_selected)
        self._table.copy_clicked.connect(self._copy)
        self._preview = BatchPreview(threads)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._make_empty())
        self._nothing = TextLabel(self.tr("Nothing was screened."), scale=1.3, bold=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        self.setFocusProxy(self._table)
        layout = row_layout(self, gap_px=GROUP_GAP_PX)
        layout.addWidget(self._stack, stretch=1)
        layout.addWidget(self._preview)

    @property
    def selected_records(self) -> list[ScreeningRecord]:
        """The records of the selected rows, in the order shown."""
        return [self._model.record(row) for row in self._table.selected_rows]

    def clear(self, folder: str) -> None:
        """Remove every record and image; files will be named relative to `folder`."""
        self._thumbnails.clear()
        self._preview.clear()
        self._model.clear(folder)
        self._stack.setCurrentWidget(self._table)
        self._show_preview()

    def add(self, records: Sequence[ScreeningRecord]) -> None:
        """Add records; what is seen stays where it is."""
        self._table.add(records)

    def show_whether_empty(self) -> None:
        """Show the table, or that the filter keeps no row of it."""
        is_empty = self._model.rowCount() == 0 and bool(self._model.records)
        self._stack.setCurrentIndex(1 if is_empty else 0)

    def show_nothing(self) -> None:
        """Show that nothing was screened, until a new batch begins."""
        self._stack.setCurrentWidget(self._nothing)
        self._show_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the preview where there is room for it: a quarter."""
        super().resizeEvent(event)
        self._preview.setFixedWidth(max(scale_to_text(_LEAST_PREVIEW_PX), self.width() // 4))
        self._show_preview()

    def _show_preview(self) -> None:
        has_room = self.width() >= max(_PREVIEW_FROM_PX, scale_to_text(_PREVIEW_FROM_TEXT_PX))
        is_shown = has_room and self._stack.currentWidget() is not self._nothing
        if is_shown == self._preview.isHidden():
            self._preview.setVisible(is_shown)
            self._show_selected()

    @Slot()
    def _show_selected(self) -> None:
        if self._preview.isHidden():  # nothing is decoded for it
            return
        rows = self._table.selected_rows
        if len(rows) == 1:
            self._preview.show_record(self._model.record(rows[0]))
        else:
            self._preview.show_nothing(len(rows))

    @Slot()
    def _copy(self) -> None:
        records = self.selected_records or self._model.shown_records
        task = Task(lambda: (tab_separated(records), len(records)))
        task.done.connect(self._on_copied)
        self._threads.start(task)

    @Slot(object)
    def _on_copied(self, copied: tuple[str, int]) -> None:
        text, rows = copied
        QGuiApplication.clipboard().setText(text)
        self.noted.emit(self.tr("%Ln row(s) copied to the clipboard.", "", rows))

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        sentence = TextLabel(self.tr("No row fits the verdicts and the search."), scale=1.2)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = push_button(self.tr("Show all rows"), self.all_clicked)
        column = column_layout(empty, gap_px=GROUP_GAP_PX)
        column.addStretch()
        column.addWidget(sentence)
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        return empty
