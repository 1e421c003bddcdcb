"""Opening of a file: a picture that was screened before is shown as it was, any other is screened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import OutputError
from app.core.imaging.source_file import is_missing, readable_digest, with_name_of_file
from app.core.records import ScreeningRecord
from app.core.results.history import History
from app.core.results.history_keeper import HistoryKeeper
from app.core.screening import is_repeatable
from app.gui.imaging.loaded_xray import LoadedXray, load_file
from app.gui.session import Session
from app.gui.text.verdict_text import missing_text
from app.gui.workers.screening import ScreeningWorker


class Opening(QObject):
    """Opens one file after the other; what comes of a file that nobody waits for any more is kept, but not told.

    Signals:
        waiting: the path of the file that is opened.
        begun: the file is being screened.
        recalled: the newest `ScreeningRecord` of a picture that was screened before, as it was left a moment ago.
        moved: before that, where its file is not the one that the history has, but the one that was opened: the same.
        screened: the `ScreeningRecord` of the file.
        repeated: before that, where it takes the place of another one: the id of that one, and the record.
        warned: a sentence that the user must not miss.
        failed: a sentence; no file can be screened.
    """

    waiting = Signal(str)
    begun = Signal()
    recalled = Signal(object)
    moved = Signal(object)
    screened = Signal(object)
    repeated = Signal(str, object)
    warned = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._file = ""
        self._left: ScreeningRecord | None = None
        self._repeated: ScreeningRecord | None = None
        self._in_work: set[str] = set()

    @property
    def file(self) -> str:
        """The file that was opened last; empty where something else is shown."""
        return self._file

    def load_picture(self) -> Callable[[], LoadedXray]:
        """Return a function that loads the picture of the file as it is screened; any thread may call it."""
        adjustments = self._repeated.adjustments if self._repeated else ()
        return partial(load_file, self._file, adjustments, self._session.bundle.input_limits.max_colourfulness)

    def open(self, file: str, left: ScreeningRecord | None = None) -> None:
        """Open a file.

        Args:
            file: its path.
            left: the record that was shown until now: what was just typed may not be in the history yet.
        """
        self._file, self._left, self._repeated = file, left, None
        self.waiting.emit(file)
        if file in self._in_work:
            self.begun.emit()
        else:
            self._start(_OpeningWorker(file, self._session))

    @Slot(object)
    def screen_again(self, record: ScreeningRecord) -> None:
        """Screen a file anew, with the patient, the danger signs and the adjustments of a record of it."""
        file = self._file or record.file
        if is_missing(Path(file)):
            self.warned.emit(missing_text([file]))
            return
        self._file, self._repeated = file, record
        self.waiting.emit(file)
        self._start(_OpeningWorker(file, self._session, record))

    def end(self) -> None:
        """Wait for no file any more."""
        self._file = ""

    def _start(self, worker: _OpeningWorker) -> None:
        self._in_work.add(worker.file)
        worker.begun.connect(self._on_begun)
        worker.recalled.connect(self._on_recalled)
        worker.moved.connect(self._on_moved)
        worker.record_made.connect(self._on_record_made)
        worker.finished.connect(self._on_finished)
        worker.failed.connect(self.failed)
        self._session.threads.start(worker)

    @Slot(str)
    def _on_begun(self, file: str) -> None:
        if file == self._file:
            self.begun.emit()

    @Slot(str, object)
    def _on_recalled(self, file: str, record: ScreeningRecord) -> None:
        self._in_work.discard(file)
        if file == self._file:
            self.recalled.emit(self._as_left(record))

    @Slot(str, object)
    def _on_moved(self, file: str, record: ScreeningRecord) -> None:
        if file == self._file:
            self.moved.emit(self._as_left(record))
        self._on_recalled(file, record)

    @Slot(object)
    def _on_record_made(self, record: ScreeningRecord) -> None:
        self._in_work.discard(record.file)
        if record.file == self._file:
            if self._repeated:
                self.repeated.emit(self._repeated.id, record)
            self.screened.emit(record)

    @Slot()
    def _on_finished(self) -> None:
        self._in_work.discard(cast(_OpeningWorker, self.sender()).file)

    def _as_left(self, record: ScreeningRecord) -> ScreeningRecord:
        """Return a stored record with what was just typed, which may not be stored yet."""
        return replace(self._left, file=record.file) if self._left and self._left.id == record.id else record


class _OpeningWorker(ScreeningWorker):
    """Looks for the screening of one file, or screens it.

    Attributes:
        file: its path.

    Signals:
        begun: the file, which is being screened.
        recalled: the file, and the newest `ScreeningRecord` of its picture.
        moved: instead, the same where its file was another one, which is gone.
    """

    begun = Signal(str)
    recalled = Signal(str, object)
    moved = Signal(str, object)

    def __init__(self, file: str, session: Session, repeated: ScreeningRecord | None = None) -> None:
        """Prepare.

        Args:
            file: its path.
            session: gives the screener and the history.
            repeated: the screening that is made anew; None to show one that is stored.
        """
        super().__init__([file], session)
        self.file = file
        self._repeated = repeated
        self._is_anew = repeated is not None
        if repeated:
            self._screener = self._screener.adjusting(repeated.adjustments)

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        stored = None if self._repeated else self._stored()
        if stored is None:
            self.begun.emit(self.file)
            super().run()
            return
        if stored.file != self.file and readable_digest(stored.file) != stored.sha256:
            self.moved.emit(self.file, replace(stored, file=self.file))
        else:
            self.recalled.emit(self.file, stored)

    def _stored(self) -> ScreeningRecord | None:
        """Return the newest screening of the picture, unless it would be another one now."""
        if not self._history.exists() or not (sha256 := readable_digest(self.file)):
            return None
        try:
            with History(self._history) as history:
                stored = history.newest_of_picture(sha256)
        except OutputError:  # the screening that follows says so
            return None
        return with_name_of_file(stored, self.file) if stored and is_repeatable(stored, self._screener) else None

    def _earlier(self, record: ScreeningRecord, history: HistoryKeeper) -> ScreeningRecord | None:
        return self._repeated or super()._earlier(record, history)
