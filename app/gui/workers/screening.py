"""Screening off the GUI thread."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor

from PySide6.QtCore import Signal

from app.core.errors import BundleError, Reason
from app.core.imaging.discovery import discover
from app.core.imaging.small_picture import PictureTray
from app.core.records import ScreeningRecord
from app.core.results.history_keeper import HistoryKeeper
from app.core.screening import is_repeatable, screen, with_earlier
from app.gui.session import Session
from app.gui.text.verdict_text import reason_text
from app.gui.threads import Worker


class ScreeningWorker(Worker):
    """Finds the files below some paths, screens them, and adds every record to the history.

    What becomes of the history is emitted by the signal of the same name of the `Session` too, for all workers.

    Signals:
        files_found: how many files will be screened, and the `Discovery`, which says what was left out.
        record_made: one `ScreeningRecord`, in the order of the files.
        record_recalled: before that, the same where the history has had it.
        history_unkept: a sentence, the screening goes on without the history; empty once a record is stored again.
        failed: a sentence; the model cannot be used any more, and the screening has ended.
    """

    files_found = Signal(int, object)
    record_made = Signal(object)
    record_recalled = Signal(object)
    history_unkept = Signal(str)
    failed = Signal(str)

    def __init__(self, paths: Sequence[str], session: Session) -> None:
        super().__init__()
        self._paths = tuple(paths)
        self._screener = session.screener
        self._history = session.history
        self._settings = session.settings
        self._batch_id = ""
        self._is_kept = self._is_anew = False
        self.history_unkept.connect(session.history_unkept)
        self._go_on = threading.Event()
        self._go_on.set()

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        found = discover(self._paths, recursive=True, cancel=self._cancelled)
        self.files_found.emit(len(found.files), found)
        self._screen(found.files)

    def pause(self) -> None:
        """Start no further file; any thread may call this. After a cancel it does nothing."""
        self._go_on.clear()
        if self._cancelled.is_set():
            self._go_on.set()

    def go_on(self) -> None:
        """End the pause."""
        self._go_on.set()

    def cancel(self) -> None:
        """Ask the work to end soon, paused or not."""
        super().cancel()
        self._go_on.set()

    def _screen(self, files: Sequence[str]) -> bool:
        """Screen files and tell whether all of them were, and the history has them."""
        done = 0
        # SQLite serves the thread that opened it, so the history is opened here.
        settings = self._settings
        pictures = PictureTray() if settings.keep_pictures else None
        if pictures:
            self._screener = self._screener.keeping_pictures(pictures)
        keeper = HistoryKeeper(
            self._history,
            self._emit_history_failure,
            store_names=settings.store_names,
            batch=self._batch_id,
            pictures=pictures,
        )
        with keeper as history, ThreadPoolExecutor(settings.workers or _spare_cores()) as executor:
            try:
                for made, is_kept in self._records(files, executor, history):
                    record = made if is_kept else self._said_before(made, history)
                    if record:
                        self.record_recalled.emit(record)
                        self.record_made.emit(record)
                    else:
                        self._keep(made, history)
                    done += 1
            except BundleError as error:
                self.failed.emit(reason_text(error.reason))
        return done == len(files) and not keeper.unkept

    def _records(
        self, files: Sequence[str], executor: Executor, history: HistoryKeeper
    ) -> Iterator[tuple[ScreeningRecord, bool]]:
        """Yield the record of each file, in their order, and whether the history has it already."""
        for made in screen(files, self._screener, executor, self._cancelled, self._go_on):
            yield made, False

    def _said_before(self, made: ScreeningRecord, history: HistoryKeeper) -> ScreeningRecord | None:
        """Return the stored record of a file without a digest, an empty one say, where it is refused as it was before.

        What has a digest is recalled before it is screened.
        """
        if made.sha256 or self._is_anew:
            return None

        def is_same(stored: ScreeningRecord) -> bool:
            return is_repeatable(stored, self._screener) and _codes(stored) == _codes(made)

        return history.recall("", made.file, is_same)

    def _keep(self, made: ScreeningRecord, history: HistoryKeeper) -> None:
        """Add a record that was just made to the history."""
        record = self._as_before(made, self._earlier(made, history))
        history.keep(record)
        if not history.unkept:
            self._note_kept()
        self.record_made.emit(record)

    def _as_before(self, made: ScreeningRecord, earlier: ScreeningRecord | None) -> ScreeningRecord:
        """Return the record for the same child; of a picture that was set upright before, one as it was shown then."""
        if earlier and earlier.adjustments and not made.adjustments:
            made = self._screener.adjusting(earlier.adjustments).screen_file(made.file)
        return with_earlier(made, earlier, self._screener.bundle.input_limits)

    def _earlier(self, record: ScreeningRecord, history: HistoryKeeper) -> ScreeningRecord | None:
        """Return the earlier screening of the same picture, of which a record takes over what is not the verdict."""
        return history.newest_of_picture(record.sha256)

    def _emit_history_failure(self, reason: Reason) -> None:
        if reason.code == "history_damaged":  # another one is in its place, and the session says so
            return
        self._is_kept = False
        remedy = self.tr(
            "What is screened now is not kept there: free some space on the disk, or choose another data folder in the "
            "settings."
        )
        self.history_unkept.emit(f"{reason_text(reason)} {remedy}")

    def _note_kept(self) -> None:
        if not self._is_kept:
            self._is_kept = True
            self.history_unkept.emit("")


def _codes(record: ScreeningRecord) -> list[str]:
    return [reason.code for reason in record.verdict.reasons]


def _spare_cores() -> int:
    """Return how many files to screen at once: every core but one, which is left to the window."""
    return max(1, (os.cpu_count() or 1) - 1)
