"""The start page: drop zone, and cards with what can be gone on with."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.core.results.history import History
from app.core.results.history_search import Search
from app.gui.batch.runner import BatchRunner, forget_batch
from app.gui.session import Session
from app.gui.text.verdict_text import bundle_text
from app.gui.theme.spacing import TEXT_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import SPACE_4_PX, SPACE_5_PX
from app.gui.widgets.controls import column_layout, scroll_vertically
from app.gui.widgets.labels import TextLabel
from app.gui.widgets.page_header import PageHeader
from app.gui.window.file_actions import FileActions
from app.gui.window.start.cards import UNSEEN_DAYS, BeginnerCard, GoOnCard, RecentCard
from app.gui.window.start.drop_zone import DropZone
from app.gui.window.start.folding_row import FoldingRow
from app.gui.workers.task import history_task

_CARDS_PX = 360


class StartPage(QWidget):
    """A drop zone with buttons, and cards beside it; it scrolls where large text needs more room than there is.

    Attributes:
        zone, go_on, recent, beginner: its parts. What `go_on` is asked for and the guide is left to the window.
    """

    def __init__(self, session: Session, files: FileActions, runner: BatchRunner) -> None:
        """Make the page.

        Args:
            session: knows what was opened last, and the history.
            files: opens what is chosen here.
            runner: of the batches.
        """
        super().__init__()
        self._session = session
        self.zone, self.go_on = DropZone(), GoOnCard()
        self.recent, self.beginner = RecentCard(session.recent), BeginnerCard()
        self._cards = QWidget()
        self._cards.setMinimumWidth(scale_to_text(_CARDS_PX))
        column = column_layout(self._cards, gap_px=SPACE_4_PX)
        for card in (self.go_on, self.recent, self.beginner):
            column.addWidget(card)
        column.addStretch()
        inside = QWidget()
        body = column_layout(inside, gap_px=SPACE_4_PX, margins=TEXT_MARGINS)
        body.addWidget(TextLabel(bundle_text(session.bundle.intended_use), pale=True))
        body.addWidget(FoldingRow(self.zone, self._cards, gap_px=SPACE_5_PX), stretch=1)
        area = QScrollArea()
        scroll_vertically(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = column_layout(self, gap_px=0)
        layout.addWidget(PageHeader("Kifua"))
        layout.addWidget(area, stretch=1)
        self.zone.file_clicked.connect(files.choose_files)
        self.zone.folder_clicked.connect(files.choose_folder)
        self.zone.paste_clicked.connect(files.paste)
        self.recent.path_clicked.connect(files.open_recent)
        self.beginner.sample_clicked.connect(files.open_sample)
        self.go_on.batch_removed.connect(partial(forget_batch, session))
        runner.finished.connect(self.count_unseen)

    def changeEvent(self, event: QEvent) -> None:
        """Give the cards the room for their words in another size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._cards.setMinimumWidth(scale_to_text(_CARDS_PX))

    def showEvent(self, event: QShowEvent) -> None:
        """Say anew how long ago files were opened, and how many screenings nobody has seen."""
        super().showEvent(event)
        self.recent.refresh()
        self.count_unseen()

    @Slot()
    def count_unseen(self) -> None:
        """Count the screenings that nobody has seen, where the page is shown."""
        if self.isVisible() and self._session.history.exists():
            search = Search(unseen=True, since=date.today() - timedelta(days=UNSEEN_DAYS - 1))
            task = history_task(self._session.history, partial(History.count, search=search))
            task.done.connect(self.go_on.set_unseen)
            self._session.threads.start(task)
