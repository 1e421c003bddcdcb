"""Cards of the statistics page: each a chart with its title, its note, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QGridLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.gui.statistics.chart_widget import ChartWidget
from app.gui.statistics.content import Section
from app.gui.theme.spacing import GROUP_GAP_PX, PAGE_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.widgets.card import Card
from app.gui.widgets.expander import Expander
from app.gui.widgets.labels import TextLabel

_TWO_COLUMNS_PX = 900
"""Width from which on two cards stand side by side; the first always has a line of its own."""

_MOST_ROWS = 12


class Cards(QWidget):
    """The cards in one column or two, as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*PAGE_MARGINS)
        self._grid.setSpacing(GROUP_GAP_PX)
        self._cards: list[SectionCard] = []
        self._columns = 0

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections instead of those before; a table that was open stays open."""
        opened = {card.title for card in self._cards if card.is_open}
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [SectionCard(section, is_open=section.title in opened) for section in sections]
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one column or two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= scale_to_text(_TWO_COLUMNS_PX) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(self._cards):
            row, column = divmod(place + 1, 2) if columns == 2 else (place, 0)
            span = columns if place == 0 else 1
            self._grid.addWidget(card, row, 0 if place == 0 else column, 1, span)
            card.show()  # the layout itself would do so a moment later
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setRowStretch(len(self._cards), 1)


class SectionCard(Card):
    """One chart with its words; its numbers unfold below it."""

    def __init__(self, section: Section, *, is_open: bool) -> None:
        super().__init__()
        self.title = section.title
        self.column.addWidget(TextLabel(section.title, scale=1.1, bold=True))
        self.column.addWidget(TextLabel(section.note, pale=True))
        if section.chart:
            self.column.addWidget(ChartWidget(section.title, section.chart))
        self._numbers: Expander | None = None
        if section.rows:
            self._numbers = Expander(self.tr("Numbers"), NumbersTable(section))
            self._numbers.set_open(is_open)
            self.column.addWidget(self._numbers)
        self.column.addStretch()

    @property
    def is_open(self) -> bool:
        """Whether its numbers are shown."""
        return bool(self._numbers and self._numbers.is_open)


class NumbersTable(QTableWidget):
    """A section as a table, for who cannot see its chart, or wants to copy it."""

    def __init__(self, section: Section) -> None:
        super().__init__(len(section.rows), len(section.headings))
        self.setAccessibleName(section.title)
        self.setHorizontalHeaderLabels(list(section.headings))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        for row, cells in enumerate(section.rows):
            for column, words in enumerate(cells):
                self.setItem(row, column, QTableWidgetItem(words))

    def sizeHint(self) -> QSize:
        """Return the height of all rows, up to a limit."""
        rows = min(self.rowCount(), _MOST_ROWS) * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the height of all rows at any width."""
        return QSize(0, self.sizeHint().height())
