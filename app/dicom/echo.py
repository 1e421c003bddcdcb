"""Test of a connection by C-ECHO (PS3.4 annex A)."""

from __future__ import annotations

from app.core.errors import NetworkError
from app.dicom.network import call
from app.dicom.peer import Peer

_VERIFICATION = "1.2.840.10008.1.1"
_ANSWER_S = 10.0


def check_connection(peer: Peer) -> None:
    """Ask a peer whether it answers.

    Raises:
        NetworkError: `peer_unreachable`: there is no connection, or no answer; `peer_rejects`: it does not take calls
            from Kifua.
    """
    association = call(peer, [_VERIFICATION], answer_s=_ANSWER_S)
    if association.is_rejected:
        raise NetworkError("peer_rejects", peer=peer, calling=peer.calling)
    if not association.is_established:
        raise NetworkError("peer_unreachable", peer=peer)
    answer = association.send_c_echo()
    if association.is_established:
        association.release()
    if "Status" not in answer or answer.Status:
        raise NetworkError("peer_unreachable", peer=peer)
