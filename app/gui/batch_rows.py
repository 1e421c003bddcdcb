"""The table of a batch, or, where nothing of it is to be shown, why, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.records import ScreeningRecord
from app.gui.batch_model import BatchModel
from app.gui.batch_table import THUMBNAIL_PX, BatchTable
from app.gui.labels import TextLabel
from app.gui.thumbnails import Thumbnails
from app.gui.workforce import Workforce


class BatchRows(QStackedWidget):
    """Holds the table, its thumbnails, and the page that stands for it when a filter hides every row.

    Signals:
        record_opened, selection_changed, copy_clicked: as of `BatchTable`.
        all_clicked: the user wants every row shown.
    """

    record_opened = Signal(object)
    selection_changed = Signal()
    copy_clicked = Signal()
    all_clicked = Signal()

    def __init__(self, model: BatchModel, workforce: Workforce) -> None:
        super().__init__()
        self._model = model
        self._thumbnails = Thumbnails(workforce, 2 * THUMBNAIL_PX)
        self._table = BatchTable(model, self._thumbnails)
        self._table.record_opened.connect(self.record_opened)
        self._table.selection_changed.connect(self.selection_changed)
        self._table.copy_clicked.connect(self.copy_clicked)
        self.addWidget(self._table)
        self.addWidget(self._make_empty())
        self.setFocusProxy(self._table)

    @property
    def selected_records(self) -> list[ScreeningRecord]:
        """The records of the selected rows, in the order shown."""
        return [self._model.record(row) for row in self._table.selected_rows]

    def clear(self, folder: str) -> None:
        """Forget every record and picture; files below `folder` will be named from there on."""
        self._thumbnails.clear()
        self._model.clear(folder)

    def add(self, records: Sequence[ScreeningRecord]) -> None:
        """Add records; what is seen stays where it is."""
        self._table.add(records)

    @Slot()
    def show_whether_empty(self) -> None:
        """Show the table, or that the filter keeps no row of it."""
        is_empty = self._model.rowCount() == 0 and bool(self._model.records)
        self.setCurrentIndex(1 if is_empty else 0)

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        sentence = TextLabel(self.tr("No row fits the verdicts and the search."), scale=1.2)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(self.tr("Show all rows"))
        button.setMinimumSize(180, 40)
        button.clicked.connect(self.all_clicked)
        column = QVBoxLayout(empty)
        column.addStretch()
        column.addWidget(sentence)
        column.addSpacing(8)
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        return empty
