"""pynetdicom, as all here use it, and calls to other systems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.dicom.peer import Peer

if TYPE_CHECKING:
    from pynetdicom.association import Association

_CONNECTION_S, _ANSWER_S = 10.0, 60.0


def call(
    peer: Peer, sop_classes: Sequence[str], *, answer_s: float = _ANSWER_S, handlers: Sequence[tuple[Any, Any]] = ()
) -> Association:
    """Call a peer, and return the association, which may have been rejected or not come about.

    Args:
        peer: to be called.
        sop_classes: to be proposed, each in explicit and implicit VR little endian.
        answer_s: seconds that it has for each answer.
        handlers: of events, as pynetdicom takes them.
    """
    load_network()
    from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian
    from pynetdicom import AE

    entity = AE(peer.calling)
    entity.connection_timeout = _CONNECTION_S
    entity.acse_timeout = entity.dimse_timeout = entity.network_timeout = answer_s
    for sop_class in sop_classes:
        entity.add_requested_context(sop_class, [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
    host = peer.host.strip("[]")
    return entity.associate(host, peer.port, ae_title=peer.title, evt_handlers=list(handlers))


def load_network() -> None:
    """Load pynetdicom, which takes 150 ms, so nobody does who neither sends nor receives; nothing is opened."""
    from pynetdicom import _config

    # It takes time to word what nobody reads, and names patients.
    _config.LOG_HANDLER_LEVEL = "none"
    _config.LOG_REQUEST_IDENTIFIERS = _config.LOG_RESPONSE_IDENTIFIERS = False
