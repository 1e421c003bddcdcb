"""Fit of the columns of a table of records: as many, as wide, as there is room for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QModelIndex, QObject, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from app.gui.tables.columns import Kind, TableColumn, hiding_order
from app.gui.tables.record_header import ARROW_PX, RecordHeader
from app.gui.tables.record_model import RecordModel
from app.gui.tables.row_delegate import BESIDE_MARK_PX, PICTURE_SHAPE
from app.gui.tables.row_painting import MARGIN_PX
from app.gui.theme.finding_marks import MARK_PX
from app.gui.theme.style import scale_to_text

_SLACK_PX = 2  # a width in whole pixels may cut a letter
_LEAST_LETTERS, _MOST_LETTERS = 16, 30
"""Of a file at least, and of a column that fits its content at most."""
_MEASURED_ROWS = 300
"""Of which the width of a column that fits its content is taken."""


class ColumnFit(QObject):
    """Gives every column the width of its typical texts, and what is left to those whose content needs it.

    Attributes:
        by_hand: the widths that the user set, by column; they stay as they are.
    """

    def __init__(self, view: QTableView, header: RecordHeader, model: RecordModel) -> None:
        super().__init__(view)
        self._view = view
        self._header = header
        self._model = model
        self._usual: list[int] = []
        self._wanted: list[int] = []
        self._filled: set[int] = set()
        """Places of the columns that say something of a row."""
        self._is_at_work = False
        self.by_hand: dict[str, int] = {}
        header.sectionResized.connect(self._on_section_resized)
        model.modelReset.connect(self._measure_again)
        model.rowsInserted.connect(self._measure_new)
        model.dataChanged.connect(self._measure_changed)

    def width_without(self, names: Collection[str]) -> int:
        """Return the width of all columns but these, with their typical texts."""
        columns = zip(self._model.columns, self._usual, strict=True)
        return sum(width for column, width in columns if column.name not in names)

    def fit(self) -> None:
        """Fit the columns to the size of the text."""
        self._usual = [self._usual_width(column) for column in self._model.columns]
        self._measure_again()

    def fit_room(self) -> None:
        """Hide the columns that there is no room for; what is left goes to those that need it, the rest to the file.

        One whose width the user set is not hidden. One is hidden before another, more needed one is cut.
        """
        names = [column.name for column in self._model.columns]
        file = names.index("file")
        shown = {place: self.by_hand.get(name, self._usual[place]) for place, name in enumerate(names)}
        for place, column in enumerate(self._model.columns):
            if column.name in self._model.unused or (column.is_optional and place not in self._filled):
                del shown[place]
        room = self._view.viewport().width()
        for place in hiding_order():
            more_needed = sum(self._need(shown, other) for other in self._after(place) if other in shown)
            if sum(shown.values()) + more_needed > room and names[place] not in self.by_hand:
                shown.pop(place, None)
        left = max(0, room - sum(shown.values()))
        for place in sorted(shown, key=lambda place: self._need(shown, place)):
            more = min(left, self._need(shown, place))
            shown[place] += more
            left -= more
        last = file if file in shown else names.index("patient_id")
        if names[last] not in self.by_hand:
            shown[last] += left
        self._apply(shown)

    def _after(self, place: int) -> list[int]:
        """Return the columns that fit their content and are hidden after another one, or never."""
        order = hiding_order()
        before = order[: order.index(place) + 1]
        fitting = [other for other, column in enumerate(self._model.columns) if column.fits_content]
        return [other for other in fitting if other not in before]

    def _need(self, shown: dict[int, int], place: int) -> int:
        """Return how much wider a column must be for its texts."""
        is_free = self._model.columns[place].name not in self.by_hand
        return max(0, self._wanted[place] - shown[place]) if is_free else 0

    def _apply(self, widths: dict[int, int]) -> None:
        self._is_at_work = True
        for place in range(len(self._model.columns)):
            self._view.setColumnHidden(place, place not in widths)
            if place in widths:
                self._view.setColumnWidth(place, widths[place])
        self._is_at_work = False

    def _usual_width(self, column: TableColumn) -> int:
        """Return the width that the typical texts of a column need."""
        if column.kind is Kind.PICTURE:
            return scale_to_text(PICTURE_SHAPE[0]) + 2 * MARGIN_PX
        if column.kind is Kind.SEEN:
            return scale_to_text(ARROW_PX) + MARGIN_PX
        if column.kind is Kind.FILE:
            return _LEAST_LETTERS * self._view.fontMetrics().averageCharWidth() + 2 * MARGIN_PX
        words = max(map(self._metrics().horizontalAdvance, ["", *column.typical_texts()]))
        before = scale_to_text(MARK_PX) + BESIDE_MARK_PX if column.kind is Kind.VERDICT else 0
        return max(before + words + 2 * MARGIN_PX + _SLACK_PX, self._header.heading_width(column.heading()))

    def _metrics(self) -> QFontMetrics:
        font = QFont(self._view.font())
        font.setBold(True)
        return QFontMetrics(font)

    @Slot()
    def _measure_again(self) -> None:
        self._wanted = list(self._usual)
        self._filled.clear()
        self._measure(range(min(self._model.rowCount(), _MEASURED_ROWS)))
        self.fit_room()

    @Slot(QModelIndex, int, int)
    def _measure_new(self, parent: QModelIndex, first: int, last: int) -> None:
        """Widen the columns for new rows; they never become narrower while rows arrive."""
        before = list(self._wanted), set(self._filled)
        self._measure(range(first, min(last + 1, first + _MEASURED_ROWS)))
        if (self._wanted, self._filled) != before:
            self.fit_room()

    @Slot(QModelIndex, QModelIndex)
    def _measure_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """Widen the columns for what is said of a row now, such as its decision."""
        self._measure_new(QModelIndex(), first.row(), last.row())

    def _measure(self, rows: Iterable[int]) -> None:
        metrics = self._metrics()
        most = _MOST_LETTERS * metrics.averageCharWidth()
        fitting = [
            (place, column)
            for place, column in enumerate(self._model.columns)
            if column.fits_content or column.kind is Kind.FILE
        ]
        for row in rows:
            record = self._model.record(row)
            for place, column in fitting:
                text = column.cell_text(record, self._model.folder)
                if text:
                    self._filled.add(place)
                words = min(metrics.horizontalAdvance(text), most)
                self._wanted[place] = max(self._wanted[place], words + 2 * MARGIN_PX + _SLACK_PX)

    @Slot(int, int, int)
    def _on_section_resized(self, place: int, _before: int, width: int) -> None:
        """Remember that the user set a width."""
        if not self._is_at_work and width:
            self.by_hand[self._model.columns[place].name] = width
