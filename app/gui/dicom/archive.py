"""Results on their way to the picture archive: queued, sent in the background, and shown."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.errors import InputError, Reason
from app.core.records import ScreeningRecord
from app.core.screening import Screener
from app.dicom.peer import Peer
from app.gui.batch.runner import BatchRunner
from app.gui.session import Session
from app.gui.text.verdict_text import reason_text
from app.gui.workers.task import Task
from app.paths import fonts_folder, outbox_folder

if TYPE_CHECKING:
    from app.dicom.send.peer_queue import PeerQueue

_LOOK_MS = 60_000
"""How often it is seen whether an attempt is due: the first one after a failure is a minute later."""


@dataclass(frozen=True, slots=True)
class QueueState:
    """What is known of the queue of an archive.

    Attributes:
        peer: the archive, as `Peer.parse` reads it.
        waiting: how many files wait.
        refused: how many were refused for good.
        statuses: with which statuses of C-STORE, in hexadecimal digits.
        reason: why some wait; None where that is not known, or none does.
    """

    peer: str
    waiting: int
    refused: int
    statuses: tuple[str, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Queued:
    """What became of results that were to be sent: how many are queued, and why the others are not."""

    count: int
    failures: tuple[Reason, ...]


class Archive(QObject):
    """Sends results to the archive of the settings, and what waits for any archive, one thing after the other.

    Signals:
        changed: `queues` are others.
        noted: a sentence for the moment.
        failed: a sentence; a result cannot be sent.
    """

    changed = Signal()
    noted = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, runner: BatchRunner, parent: QObject) -> None:
        """Prepare; nothing is loaded or sent before `start`.

        Args:
            session: its settings name the archive, and its threads do the work.
            runner: screens what arrives by itself.
            parent: destroys it, on its own thread.
        """
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._queues: tuple[QueueState, ...] = ()
        self._works: list[tuple[Callable[[threading.Event], object], Callable[[Any], None]]] = []
        self._is_at_work = self._is_stopped = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        runner.records_made.connect(self._on_records_made)

    @property
    def queues(self) -> tuple[QueueState, ...]:
        """The queues in which anything waits or was refused."""
        return self._queues

    def start(self) -> None:
        """Send what waits from now on, as often as it is due."""
        self._timer.start()
        self._session.settings_changed.connect(self.look)
        self.look()

    def stop(self) -> None:
        """Begin nothing more: the window is being closed. What waits is sent when it is open again."""
        self._is_stopped = True
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Send what is due."""
        self._deliver(at_once=False)

    @Slot()
    def try_now(self) -> None:
        """Send what waits, due or not."""
        self._deliver(at_once=True)

    def send(self, records: Sequence[ScreeningRecord]) -> None:
        """Send the results of screenings to the archive of the settings, now or as soon as it can be reached."""
        self._queue(records, is_asked_for=True)

    def remove(self, peer: str) -> None:
        """Delete what waits for an archive, and what it refused."""
        self._do(partial(_remove, self._folder, peer), self._show)

    @property
    def _folder(self) -> Path:
        return outbox_folder(self._session.history.parent)

    @Slot(object)
    def _on_records_made(self, records: list[ScreeningRecord]) -> None:
        batch = self._runner.batch
        if self._session.settings.archive.sends_each and batch and batch.comes_by_itself:
            self._queue(records, is_asked_for=False)

    def _queue(self, records: Sequence[ScreeningRecord], *, is_asked_for: bool) -> None:
        peer = self._session.settings.archive.peer()
        if peer and records:
            work = partial(_put, records, self._session.screener, self._folder, peer, is_asked_for)
            self._do(work, self._on_queued if is_asked_for else lambda queued: self.try_now())

    def _on_queued(self, queued: _Queued) -> None:
        if queued.failures:
            self.failed.emit("\n".join(dict.fromkeys(map(reason_text, queued.failures))))
        if queued.count:
            self.noted.emit(self.tr("%Ln result(s) on the way to the archive.", "", queued.count))
            self.try_now()

    def _deliver(self, *, at_once: bool) -> None:
        if _has_files(self._folder):  # else the network library is not even loaded
            known = {queue.peer: queue.reason for queue in self._queues}
            self._do(partial(_deliver_all, self._folder, at_once, known), self._show)
        else:
            self._show(())

    def _do(self, work: Callable[[threading.Event], object], take: Callable[[Any], None]) -> None:
        """Do one thing after the other, each off the GUI thread."""
        self._works.append((work, take))
        self._begin_next()

    @Slot()
    def _begin_next(self) -> None:
        if self._is_at_work or not self._works or self._is_stopped:
            return
        work, take = self._works.pop(0)
        cancelled = threading.Event()
        task = Task(partial(work, cancelled), cancelled)
        task.done.connect(take)
        task.failed.connect(self.failed)
        task.finished.connect(self._end)
        self._is_at_work = True
        self._session.threads.start(task)

    @Slot()
    def _end(self) -> None:
        self._is_at_work = False
        self._begin_next()

    def _show(self, queues: tuple[QueueState, ...]) -> None:
        if queues != self._queues:
            self._queues = queues
            self.changed.emit()


def _has_files(outbox: Path) -> bool:
    return any(outbox.glob("*/*.dcm")) or any(outbox.glob("*/*/*.dcm"))


def _put(
    records: Sequence[ScreeningRecord],
    screener: Screener,
    outbox: Path,
    peer: Peer,
    is_asked_for: bool,
    _: threading.Event,
) -> _Queued:
    """Queue the results of screenings; what nobody asked for only where the X-ray's file names its study.

    Raises:
        OutputError: the queue cannot be written.
    """
    from app.dicom.results.export import results_of  # pydicom takes 100 ms to load
    from app.dicom.send.peer_queue import PeerQueue

    queue, count, failures = PeerQueue(outbox, peer), 0, []
    for record in records:
        try:
            results = results_of(record, screener, fonts_folder())
        except InputError as error:
            failures.append(error.reason)
            continue
        if is_asked_for or not results.is_new_study:
            queue.put(results.instances)
            count += 1
    return _Queued(count, tuple(failures))


def _deliver_all(
    outbox: Path, at_once: bool, known: dict[str, Reason | None], cancelled: threading.Event
) -> tuple[QueueState, ...]:
    """Send what waits in all queues, and return what is left in them.

    Raises:
        OutputError: a queue cannot be used.
    """
    from app.dicom.send.outbox import deliver, queues

    found = []
    for queue in queues(outbox):
        done = deliver(queue, time.time(), at_once=at_once, send=partial(_store, cancelled))
        state = _state_of(queue, done.reason or known.get(str(queue.peer)))
        if state.waiting or state.refused:
            found.append(state)
    return tuple(found)


def _store(cancelled: threading.Event, peer: Peer, paths: Iterable[Path]) -> Generator[int]:
    """Store files at a peer, until a cancel leaves the rest for later."""
    from app.dicom.send.store import OUT_OF_RESOURCES, store

    with closing(store(peer, paths)) as statuses:
        for status in statuses:
            yield status
            if cancelled.is_set():
                yield OUT_OF_RESOURCES
                return


def _remove(outbox: Path, peer: str, _: threading.Event) -> tuple[QueueState, ...]:
    """Delete what is in the queue of a peer, and return what is in the others.

    Raises:
        OutputError: a queue cannot be used.
    """
    from app.dicom.send.outbox import queues

    found = queues(outbox)
    for queue in found:
        if str(queue.peer) == peer:
            queue.remove()
    states = (_state_of(queue, None) for queue in found)
    return tuple(state for state in states if state.waiting or state.refused)


def _state_of(queue: PeerQueue, reason: Reason | None) -> QueueState:
    waiting, refusals = len(queue.waiting()), queue.refusals()
    return QueueState(str(queue.peer), waiting, refusals.total(), tuple(sorted(refusals)), reason if waiting else None)
