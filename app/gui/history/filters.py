"""Search fields of the history: text, verdict and days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QWidget

from app.core.records import Finding
from app.core.results.history_search import Search
from app.gui.text import verdict_text
from app.gui.text.locale_text import DATE_FORMAT
from app.gui.theme.finding_marks import MARK_PX, icon
from app.gui.widgets.controls import HintField, column_layout, row_layout
from app.gui.widgets.flow_layout import FlowLayout

_PAUSE_MS = 200
"""How long the typing has to pause before it is looked for."""
_RANGE = -1
"""Stands for days that the user sets; any other number is of days up to today, None for all."""


class HistoryFilters(QWidget):
    """The search fields above the table.

    Signals:
        changed: something else is looked for.
        entered: the user wants to go on from the words to the table.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = HintField(clearButtonEnabled=True, maxLength=200)
        self._text.setPlaceholderText(self.tr("Search: patient or file"))
        self._text.setAccessibleName(self.tr("Search"))
        self._finding = self._make_choice(self.tr("Verdict"))
        self._finding.addItem(self.tr("Every verdict"), None)
        for finding in Finding:
            self._finding.addItem(verdict_text.finding_text(finding), finding)
        self._days = self._make_choice(self.tr("Days"))
        for text, days in (
            (self.tr("All days"), None),
            (self.tr("Today"), 1),
            (self.tr("Last 7 days"), 7),
            (self.tr("Last 30 days"), 30),
            (self.tr("From … to …"), _RANGE),
        ):
            self._days.addItem(text, days)
        self._since = _make_date(self.tr("First day"), QDate.currentDate().addMonths(-1))
        self._until = _make_date(self.tr("Last day"), QDate.currentDate())
        self._day_range = self._make_day_range()
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._colour_marks()
        self._lay_out()
        self._connect()

    @property
    def search(self) -> Search:
        """The search that is set."""
        days: Any = self._days.currentData()
        since: date | None = None
        until: date | None = None
        if days == _RANGE:
            since, until = sorted((_day(self._since), _day(self._until)))
        elif days is not None:
            since = date.today() - timedelta(days=days - 1)
        words = " ".join(self._text.text().split())
        finding: Any = self._finding.currentData()
        return Search(words, frozenset({Finding(finding)} if finding else ()), since, until)

    @Slot()
    def clear(self) -> None:
        """Clear the search."""
        self._text.clear()
        self._finding.setCurrentIndex(0)
        self._days.setCurrentIndex(0)
        self._emit_changed()

    @Slot()
    def focus_search(self) -> None:
        """Focus the search text."""
        self._text.setFocus()
        self._text.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the marks for another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour_marks()

    def _make_choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMinimumContentsLength(8)
        return box

    def _make_day_range(self) -> QWidget:
        own = QWidget()
        row = row_layout(own)
        row.addStretch()
        for text, field in ((self.tr("From"), self._since), (self.tr("to"), self._until)):
            row.addWidget(QLabel(text))
            row.addWidget(field)
        own.hide()
        return own

    def _colour_marks(self) -> None:
        for place, finding in enumerate(Finding, 1):
            self._finding.setItemIcon(place, icon(finding, QGuiApplication.palette(), MARK_PX))

    def _lay_out(self) -> None:
        column = column_layout(self)
        column.addLayout(FlowLayout(self._text, self._finding, self._days))
        column.addWidget(self._day_range)

    def _connect(self) -> None:
        self._text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._emit_changed)
        self._text.returnPressed.connect(self.entered)
        self._finding.currentIndexChanged.connect(self._emit_changed)
        self._days.currentIndexChanged.connect(self._change_days)
        self._since.dateChanged.connect(self._emit_changed)
        self._until.dateChanged.connect(self._emit_changed)

    @Slot()
    def _change_days(self) -> None:
        self._day_range.setVisible(self._days.currentData() == _RANGE)
        self._emit_changed()

    @Slot()
    def _emit_changed(self) -> None:
        self._pause.stop()
        self.changed.emit()


def _make_date(name: str, day: QDate) -> QDateEdit:
    field = QDateEdit(day)
    field.setCalendarPopup(True)
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # Qt would write the day first, unlike the table
    field.setDisplayFormat(DATE_FORMAT)
    field.setAccessibleName(name)
    return field


def _day(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
