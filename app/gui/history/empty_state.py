"""Notice in place of the history table when it has no row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.text import printable
from app.gui.theme.spacing import CONTROL_GAP_PX
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.labels import TextLabel


class HistoryEmptyState(QWidget):
    """Says why no row is shown, and offers what to do.

    Signals:
        clear_clicked: the user wants to look for everything.
        retry_clicked: the user wants it tried again.
    """

    clear_clicked = Signal()
    retry_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = TextLabel(scale=1.3, bold=True)
        self._detail = TextLabel()
        self._clear = push_button(self.tr("Clear the search"), self.clear_clicked)
        self._retry = push_button(self.tr("Try again"), self.retry_clicked)
        column = column_layout(self, gap_px=CONTROL_GAP_PX)
        column.addStretch()
        for label in (self._words, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        for button in (self._clear, self._retry):
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        self._show("", "")

    def show_no_screenings(self) -> None:
        """Show that there is no screening yet."""
        self._show(
            self.tr("Nothing has been screened yet."),
            self.tr("Every screening is kept here, on this computer only."),
        )

    def show_no_matches(self) -> None:
        """Show that no screening matches."""
        self._show(self.tr("Nothing matches."), self.tr("Look for other words, another verdict or more days."))
        self._clear.show()

    def show_failure(self, sentence: str) -> None:
        """Show why the history cannot be read."""
        remedy = self.tr("If it is on a drive, connect the drive; or choose another data folder in the settings.")
        self._show(self.tr("The history cannot be shown."), f"{sentence} {remedy}")
        self._retry.show()

    def _show(self, words: str, detail: str) -> None:
        self._words.setText(words)
        self._detail.setText(printable(detail))
        self._clear.hide()
        self._retry.hide()
