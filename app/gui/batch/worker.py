"""Screening of a batch off the GUI thread, with a journal so that it can be resumed."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import Signal

from app.core.errors import OutputError
from app.core.imaging.discovery import discover
from app.core.imaging.source_file import readable_digest, with_name_of_file
from app.core.model.bundle import OperatingPoint
from app.core.records import ScreeningRecord
from app.core.results.history_keeper import HistoryKeeper
from app.core.results.unfinished import Journal, UnfinishedBatch, done_records
from app.core.screening import is_repeatable, run_in_order
from app.gui.session import Session
from app.gui.workers.screening import ScreeningWorker

_UNREAD = frozenset({"file_missing", "file_unreadable"})

_log = logging.getLogger(__name__)


class BatchWorker(ScreeningWorker):
    """Screens files and folders, or the rest of an interrupted batch at its own operating point.

    Signals:
        records_restored: a list of the records that the history had of this batch, in the order of the files.
        folder_lost: the folder that the files are in; it is gone, and the screening is paused until it is back.
    """

    records_restored = Signal(object)
    folder_lost = Signal(str)

    def __init__(
        self,
        paths: Sequence[str],
        session: Session,
        resumed: UnfinishedBatch | None = None,
        *,
        anew: bool = False,
        is_resumable: bool = True,
    ) -> None:
        """Prepare.

        Args:
            paths: of the files and folders.
            session: gives the screener and the history.
            resumed: the batch to go on with; None for a new one.
            anew: whether what was screened before is screened again; of a resumed batch, its journal says it.
            is_resumable: whether it is offered again where it is broken off; what was received waits in its inbox.
        """
        super().__init__(paths, session)
        self._resumed = resumed
        self._is_anew = resumed.anew if resumed else anew
        if resumed:
            self._screener = session.screener_at(resumed.operating_point)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        folder = self._history.parent
        journal = Journal.of(folder, resumed) if resumed else Journal(folder, self._paths, now, anew=anew)
        self._journal = _TolerantJournal(journal, is_wanted=is_resumable)
        self._batch_id = self._journal.id
        self._folders: dict[str, bool] = {}
        """The folders of the batch, and whether each was the root of a drive when the batch began."""
        self._files: frozenset[str] = frozenset()
        self._known: frozenset[str] = frozenset()
        self._unknown_files: set[str] = set()
        """Files whose picture is among the known ones, and that are to be screened all the same."""
        self._is_cancelled_for_good = False

    @property
    def operating_point(self) -> OperatingPoint:
        """Operating point of the whole batch."""
        return self._screener.operating_point

    @property
    def batch_id(self) -> str:
        """Id of the batch in the history."""
        return self._batch_id

    def note_waiting(self) -> None:
        """Write the journal before the thread is started: should the window close meanwhile, the batch is offered."""
        if self._resumed is None:
            self._journal.begin(None, self.operating_point.name)

    def forget(self) -> None:
        """Delete the journal of a batch whose thread was not started."""
        self._journal.end()

    def cancel_for_good(self) -> None:
        """Cancel for good: the batch will not be offered again."""
        self._is_cancelled_for_good = True
        self.cancel()

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        self._wait_for_drives()
        folders = (path if os.path.isdir(path) else os.path.dirname(path) for path in self._paths)
        self._folders = {folder: os.path.ismount(folder) for folder in folders}
        if self._resumed is None:
            self._journal.begin(None, self.operating_point.name)
        found = discover(self._paths, recursive=True, cancel=self._cancelled)
        all_listed = not self._cancelled.is_set() and not self._lacks_path()
        restored = self._read_restored()
        known = {record.file for record in restored}
        rest = [file for file in found.files if file not in known]
        total = len(restored) + len(rest)
        self.files_found.emit(total, found)
        if restored:
            self.records_restored.emit(restored)
        if all_listed:
            self._journal.begin(total, self.operating_point.name)
        self._files = frozenset(found.files)
        all_screened = self._screen(rest)
        if (all_listed and all_screened) or self._is_cancelled_for_good:
            self._journal.end()

    def _wait_for_drives(self) -> None:
        """Pause a resumed batch until its drives are connected: a USB stick, say."""
        while self._resumed and not self._cancelled.is_set():
            away = [path for path in self._paths if not os.path.exists(os.path.dirname(path))]
            if not away:
                return
            self.pause()
            self.folder_lost.emit(away[0])
            self._go_on.wait()

    def _lacks_path(self) -> bool:
        """Return whether a path of a resumed batch is missing now: it may be on a USB stick."""
        return self._resumed is not None and not all(map(os.path.exists, self._paths))

    def _records(
        self, files: Sequence[str], executor: Executor, history: HistoryKeeper
    ) -> Iterator[tuple[ScreeningRecord, bool]]:
        """Yield the record of each file; of those whose folder was away, after all others and when it is back.

        What was screened before is recalled. A record that says that its file cannot be read is yielded only where the
        folder is there at that moment.
        """
        screener = self._screener
        if not self._is_anew:
            in_use = (screener.bundle.model_id, screener.operating_point.name, screener.app_version)
            self._known = history.repeatable_pictures(*in_use)
        while files and not self._cancelled.is_set():
            left = []
            for found in run_in_order(files, self._look_up_or_screen, executor, self._cancelled, self._go_on):
                is_known = isinstance(found, _Known)
                record = self._recall(found, history) if isinstance(found, _Known) else self._read(found)
                if record is None:
                    left.append(found.file)
                else:
                    yield record, is_known
            files = left

    def _look_up_or_screen(self, file: str) -> _Known | ScreeningRecord:
        """Screen a file, unless its picture is one that was screened before."""
        if self._known and file not in self._unknown_files:
            # A new file is read twice, the second time from memory: 0.5 against 7.6 ms of processor time for its rest.
            sha256 = readable_digest(file)
            if sha256 in self._known:
                return _Known(file, sha256)
        return self._screener.screen_file(file)

    def _recall(self, known: _Known, history: HistoryKeeper) -> ScreeningRecord | None:
        """Return the stored record of a file; None where it has none of its own, so that it is to be screened."""

        def may_recall(stored: ScreeningRecord) -> bool:
            return is_repeatable(stored, self._screener) and not self._is_of_twin(stored, known)

        record = history.recall(known.sha256, known.file, may_recall)
        if record is None:
            self._unknown_files.add(known.file)
            return None
        return with_name_of_file(record, known.file)

    def _is_of_twin(self, stored: ScreeningRecord, known: _Known) -> bool:
        """Return whether a record is of another file with the same content in this batch or folder, which keeps it."""
        if stored.file == known.file:
            return False
        is_beside = os.path.dirname(stored.file) == os.path.dirname(known.file)
        return stored.file in self._files or (is_beside and readable_digest(stored.file) == known.sha256)

    def _read(self, record: ScreeningRecord) -> ScreeningRecord | None:
        return record if _was_read(record) else self._retry(record.file)

    def _retry(self, file: str) -> ScreeningRecord | None:
        """Screen a file again that could not be read; return None where its folder is away, and pause then.

        When its failure is seen here, the folder may have been away and be back: a USB stick was pulled out and put in
        again, say. Only a failure while the folder is seen to be there is the file's own.
        """
        is_going = self._go_on.is_set()  # asked before the folder: the user may put it back and continue meanwhile
        folder = self._missing_folder(file)
        if not folder and is_going and not self._cancelled.is_set():
            record = self._screener.screen_file(file)
            folder = "" if _was_read(record) else self._missing_folder(file)
            if not folder:
                return record
        if folder and is_going:  # else those that were in work already
            self.pause()
            self.folder_lost.emit(folder)
        return None

    def _missing_folder(self, file: str) -> str:
        """Return the folder of the batch that a file is below, where that is away now; else an empty text."""
        above = (folder for folder in self._folders if file.startswith(os.path.join(folder, "")))
        return next((folder for folder in above if self._is_away(folder)), "")

    def _is_away(self, folder: str) -> bool:
        """Return whether a folder is gone, or is only the empty place where a drive was mounted."""
        return not os.path.isdir(folder) or (self._folders[folder] and not os.path.ismount(folder))

    def _read_restored(self) -> list[ScreeningRecord]:
        if self._resumed is None:
            return []
        return done_records(self._history, self._resumed, self._screener.bundle.model_id)


class _TolerantJournal:
    """The journal of a batch, which goes on without where it cannot be written; or none."""

    def __init__(self, journal: Journal, *, is_wanted: bool) -> None:
        self.id = journal.id
        self._journal = journal if is_wanted else None

    def begin(self, total: int | None, operating_point: str) -> None:
        """Write it; as `Journal.begin`."""
        if self._journal:
            with _logging_failures():
                self._journal.begin(total, operating_point)

    def end(self) -> None:
        """Delete it."""
        if self._journal:
            with _logging_failures():
                self._journal.end()


@contextmanager
def _logging_failures() -> Iterator[None]:
    try:
        yield
    except OutputError as error:  # the history lies in the same folder, and says so to the user
        _log.warning("The journal cannot be written: %s", error)


class _Known(NamedTuple):
    """A file whose picture was screened before."""

    file: str
    sha256: str


def _was_read(record: ScreeningRecord) -> bool:
    return _UNREAD.isdisjoint(reason.code for reason in record.verdict.reasons)
