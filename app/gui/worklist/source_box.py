"""Choice of the X-rays that the worklist shows: those of the batch, or those of some days."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.text.locale_text import date_text
from app.gui.widgets.controls import NoWheelComboBox, row_layout
from app.gui.widgets.day_field import DayField


class Source(StrEnum):
    """Where the rows come from: the batch, or some days of the history."""

    BATCH = "batch"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"
    PERIOD = "period"


_DAYS = {Source.TODAY: 1, Source.WEEK: 7, Source.MONTH: 30}


class SourceBox(QWidget):
    """A list of the sources; for a period, with its first and its last day.

    Signals:
        changed: another source is chosen, or other days.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._list = NoWheelComboBox(
            [
                (Source.TODAY, self.tr("Today")),
                (Source.WEEK, self.tr("Last 7 days")),
                (Source.MONTH, self.tr("Last 30 days")),
                (Source.ALL, self.tr("All")),
                (Source.PERIOD, self.tr("From … to …")),
            ]
        )
        self._list.setAccessibleName(self.tr("Which X-rays"))
        self._since = DayField(self.tr("First day"), QDate.currentDate().addMonths(-1))
        self._until = DayField(self.tr("Last day"), QDate.currentDate())
        self._to = QLabel(self.tr("to"))
        row = row_layout(self)
        for part in (self._list, self._since, self._to, self._until):
            row.addWidget(part)
        self._show_period()
        self._list.currentIndexChanged.connect(self._on_changed)
        for field in (self._since, self._until):
            field.dateChanged.connect(self.changed)

    @property
    def source(self) -> Source:
        """The source that is chosen."""
        return Source(self._list.currentData())

    @property
    def words(self) -> str:
        """The chosen source in words, such as `Last 7 days`."""
        if self.source is not Source.PERIOD:
            return self._list.currentText()
        first, last = self.days
        return self.tr("{first} to {last}").format(first=date_text(str(first)), last=date_text(str(last)))

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day that are chosen; None for no limit."""
        if self.source is Source.PERIOD:
            first, last = sorted((self._since.day, self._until.day))
            return first, last
        days = _DAYS.get(self.source)
        return (date.today() - timedelta(days=days - 1) if days else None), None

    def choose(self, source: Source) -> None:
        """Choose a source; the batch is in the list from when it is first chosen."""
        if source is Source.BATCH and self._list.findData(source) < 0:
            self._list.insertItem(0, self.tr("This batch"), source)
        self._list.setCurrentIndex(self._list.findData(source))

    @Slot()
    def _on_changed(self) -> None:
        self._show_period()
        self.changed.emit()

    def _show_period(self) -> None:
        for part in (self._since, self._to, self._until):
            part.setVisible(self.source is Source.PERIOD)
