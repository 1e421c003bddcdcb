"""pynetdicom, also where Python has no OpenSSL: the frozen program leaves it out, for 6 MB."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from app.dicom.peer import Peer

if TYPE_CHECKING:
    from pynetdicom.association import Association

_CONNECTION_S, _ANSWER_S = 10.0, 60.0

_NAMED = {"SSLContext": object, "SSLSocket": object, "SSLError": OSError}
"""The classes of `ssl` that pynetdicom names though no TLS is asked for, and what they derive from."""


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
    """Load pynetdicom. It takes 150 ms, so nobody does who neither sends nor receives; nothing is opened.

    Where there is no module `ssl`, empty classes stand in for those of it that pynetdicom names; nobody else sees them.
    """
    try:
        import ssl  # noqa: F401 (whether it is there)
    except ImportError:
        import pydicom  # noqa: F401 (first, for it loads `requests` where it finds it, which needs the real one)

        sys.modules["ssl"] = _without_openssl()
        try:
            import pynetdicom  # noqa: F401 (loaded for those who import it next)
        finally:
            del sys.modules["ssl"]
    from pynetdicom import _config

    # It takes time to word what nobody reads, and names patients.
    _config.LOG_HANDLER_LEVEL = "none"
    _config.LOG_REQUEST_IDENTIFIERS = _config.LOG_RESPONSE_IDENTIFIERS = False


def _without_openssl() -> ModuleType:
    module = ModuleType("ssl")
    vars(module).update({name: type(name, (base,), {}) for name, base in _NAMED.items()})
    return module
