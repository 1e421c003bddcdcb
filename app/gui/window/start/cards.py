"""Cards beside the drop zone: what can be gone on with, what was opened last, and where a beginner starts."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.results.unfinished import UnfinishedBatch
from app.core.text import printable
from app.gui.batch.batch import batch_title
from app.gui.recent_paths import RecentPath, RecentPaths
from app.gui.text.locale_text import date_text, number_text
from app.gui.theme.tokens import SMALL, TARGET_PX
from app.gui.widgets.card import Card, Surface
from app.gui.widgets.controls import push_button, row_layout
from app.gui.widgets.labels import ElidedLabel, TextLabel, scaled_font

UNSEEN_DAYS = 7
"""So many days back, what nobody has seen is counted."""

_WEEK_DAYS = 7


class ListCard(Card):
    """A heading, and rows of words with buttons; hidden without rows."""

    def __init__(self, heading: str) -> None:
        super().__init__(gap_px=0)
        self.setAccessibleName(heading)
        self.column.addWidget(TextLabel(heading, bold=True))
        self._rows: list[QWidget] = []
        self.hide()

    def clear(self) -> None:
        """Remove the rows."""
        for row in self._rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()
        self.hide()

    def add_row(self, words: str, *parts: QWidget) -> None:
        """Add a row of words, with parts at its end."""
        row = Surface(line_at="top") if self._rows else QWidget()
        label = ElidedLabel()
        label.setText(words)
        line = row_layout(row, margins=(0, 1, 0, 0))
        line.addWidget(label, stretch=1)
        for part in parts:
            line.addWidget(part)
        self._rows.append(row)
        self.column.addWidget(row)
        row.show()  # the layout itself would do so later
        self.show()


class GoOnCard(ListCard):
    """Batches that were not finished, and how many screenings nobody has seen.

    Signals:
        batch_clicked: the `UnfinishedBatch` to go on with.
        batch_removed: the one that is never to be offered again.
        unseen_clicked: the user wants to see what was not seen.
    """

    batch_clicked = Signal(object)
    batch_removed = Signal(object)
    unseen_clicked = Signal()

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("start", "Go on"))
        self._batches: list[UnfinishedBatch] = []
        self._unseen = 0

    def add_batches(self, batches: Sequence[UnfinishedBatch]) -> None:
        """Offer batches beside those that are offered."""
        self._batches += batches
        self._show()

    def set_unseen(self, count: int) -> None:
        """Say how many screenings nobody has seen."""
        if count != self._unseen:
            self._unseen = count
            self._show()

    def _show(self) -> None:
        self.clear()
        for batch in self._batches:
            go_on = _link(_tr("Continue"), partial(self._take, batch, self.batch_clicked.emit))
            remove = _link("", partial(self._take, batch, self.batch_removed.emit), icon="x")
            remove.setAccessibleName(_tr("Do not offer it again"))
            remove.setToolTip(_tr("Do not offer it again"))
            remove.setFixedWidth(TARGET_PX)
            self.add_row(_left_text(batch), go_on, remove)
        if self._unseen:
            self.add_row(_unseen_text(self._unseen), _link(_tr("Worklist"), self.unseen_clicked.emit))

    def _take(self, batch: UnfinishedBatch, emit: Callable[[object], object]) -> None:
        """Emit a batch, which is not offered any more."""
        self._batches.remove(batch)
        self._show()
        emit(batch)


class RecentCard(ListCard):
    """Files and folders that were opened last.

    Signals:
        path_clicked: the path to open again.
    """

    path_clicked = Signal(str)

    def __init__(self, recent: RecentPaths) -> None:
        super().__init__(QCoreApplication.translate("start", "Recent"))
        self._recent = recent
        recent.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what was opened last, and say how long ago."""
        self.clear()
        for recent in self._recent.paths:
            when = TextLabel(day_text(recent.opened_at, date.today()), pale=True)
            when.setWordWrap(False)
            when.setFont(scaled_font(when, SMALL))
            open_again = _link(_tr("Open"), partial(self.path_clicked.emit, recent.path))
            open_again.setToolTip(printable(recent.path))
            self.add_row(_name(recent), when, open_again)


class BeginnerCard(ListCard):
    """Where a beginner starts.

    Signals:
        sample_clicked, guide_clicked: the user wants to see it.
    """

    sample_clicked = Signal()
    guide_clicked = Signal()

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("start", "New here?"))
        self.add_row(_tr("A sample X-ray"), _link(_tr("Try it"), self.sample_clicked.emit))
        self.add_row(_tr("The guide"), _link(_tr("Open (F1)"), self.guide_clicked.emit))


def day_text(moment: str, today: date) -> str:
    """Return the day of a time as one speaks of it: `today`, `yesterday`, `Friday`, `5 Mar 2026`."""
    try:
        day = datetime.fromisoformat(moment).date()
    except ValueError:
        return ""
    days = (today - day).days
    if days in (0, 1):
        return _tr("yesterday") if days else _tr("today")
    return QLocale().dayName(day.isoweekday()) if 1 < days < _WEEK_DAYS else date_text(moment)


def _left_text(batch: UnfinishedBatch) -> str:
    title = batch_title(batch.paths)
    if batch.total is None:
        return _tr("{folder}: not begun").format(folder=title)
    return _tr("{folder}: {count} left").format(folder=title, count=number_text(batch.total - batch.done))


def _unseen_text(count: int) -> str:
    return _tr("{count} not seen in the last {days} days").format(count=number_text(count), days=UNSEEN_DAYS)


def _name(recent: RecentPath) -> str:
    """Return the last two parts of a path: a folder called `scans` says little."""
    folder, name = os.path.split(os.path.normpath(recent.path))
    above = os.path.basename(folder)
    return printable(f"{name} · {above}" if name and above else recent.path)


def _link(text: str, clicked: Callable[[], object], icon: str = "") -> QPushButton:
    return push_button(text, clicked, icon=icon, kind="quiet", width_px=0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("start", text)
