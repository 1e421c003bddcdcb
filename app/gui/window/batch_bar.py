"""Bar at the bottom of the window: how far the batch is, whichever page is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QProgressBar

from app.core.records import Finding
from app.core.text import cut
from app.gui.batch.batch import Batch, folder_name
from app.gui.batch.folder_watch import FolderWatch
from app.gui.batch.outcome import outcome_text
from app.gui.batch.pace import time_left
from app.gui.batch.runner import BatchRunner
from app.gui.dicom.reception import Reception
from app.gui.dicom.reception_state import short_text
from app.gui.text.locale_text import number_text
from app.gui.text.verdict_text import finding_count
from app.gui.theme.style import scale_to_text
from app.gui.widgets.card import Surface
from app.gui.widgets.controls import push_button, row_layout
from app.gui.widgets.dialogs import question
from app.gui.widgets.focus_return import FocusReturn
from app.gui.widgets.labels import ElidedLabel

_BAR_PX, _BUTTON_PX = 160, 84
_MARGINS = (12, 4, 12, 4)
_LONGEST_TITLE = 40
_TOLD = (Finding.PNEUMONIA, Finding.UNCERTAIN)


class BatchBar(Surface):
    """Says how far the batch is and how it ended, with buttons to pause and end it, and what X-rays come by themselves.

    It is hidden while there is nothing to say.

    Signals:
        show_clicked: the user wants to see the records of the batch.
        new_clicked: the user wants to see what has come by itself.
        passed: how a batch ended that another one follows, in a sentence.
    """

    show_clicked = Signal()
    new_clicked = Signal()
    passed = Signal(str)

    def __init__(self, runner: BatchRunner, watch: FolderWatch, reception: Reception) -> None:
        """Follow a runner, a watch over a folder, and what is received."""
        super().__init__(line_at="top")
        self._runner, self._watch, self._reception = runner, watch, reception
        self._new: Counter[Finding] = Counter()
        self._is_noticed, self._is_covered = True, False
        self.setAccessibleName(self.tr("Folder in work"))
        self._words = ElidedLabel()
        self._words.setAccessibleName(self.tr("Progress in words"))
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName(self.tr("Progress of the folder"))
        self._progress.setFixedWidth(scale_to_text(_BAR_PX))
        self._pause = push_button(self.tr("Pause"), runner.toggle_pause, width_px=_BUTTON_PX)
        self._end = push_button(self.tr("End…"), self._ask_end, width_px=_BUTTON_PX)
        self._show = push_button(self.tr("Show"), self._show_records, width_px=_BUTTON_PX)
        self._close = push_button(self.tr("Close"), self._take_notice, width_px=_BUTTON_PX)
        row = row_layout(self, margins=_MARGINS)
        row.addWidget(self._words, stretch=1)
        for part in (self._progress, self._pause, self._end, self._show, self._close):
            row.addWidget(part)
        runner.finished.connect(self._count_new)
        for signal in (runner.started, runner.progressed, runner.pause_changed, runner.queue_changed, runner.finished):
            signal.connect(self._follow)
        for source in (watch, reception):
            source.changed.connect(self._follow)
        FocusReturn(self)
        runner.finished.connect(self._tell_passed)
        self._follow()

    def set_outcome_shown(self, is_shown: bool) -> None:
        """Leave it to the page that is shown to say how the batch ended, or say it here."""
        self._is_covered = is_shown
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Show the state of the runner."""
        runner, progress = self._runner, self._runner.progress
        if runner.is_running:
            self._is_noticed = False
        for part in (self._progress, self._pause, self._end):
            part.setVisible(runner.is_running)
        if self._is_covered and not runner.is_running and not self._new:
            self._is_noticed = True
        for button in (self._show, self._close):
            button.setVisible(not runner.is_running and not self._is_noticed)
        self._progress.setRange(0, 0 if progress.total is None else max(progress.total, 1))
        self._progress.setValue(progress.done)
        self._pause.setText(self.tr("Continue") if runner.is_paused else self.tr("Pause"))
        for button in (self._pause, self._end):
            button.setEnabled(not runner.is_ending)
        self._words.setText(self._sentence())
        self.setVisible(not self._is_noticed or bool(self._sources()))

    def _title(self) -> str:
        title = self._runner.batch.title if self._runner.batch else ""
        return _tr("“{batch}”").format(batch=cut(title, _LONGEST_TITLE))

    def _sentence(self) -> str:
        if self._runner.is_running:
            parts = [self._title(), *self._state()]
            if self._runner.queued:
                parts.append(self.tr("%Ln more folder(s) waiting", "", len(self._runner.queued)))
        elif self._is_noticed:
            parts = self._sources()
        elif self._new:
            new = self.tr("%Ln new X-ray(s) screened", "", self._new.total())
            parts = [new, *_findings(self._new), *self._sources()]
        else:
            parts = [self._title(), outcome_text(self._runner), *_findings(self._runner.progress.counts)]
        return " · ".join(filter(None, parts))

    def _sources(self) -> list[str]:
        """Return from where X-rays come by themselves."""
        return list(filter(None, (self._watched_sentence(), short_text(self._reception.state))))

    def _watched_sentence(self) -> str:
        if not self._watch.folder:
            return ""
        sentence = self.tr("Watching “{folder}” for new X-rays")
        if not self._watch.is_there:
            sentence = self.tr("“{folder}” is not there now: it is watched again as soon as it is back")
        return sentence.format(folder=cut(folder_name(self._watch.folder), _LONGEST_TITLE))

    def _state(self) -> list[str]:
        """Return what the batch does, in parts of a sentence."""
        progress = self._runner.progress
        if self._runner.is_ending:
            return [self.tr("ending: finishing the X-rays in work…")]
        paused = [self.tr("paused")] if self._runner.is_paused else []
        if progress.total is None:
            return paused or [self.tr("looking for X-rays…")]
        done = self.tr("{done} of {total}").format(done=number_text(progress.done), total=number_text(progress.total))
        left = [] if progress.seconds_left is None else [time_left(progress.seconds_left)]
        return [*paused, done, *left]

    @Slot()
    def _ask_end(self) -> None:
        sentence = self.tr("End the screening of {batch}? What is done is kept; the rest is not screened.")
        box = question(
            self.window(), sentence.format(batch=self._title()), self.tr("End it"), self.tr("Go on screening")
        )
        box.accepted.connect(self._runner.cancel)
        if self._runner.queued:
            both = box.addButton(self.tr("End those that wait too"), QMessageBox.ButtonRole.DestructiveRole)
            both.clicked.connect(self._runner.cancel_all)
        self._runner.finished.connect(box.close)  # there is nothing to end any more
        box.open()

    @Slot()
    def _tell_passed(self) -> None:
        if self._runner.queued:
            self.passed.emit(f"{self._title()} · {outcome_text(self._runner)}")

    @Slot(object)
    def _count_new(self, batch: Batch) -> None:
        """Count what has come by itself since somebody took notice."""
        if batch.comes_by_itself:
            progress = self._runner.progress
            self._new.update(Counter(progress.counts) - Counter(progress.recalled))
        else:
            self._new.clear()

    @Slot()
    def _show_records(self) -> None:
        wanted = self.new_clicked if self._new else self.show_clicked
        self._take_notice()
        wanted.emit()

    @Slot()
    def _take_notice(self) -> None:
        self._is_noticed = True
        self._new.clear()
        self._follow()


def _findings(counts: Mapping[Finding, int]) -> list[str]:
    """Return how many X-rays ask for somebody's attention, where there are any."""
    return [finding_count(finding, counts[finding]) for finding in _TOLD if counts.get(finding)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("batch_bar", text)
