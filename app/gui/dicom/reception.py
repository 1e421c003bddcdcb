"""Reception of X-rays from X-ray machines while the window is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.errors import KifuaError, Reason
from app.dicom.receive.own_addresses import is_own, own_addresses
from app.gui.batch.batch import Batch, Origin
from app.gui.batch.runner import BatchRunner
from app.gui.dicom.listening import Listening, Wanted, listen, waiting_xrays, without_kept
from app.gui.dicom.reception_state import ReceptionState, Stage
from app.gui.session import Session
from app.gui.text.verdict_text import reason_text
from app.gui.workers.task import Task
from app.paths import received_folder

_GATHER_MS = 500
"""X-rays that arrive together are screened together."""

_CHECK_MS = 20_000
"""How often it is seen whether the computer still has its address, and tried again what failed."""


class Reception(QObject):
    """Runs the DICOM node that the settings ask for, and has the runner screen what arrives.

    Signals:
        changed: `state` is another one.
        noted: a sentence that stays until the user closes it.
        warned: the same, of an X-ray that could not be stored.
    """

    changed = Signal()
    noted = Signal(str)
    warned = Signal(str)

    _received = Signal(object)
    _told = Signal(object)

    def __init__(self, session: Session, runner: BatchRunner, parent: QObject) -> None:
        """Prepare; nothing is loaded and no socket opened before `start`.

        Args:
            session: its settings say whether to listen, and its threads do the work.
            runner: screens what arrives.
            parent: destroys it, on its own thread; Python's collector would do so on any.
        """
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._state = ReceptionState()
        self._wanted: Wanted | None = None
        self._listening: Listening | None = None
        self._tried: Wanted | None = None
        self._opened: Listening | Reason | None = None
        self._is_changing = self._is_stopped = False
        self._pending: list[Path] = []
        self._unkept: list[Path] = []
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self._screen_pending)
        self._check = QTimer(self, interval=_CHECK_MS)
        self._check.timeout.connect(self.look)
        self._received.connect(self._take)
        self._told.connect(self._tell)
        runner.finished.connect(self._confirm)
        runner.queue_changed.connect(self._screen_pending)

    @property
    def state(self) -> ReceptionState:
        """What the node does at the moment."""
        return self._state

    def start(self) -> None:
        """Screen what waits from before, and listen where the settings ask for it, from now on."""
        history = self._session.history
        self._run(partial(waiting_xrays, history, received_folder(history.parent)), self._screen_waiting)
        self._session.settings_changed.connect(self._follow_settings)
        self._follow_settings()

    def stop(self) -> None:
        """Listen no more: the window is being closed. What was acknowledged is on the disk."""
        self._is_stopped = True
        self._follow_settings()

    @Slot()
    def look(self) -> None:
        """See which addresses this computer has; where listening failed, or its address is gone, try again."""
        settings = self._session.settings.receive
        if settings.is_on and not self._is_changing:
            self._run(lambda: (tuple(own_addresses()), is_own(settings.interface)), self._on_looked)

    def _on_looked(self, found: tuple[tuple[str, ...], bool]) -> None:
        addresses, has_interface = found
        self._show(own_addresses=addresses)
        is_lost = self._listening is None or not has_interface
        if self._wanted and is_lost:
            self._renew()

    @Slot()
    def _follow_settings(self) -> None:
        """Listen as the settings say."""
        settings, history = self._session.settings.receive, self._session.history
        options = settings.node_options()
        wanted = Wanted(options, settings.most_gb, history, received_folder(history.parent))
        is_wanted = settings.is_on and bool(options.callers) and not self._is_stopped
        self._wanted = wanted if is_wanted else None
        if is_wanted:
            self._check.start()
        else:
            self._check.stop()
            self._show(stage=Stage.NOBODY_MAY_SEND if settings.is_on else Stage.OFF, reason=None)
        if not (self._is_stopped or self._state.own_addresses):
            self.look()
        if self._tried != self._wanted:
            self._renew()

    def _renew(self) -> None:
        """Close what is open, or open what is wanted; one after the other."""
        if self._is_changing:  # seen to at its end
            return
        if self._listening:
            closing, self._listening, self._tried = self._listening, None, None
            self._change(closing.close)
        elif self._wanted:
            self._tried = self._wanted
            if self._state.stage is not Stage.FAILED:
                self._show(stage=Stage.STARTING, reason=None)
            self._change(partial(self._open, self._wanted))

    def _change(self, work: Callable[[], None]) -> None:
        self._is_changing = True
        task = Task(work)
        task.finished.connect(self._on_changed)  # though the window is being closed: what was opened must be closed
        self._session.threads.start(task)

    def _open(self, wanted: Wanted) -> None:
        """Listen; called on a thread of its own."""
        try:
            self._opened = listen(wanted, self._received.emit, self._told.emit)
        except KifuaError as error:
            self._opened = error.reason

    @Slot()
    def _on_changed(self) -> None:
        self._is_changing = False
        opened, self._opened = self._opened, None
        if isinstance(opened, Reason):
            self._show(stage=Stage.FAILED, reason=opened)
        elif opened:
            self._listening = opened
            self._show(
                stage=Stage.WAITING,
                ae_title=opened.wanted.options.ae_title,
                port=opened.port,
                interface=opened.wanted.options.interface,
                own_addresses=opened.own_addresses,
                reason=None,
            )
        if self._tried != self._wanted:
            self._renew()

    @Slot(object)
    def _take(self, path: Path) -> None:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        self._show(last_at=now)
        self._pending.append(path)
        self._gather.start()

    @Slot(object)
    def _tell(self, reason: Reason) -> None:
        if reason.code == "caller_rejected":
            self._show(rejected=(*self._state.rejected, str(reason.facts["caller"])))
            self.noted.emit(reason_text(reason))
        else:
            self.warned.emit(reason_text(reason))

    def _screen_waiting(self, paths: list[Path]) -> None:
        self._pending = [*paths, *(path for path in self._pending if path not in paths)]
        self._screen_pending()

    @Slot()
    def _screen_pending(self) -> None:
        """Have screened what has arrived, unless X-rays that arrived before are at work or wait."""
        running = [self._runner.batch] if self._runner.is_running else []
        is_at_work = any(batch and batch.origin is Origin.RECEIVED for batch in (*running, *self._runner.queued))
        if self._pending and not is_at_work and not self._is_stopped:
            paths, self._pending, self._unkept = [*self._unkept, *self._pending], [], []
            self._runner.start([str(path) for path in paths], origin=Origin.RECEIVED)

    @Slot(object)
    def _confirm(self, batch: Batch) -> None:
        """Note which X-rays need no screening any more; the others are screened with the next that arrive."""
        if batch.origin is Origin.RECEIVED:
            paths = [Path(path) for path in batch.paths]
            self._run(partial(without_kept, self._session.history, paths), self._on_confirmed)
        self._screen_pending()

    def _on_confirmed(self, unkept: list[Path]) -> None:
        self._unkept += unkept
        if unkept and not self._is_stopped:
            sentence = self.tr(
                "%Ln X-ray(s) received whose result is not kept yet: screened again later.", "", len(unkept)
            )
            self.noted.emit(sentence)

    def _run(self, work: Callable[[], object], take: Callable[[Any], None]) -> None:
        task = Task(work)
        task.done.connect(take)
        self._session.threads.start(task)

    def _show(self, **values: Any) -> None:
        state = replace(self._state, **values)
        if state != self._state:
            self._state = state
            self.changed.emit()
