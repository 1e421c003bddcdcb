"""Progress of a batch, in words and as a bar."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from app.gui.batch.outcome import done_of_total, outcome_text
from app.gui.batch.pace import progress_text
from app.gui.batch.runner import BatchRunner
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.widgets.controls import column_layout
from app.gui.widgets.labels import TextLabel


class BatchProgress(QWidget):
    """Says how far a batch is, how fast it goes, how long it will take, and how it ended."""

    def __init__(self, runner: BatchRunner) -> None:
        super().__init__()
        self._runner = runner
        self._state = TextLabel()
        self._state.setAccessibleName(self.tr("Progress in words"))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setFixedHeight(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = column_layout(self, gap_px=LINE_GAP_PX)
        layout.addWidget(self._state)
        layout.addWidget(self._bar)
        runner.started.connect(self._bar.show)
        runner.progressed.connect(self._show)
        runner.finished.connect(self._finish)

    @Slot()
    def _show(self) -> None:
        progress = self._runner.progress
        self._bar.setRange(0, 0 if progress.total is None else max(progress.total, 1))
        self._bar.setValue(progress.done)
        if self._runner.is_ending:
            self._state.setText(self.tr("Cancelling: finishing the X-rays in work…"))
        elif self._runner.is_paused:
            self._state.setText(" ".join([self.tr("Paused."), *done_of_total(self._runner)]))
        elif progress.total is None:
            self._state.setText(self.tr("Looking for X-rays…"))
        elif progress.done:
            words = progress_text(progress.done, progress.total, progress.per_second)
            self._state.setText(words)

    @Slot()
    def _finish(self) -> None:
        self._bar.hide()
        self._state.setText(outcome_text(self._runner))
