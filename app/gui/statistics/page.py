"""The statistics page: what this clinic screened, with which verdicts, and how often its clinicians agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.clinic.history_counts import HistoryCounter, HistoryCounts
from app.clinic.statistics import ClinicStatistics, SpanUnit, clinic_statistics, span_start
from app.clinic.statistics_csv import write_statistics_csv
from app.gui.session import Session
from app.gui.statistics.cards import Cards
from app.gui.statistics.content import sections
from app.gui.statistics.picture import Sheet, write_picture
from app.gui.text.locale_text import date_text, date_time_text, number_text
from app.gui.theme.spacing import GROUP_GAP_PX, TEXT_MARGINS
from app.gui.widgets.controls import NoWheelComboBox, column_layout, push_button, scroll_vertically
from app.gui.widgets.dialogs import csv_dialog, picture_dialog
from app.gui.widgets.labels import TextLabel
from app.gui.widgets.page_header import PageHeader
from app.gui.workers.task import Task, file_task

_STATE = "statistics/weeks"
_ALL = 0
_USUAL = 13


class StatisticsPage(QWidget):
    """Charts of the history's screenings of a period, read anew whenever the page is shown.

    Signals:
        written: the path of a file that was written.
        failed: a sentence for a message box.
    """

    written = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._statistics: ClinicStatistics | None = None
        self._task: Task | None = None
        self._is_stale = False
        self._header = PageHeader(self.tr("Statistics"))
        self._period = NoWheelComboBox(
            [
                (4, self.tr("4 weeks")),
                (_USUAL, self.tr("3 months")),
                (53, self.tr("1 year")),
                (_ALL, self.tr("All")),
            ]
        )
        self._period.setAccessibleName(self.tr("Period"))
        self._show_kept_period()
        self._picture = push_button(self.tr("Picture…"), self._ask_picture, icon="photo")
        self._picture.setToolTip(self.tr("Save the charts as a picture"))
        self._table = push_button(self.tr("CSV…"), self._ask_table, icon="table-export")
        self._table.setToolTip(self.tr("Export the numbers as CSV"))
        for widget in (self._period, self._picture, self._table):
            self._header.add_action_widget(widget)
        self._cards = Cards()
        self._area = QScrollArea()
        scroll_vertically(self._area)
        self._area.setWidget(self._cards)
        self._area.setAccessibleName(self.tr("Charts"))
        self._empty_words = TextLabel()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._make_empty())
        column = column_layout(self, gap_px=0)
        column.addWidget(self._header)
        column.addWidget(self._stack, stretch=1)
        self._period.currentIndexChanged.connect(self._change_period)
        self._allow_export()

    @property
    def statistics(self) -> ClinicStatistics | None:
        """What is shown; None before it was read."""
        return self._statistics

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew: more may have been screened."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Count the screenings of the period; while they are being counted, once more afterwards."""
        if self._task:
            self._is_stale = True
            return
        self._is_stale = False
        self._task = Task(partial(_read, self._session.history, self._since()))
        self._task.done.connect(self._show)
        self._task.failed.connect(self.failed)
        self._task.finished.connect(self._finish)
        self._session.threads.start(self._task)

    @Slot()
    def refresh_if_shown(self) -> None:
        """Count again where the page is seen; else it does so when it is shown."""
        if self.isVisible():
            self.refresh()

    def _since(self) -> date | None:
        """Return the Monday that the period begins with, so that its first week is whole; None for no limit."""
        weeks: int = self._period.currentData()
        return span_start(_today(), SpanUnit.WEEK) - timedelta(weeks=weeks - 1) if weeks else None

    @Slot()
    def _change_period(self) -> None:
        self._session.state.put(_STATE, str(self._period.currentData()).encode())
        self.refresh()

    def _show_kept_period(self) -> None:
        kept = bytes(self._session.state.get(_STATE).data()).decode(errors="replace")
        known = [self._period.itemData(place) for place in range(self._period.count())]
        self._period.show_value(int(kept) if kept.isdecimal() and int(kept) in known else _USUAL)

    @Slot()
    def _finish(self) -> None:
        self._task = None
        if self._is_stale:
            self.refresh()

    @Slot(object)
    def _show(self, statistics: ClinicStatistics) -> None:
        if self._is_stale:
            return
        self._statistics = statistics
        self._header.set_title(self.tr("Statistics"), self._period_words())
        if statistics.total:
            self._cards.show_sections(sections(statistics, _today()))
            self._stack.setCurrentIndex(0)
        else:
            self._empty_words.setText(self._words_without_screenings())
            self._stack.setCurrentIndex(1)
        self._allow_export()

    def _period_words(self) -> str:
        if not (self._statistics and self._statistics.days):
            return ""
        first, last = (date_text(day.isoformat()) for day in self._statistics.days)
        return self.tr("X-rays: {count}, from {first} to {last}").format(
            count=number_text(self._statistics.total), first=first, last=last
        )

    def _words_without_screenings(self) -> str:
        if self._period.currentData() != _ALL:
            return self.tr("No X-rays were screened in this period. Choose a longer one above.")
        return self.tr("Charts appear here when X-rays have been screened: how many, which verdicts, and your answers.")

    def _make_empty(self) -> QWidget:
        page = QWidget()
        column = column_layout(page, gap_px=GROUP_GAP_PX, margins=TEXT_MARGINS)
        title = TextLabel(self.tr("Nothing to count yet"), scale=1.5, bold=True)
        column.addStretch()
        for label in (title, self._empty_words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch()
        return page

    def _allow_export(self) -> None:
        has_some = bool(self._statistics and self._statistics.total)
        for button in (self._picture, self._table):
            button.setEnabled(has_some)

    @Slot()
    def _ask_picture(self) -> None:
        dialog = picture_dialog(self, "kifua-statistics.png")
        dialog.fileSelected.connect(self._write_picture)
        dialog.open()

    @Slot(str)
    def _write_picture(self, path: str) -> None:
        if self._statistics:
            made = date_time_text(datetime.now().astimezone().isoformat())
            words = self.tr("{period}. Made by Kifua: {moment}.").format(period=self._period_words(), moment=made)
            name = self._session.settings.clinic_name
            title = self.tr("Statistics: {clinic}").format(clinic=name) if name else self.tr("Statistics")
            self._write(path, partial(write_picture, Sheet(title, words, sections(self._statistics, _today()))))

    @Slot()
    def _ask_table(self) -> None:
        dialog = csv_dialog(self, "kifua-statistics.csv")
        dialog.fileSelected.connect(self._write_table)
        dialog.open()

    @Slot(str)
    def _write_table(self, path: str) -> None:
        if self._statistics:
            self._write(path, partial(write_statistics_csv, self._statistics, self._since(), None))

    def _write(self, path: str, write: Callable[[Path], None]) -> None:
        task = file_task(Path(path), write, self._session.own_files())
        task.done.connect(self.written)
        task.failed.connect(self.failed)
        self._session.threads.start(task)


def _read(history: Path, since: date | None) -> ClinicStatistics:
    """Return the statistics since a day; of a history that does not exist yet, those of nothing."""
    if not history.exists():
        return clinic_statistics(HistoryCounts())
    with HistoryCounter(history) as counter:
        return clinic_statistics(counter.counts(since))


def _today() -> date:
    return datetime.now().astimezone().date()
