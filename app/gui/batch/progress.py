"""Progress of a batch, in words and as a bar."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from app.gui.batch.pace import Pace, progress_text
from app.gui.text.verdict_text import number_text
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.widgets.controls import column_layout
from app.gui.widgets.labels import TextLabel


class BatchProgress(QWidget):
    """Says how far a batch is, how fast it goes, how long it will take, and how it ended."""

    def __init__(self) -> None:
        super().__init__()
        self._pace = Pace()
        self._done = 0
        self._total: int | None = None
        self._passed_over = 0
        self._is_paused = False
        self._is_cancelling = False
        self._point = ""
        self._state = TextLabel()
        self._state.setAccessibleName(self.tr("Progress in words"))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setFixedHeight(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = column_layout(self, gap_px=LINE_GAP_PX)
        layout.addWidget(self._state)
        layout.addWidget(self._bar)

    @property
    def is_paused(self) -> bool:
        """Whether the batch is paused."""
        return self._is_paused

    def start(self, point: str) -> None:
        """Show that the files are being listed.

        Args:
            point: which operating point the batch is decided at, in words.
        """
        self._point = point
        self._pace.reset()
        self._done, self._total, self._passed_over = 0, None, 0
        self._is_paused = self._is_cancelling = False
        self._bar.setRange(0, 0)  # it moves without an end until the files are counted
        self._bar.show()
        self._state.setText(self.tr("Looking for X-rays…"))

    @Slot(int, int)
    def set_total(self, total: int, passed_over: int) -> None:
        """Set the number of files, and of files that were skipped."""
        self._total, self._passed_over = total, passed_over
        self._bar.setRange(0, max(total, 1))

    def show_done(self, done: int, now_s: float) -> None:
        """Show how many files are done at a moment of a monotonic clock, in seconds."""
        self._done = done
        self._bar.setValue(done)
        self._pace.add(now_s, done)
        self._show_state()

    def show_paused(self) -> None:
        """Show that the batch is paused."""
        self._is_paused = True
        self._pace.reset()
        self._show_state()

    def show_resumed(self) -> None:
        """Show that the batch continues."""
        self._is_paused = False
        self._pace.reset()  # what came in during the pause came from what was begun before
        self._show_state()

    def show_cancelling(self) -> None:
        """Show that the batch is being cancelled."""
        self._is_cancelling, self._is_paused = True, False
        self._show_state()

    def finish(self) -> None:
        """Show how the batch ended."""
        self._bar.hide()
        self._state.setText(self._outcome())

    def _show_state(self) -> None:
        if self._is_cancelling:
            self._state.setText(self.tr("Cancelling: finishing the X-rays in work…"))
        elif self._is_paused:
            self._state.setText(" ".join([self.tr("Paused."), *self._done_of_total()]))
        elif self._total is not None:
            words = progress_text(self._done, self._total, self._pace.per_second)
            self._state.setText(f"{words} · {self._point}")

    def _done_of_total(self) -> list[str]:
        if self._total is None:
            return []
        sentence = self.tr("Screened: {done} of {total}.")
        return [sentence.format(done=number_text(self._done), total=number_text(self._total)), f"{self._point}."]

    def _outcome(self) -> str:
        sentences = []
        if self._total is None:
            sentences.append(self.tr("The files could not be listed."))
        elif self._total == 0 and self._is_cancelling:
            sentences.append(self.tr("Ended early."))
        elif self._total == 0:
            sentences.append(self.tr("There is no X-ray in this folder or in the folders below it: choose another."))
        else:
            sentences.append(self.tr("Ended early.") if self._done < self._total else self.tr("Done."))
            sentences += self._done_of_total()
        if self._passed_over:
            sentences.append(self.tr("%Ln file(s) skipped: no X-ray(s).", "", self._passed_over))
        return " ".join(sentences)
