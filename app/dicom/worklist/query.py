"""The clinic's worklist, asked for by C-FIND (PS3.4 annex K)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, time
from time import monotonic
from typing import TYPE_CHECKING, Any

from pydicom import Dataset
from pydicom.uid import UID

from app.core.errors import NetworkError
from app.core.text import cut
from app.dicom.network import call, load_network
from app.dicom.peer import Peer
from app.dicom.worklist.answer import item_of
from app.dicom.worklist.item import Worklist, WorklistItem, WorklistQuery

if TYPE_CHECKING:
    from pynetdicom.association import Association

MODALITY_WORKLIST = UID("1.2.840.10008.5.1.4.31")

_SUCCESS, _CANCELLED, _PENDING = 0x0000, 0xFE00, (0xFF00, 0xFF01)
_MESSAGE_ID = 1
_LONGEST_COMMENT = 64  # characters of value representation LO, PS3.5 table 6.2-1
_LOOK_S = 0.1
_GRACE_S = 2.0
"""What a server has to end an answer that it was asked to end; then it is hung up on."""

_PATIENT = ("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "RequestedProcedureDescription")
_STEP = (
    *("Modality", "ScheduledStationAETitle", "ScheduledProcedureStepStartDate", "ScheduledProcedureStepStartTime"),
    "ScheduledProcedureStepDescription",
)
_CODE = ("CodeValue", "CodingSchemeDesignator", "CodeMeaning")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken of a server.

    Attributes:
        items: examinations.
        seconds: until all is there.
        silence_s: seconds for each answer.
        size: bytes.
    """

    items: int = 2000
    seconds: float = 60.0
    silence_s: float = 20.0
    size: int = 16 * 2**20


def find(
    peer: Peer, query: WorklistQuery, cancel: threading.Event | None = None, limits: Limits | None = None
) -> Worklist:
    """Ask a server for its worklist.

    Args:
        peer: the server.
        query: which examinations.
        cancel: ends it soon, with what has come until then.
        limits: what is taken of the server; None for the usual ones.

    Raises:
        NetworkError: `worklist_unreachable`: there is no connection, or it broke; `worklist_rejected`: the server does
            not take calls from Kifua; `worklist_absent`: it has no worklist; `worklist_late`: it takes too long or says
            too much; `worklist_failed`: it answers with an error.
    """
    watch = _Watch(cancel or threading.Event(), limits or Limits())
    with watch.call(peer) as association:
        found = list(_items(association, peer, query, watch))
    found.sort(key=lambda item: (item.day or date.max, item.time or time.max, item.patient_name))
    return Worklist(tuple(found), is_cut=watch.is_cut)


def _items(association: Association, peer: Peer, query: WorklistQuery, watch: _Watch) -> Iterator[WorklistItem]:
    count = 0
    for status, answer in association.send_c_find(_identifier(query), MODALITY_WORKLIST, msg_id=_MESSAGE_ID):
        code = status.get("Status")
        if code in _PENDING:
            if count == watch.limits.items:
                watch.is_full.set()
            elif answer is not None:
                count += 1
                yield item_of(answer)
        elif code is None and not watch.is_cut:  # the connection has ended
            raise NetworkError("worklist_late" if watch.is_late else "worklist_unreachable", peer=peer)
        elif code not in (None, _SUCCESS, _CANCELLED):
            told = cut(str(status.get("ErrorComment", "")).strip(), _LONGEST_COMMENT)
            raise NetworkError("worklist_failed", peer=peer, status=f"{code:04X} {told}".strip())


def _identifier(query: WorklistQuery) -> Dataset:
    """Return the keys of a query: what is to match, and what else is to be answered.

    No name is among them: servers compare those each in their own way, by character set, case and wild cards.
    """
    step = _with_empty(*_STEP)
    step.ScheduledStationAETitle = query.station
    step.ScheduledProcedureStepStartDate = f"{query.day:%Y%m%d}" if query.day else ""
    step.ScheduledProtocolCodeSequence = [_with_empty(*_CODE)]
    identifier = _with_empty(*_PATIENT)
    identifier.RequestedProcedureCodeSequence = [_with_empty(*_CODE)]
    identifier.ScheduledProcedureStepSequence = [step]
    return identifier


def _with_empty(*keywords: str) -> Dataset:
    dataset = Dataset()
    for keyword in keywords:
        setattr(dataset, keyword, "")
    return dataset


class _Watch:
    """Keeps an association within limits, from a thread of its own.

    Attributes:
        limits: what is taken of the server.
        is_full: is set when enough items have come.
        is_late: whether the server took too long, or said too much.
    """

    def __init__(self, cancel: threading.Event, limits: Limits) -> None:
        self.limits = limits
        self.is_full = threading.Event()
        self.is_late = False
        self._cancel = cancel
        self._ended = threading.Event()
        self._size = 0

    @property
    def is_cut(self) -> bool:
        """Whether the server was asked to end before its time."""
        return self.is_full.is_set() or self._cancel.is_set()

    @contextmanager
    def call(self, peer: Peer) -> Iterator[Association]:
        """Open an association, and hang up at the end.

        Raises:
            NetworkError: see `find`.
        """
        load_network()
        from pynetdicom import evt

        handlers = [(evt.EVT_DATA_RECV, self._count)]
        association = call(peer, [MODALITY_WORKLIST], answer_s=self.limits.silence_s, handlers=handlers)
        if not association.is_established:
            raise NetworkError(_refusal(association), peer=peer, calling=peer.calling)
        thread = threading.Thread(target=self._watch, args=(association,))
        thread.start()
        try:
            yield association
            self._end(thread)
            association.release()
        finally:
            self._end(thread)
            association.abort()  # where it was not released, as after an error

    def _end(self, thread: threading.Thread) -> None:
        self._ended.set()
        thread.join()

    def _count(self, event: Any) -> None:
        self._size += len(event.data)

    def _watch(self, association: Association) -> None:
        end = monotonic() + self.limits.seconds
        while not self._ended.wait(_LOOK_S):
            if self.is_cut:
                with suppress(RuntimeError):  # it has ended meanwhile
                    association.send_c_cancel(_MESSAGE_ID, query_model=MODALITY_WORKLIST)
                if not self._ended.wait(_GRACE_S):
                    _hang_up(association)
                return
            if monotonic() > end or self._size > self.limits.size:
                self.is_late = True
                _hang_up(association)
                return


def _hang_up(association: Association) -> None:
    """End an association that another thread waits for an answer of; pynetdicom does not tell that thread."""
    association.abort()
    association.dimse.msg_queue.put((None, None))


def _refusal(association: Association) -> str:
    if association.is_rejected:
        return "worklist_rejected"
    return "worklist_absent" if association.rejected_contexts else "worklist_unreachable"
