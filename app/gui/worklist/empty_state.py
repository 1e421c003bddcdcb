"""Notice in place of the table when it has no row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from app.core.text import printable
from app.gui.theme.spacing import CONTROL_GAP_PX
from app.gui.widgets.controls import column_layout, push_button, scroll_vertically
from app.gui.widgets.labels import TextLabel


class EmptyState(QScrollArea):
    """Says why no row is shown, and offers what to do; it scrolls where there is little room.

    Signals:
        clear_clicked: the user wants every row of these days shown.
        all_clicked: the user wants the screenings of all days.
        retry_clicked: the user wants it tried again.
    """

    clear_clicked = Signal()
    all_clicked = Signal()
    retry_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = TextLabel(scale=1.3, bold=True)
        self._detail = TextLabel()
        self._clear = push_button(self.tr("Show all rows"), self.clear_clicked)
        self._all = push_button("", self.all_clicked)
        self._retry = push_button(self.tr("Try again"), self.retry_clicked)
        self._buttons = (self._clear, self._all, self._retry)
        scroll_vertically(self)
        inside = QWidget()
        self.setWidget(inside)
        for part in (self.viewport(), inside):
            part.setAutoFillBackground(False)  # the card below it is seen
        column = column_layout(inside, gap_px=CONTROL_GAP_PX)
        column.addStretch()
        for label in (self._words, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        for button in self._buttons:
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        self._show("")

    def show_nothing_yet(self) -> None:
        """Show that there is no screening yet."""
        self._show(
            self.tr("Nothing has been screened yet."),
            self.tr("Open an X-ray or a folder. Every screening is kept here, on this computer only."),
        )

    def show_other_days(self, count: int) -> None:
        """Show that there are screenings of other days alone: so many."""
        self._show(self.tr("Nothing was screened in these days."))
        self._all.setText(self.tr("Show all %Ln screening(s)", "", count))
        self._all.show()

    def show_empty_batch(self, reason: str) -> None:
        """Show that the batch has no X-ray, and why."""
        self._show(self.tr("Nothing was screened."), reason)

    def show_no_matches(self) -> None:
        """Show that the filter keeps no row."""
        self._show(self.tr("Nothing matches."), self.tr("Look for other words, or another verdict."))
        self._clear.show()

    def show_failure(self, sentence: str) -> None:
        """Show why the history cannot be read."""
        remedy = self.tr("If it is on a drive, connect the drive; or choose another data folder in the settings.")
        self._show(self.tr("The history cannot be shown."), f"{sentence} {remedy}")
        self._retry.show()

    def _show(self, words: str, detail: str = "") -> None:
        self._words.setText(words)
        self._detail.setText(printable(detail))
        for button in self._buttons:
            button.hide()
