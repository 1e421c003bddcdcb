"""Storage of instances at a peer by C-STORE (PS3.4 annex B)."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from pydicom import dcmread
from pydicom.uid import ComprehensiveSRStorage, SecondaryCaptureImageStorage

from app.core.errors import NetworkError
from app.dicom.network import call
from app.dicom.peer import Peer

if TYPE_CHECKING:
    from pynetdicom.association import Association

SOP_CLASSES = (SecondaryCaptureImageStorage, ComprehensiveSRStorage)
OUT_OF_RESOURCES = 0xA700
_DUPLICATE, _CLASS_NOT_SUPPORTED, _NOT_AUTHORISED = 0x0111, 0x0122, 0x0124


class Answer(Enum):
    """What becomes of an instance: the peer has it, may take it later, or refuses it for good."""

    STORED = "stored"
    LATER = "later"
    REFUSED = "refused"

    @classmethod
    def of_status(cls, status: int) -> Answer:
        """Return what a status means (PS3.4 table B.2-1, PS3.7 annex C)."""
        if status in (0, _DUPLICATE) or status >> 12 == 0xB:  # stored, there already, or stored with a remark
            return cls.STORED
        if status >> 8 == 0xA7 or status == _NOT_AUTHORISED:  # out of resources; or its administrator has to allow it
            return cls.LATER
        return cls.REFUSED


def store(peer: Peer, paths: Iterable[Path]) -> Generator[int]:
    """Send files over one association, and yield the status of each before the next one is sent.

    Raises:
        NetworkError: `send_unreachable`: there is no connection, or no more; `send_rejected`: the peer does not take
            calls from Kifua.
    """
    association = call(peer, SOP_CLASSES)
    try:
        if association.is_rejected:
            raise NetworkError("send_rejected", peer=peer, calling=peer.calling)
        for path in paths:
            yield _store(association, peer, path)
    finally:
        if association.is_established:
            association.release()


def _store(association: Association, peer: Peer, path: Path) -> int:
    if not association.is_established:
        raise NetworkError("send_unreachable", peer=peer)
    dataset = dcmread(path)
    accepted = {context.abstract_syntax for context in association.accepted_contexts}
    if dataset.SOPClassUID not in accepted:
        return _CLASS_NOT_SUPPORTED
    answer = association.send_c_store(dataset)
    if "Status" not in answer:  # the connection broke, or nothing came in time
        raise NetworkError("send_unreachable", peer=peer)
    return int(answer.Status)
