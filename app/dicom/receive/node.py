"""A DICOM node: X-ray machines test it by C-ECHO and send X-rays to it by C-STORE.

An X-ray is acknowledged once it is on the disk, and is never decoded here. `app.dicom.network` must have loaded the
network library.
"""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from types import TracebackType
from typing import Any

from pydicom.uid import (
    UID,
    ComputedRadiographyImageStorage,
    DeflatedExplicitVRLittleEndian,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    SecondaryCaptureImageStorage,
)
from pynetdicom import AE, evt

from app.core.errors import NetworkError, Reason
from app.core.imaging.dicom.frame import COMPRESSED
from app.dicom.receive.identity import Identity, NotUnderstoodError, read_identity
from app.dicom.receive.inbox import Inbox
from app.dicom.receive.incoming import IncomingFile
from app.dicom.receive.options import NodeOptions
from app.dicom.receive.server import GREETING_S, Server

VERIFICATION = UID("1.2.840.10008.1.1")
SOP_CLASSES = (
    ComputedRadiographyImageStorage,
    DigitalXRayImageStorageForPresentation,
    SecondaryCaptureImageStorage,
)
TRANSFER_SYNTAXES = (
    *(ExplicitVRLittleEndian, ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian),
    *sorted(COMPRESSED),
)

_MOST_PDU_BYTES = 131_072
_MOST_TOLD = 100
_PERMANENT, _SERVICE_USER, _CALLER_NOT_RECOGNISED = 1, 1, 3  # PS3.8 table 9-21
_LISTEN_CODES = {errno.EADDRINUSE: "receive_port_in_use", errno.EADDRNOTAVAIL: "receive_address_missing"}
_POLL_S = 0.1

_log = logging.getLogger(__name__)


class StoreStatus(IntEnum):
    """How a C-STORE has ended, PS3.4 table B.2-1."""

    STORED = 0x0000
    NOT_AUTHORISED = 0x0124  # PS3.7 annex C
    OUT_OF_RESOURCES = 0xA700
    WRONG_CLASS = 0xA900
    NOT_UNDERSTOOD = 0xC000


class Node:
    """Listens while it is entered. Its callables are called from threads of its own.

    Attributes:
        port: that it listens on.
    """

    def __init__(
        self,
        options: NodeOptions,
        inbox: Inbox,
        received: Callable[[Path], None],
        tell: Callable[[Reason], None],
    ) -> None:
        """Prepare; no socket is opened before it is entered.

        Args:
            options: say where to listen, and who may send.
            inbox: keeps what is sent; entered.
            received: is called with the path of each X-ray that is new.
            tell: is called with `caller_rejected`, once for each caller, and with `receive_failed`.
        """
        self._options = options
        self._inbox = inbox
        self._received = received
        self._tell = tell
        self._told: set[str] = set()
        self.port = options.port
        self._entity = _entity(options)

    def __enter__(self) -> Node:
        """Listen from now on.

        Raises:
            NetworkError: `receive_port_in_use`, `receive_address_missing`, `receive_not_listening`.
        """
        options = self._options
        handlers = [(evt.EVT_REQUESTED, self._check_caller), (evt.EVT_C_STORE, self._store)]
        try:
            server = Server(self._entity, options, self._inbox, handlers, self._tell_rejected)
        except (OSError, OverflowError) as error:
            code = _LISTEN_CODES.get(getattr(error, "errno", None) or 0, "receive_not_listening")
            why = getattr(error, "strerror", None) or error
            raise NetworkError(code, address=options.interface, port=options.port, error=why) from error
        self.port = int(server.server_address[1])
        self._entity._servers.append(server)  # so that it ends with the entity
        threading.Thread(target=server.serve_forever, args=(_POLL_S,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening, and end the associations: what is not acknowledged, its sender sends again."""
        self._entity.shutdown()

    def _check_caller(self, event: Any) -> None:
        """Reject an association where title and address do not belong together."""
        if not self._is_allowed(event.assoc):
            event.assoc.acse.send_reject(_PERMANENT, _SERVICE_USER, _CALLER_NOT_RECOGNISED)
            event.assoc.kill()

    def _is_allowed(self, association: Any) -> bool:
        request = association.requestor
        title, address = str(request.primitive.calling_ae_title).strip(), str(request.address_info.address)
        is_allowed = self._options.may_call(title, address)
        if not is_allowed:
            self._tell_rejected(address, title)
        return is_allowed

    def _store(self, event: Any) -> int:
        incoming: IncomingFile = event.request._dataset_file
        try:
            if not self._is_allowed(event.assoc):  # the library goes on where its handler of requests fails
                return StoreStatus.NOT_AUTHORISED
            return self._keep(event, incoming)
        except NotUnderstoodError:
            _log.warning("A data set that was sent cannot be understood")
            return StoreStatus.NOT_UNDERSTOOD
        except OSError as error:
            self._tell(Reason.of("receive_failed", path=self._inbox.folder, error=error.strerror or error))
            return StoreStatus.OUT_OF_RESOURCES
        finally:
            incoming.close()

    def _keep(self, event: Any, incoming: IncomingFile) -> StoreStatus:
        """Keep an X-ray that has arrived, and hand it on.

        Raises:
            NotUnderstoodError: its header cannot be read.
            OSError: it cannot be kept.
        """
        request, context = event.request, event.context
        identity: Identity = read_identity(incoming.finish(), incoming.start, context.transfer_syntax)
        announced = (str(request.AffectedSOPClassUID), str(request.AffectedSOPInstanceUID))
        if announced != (identity.sop_class, identity.instance) or identity.sop_class != context.abstract_syntax:
            return StoreStatus.WRONG_CLASS
        kept = incoming.keep(identity.study, identity.instance)
        if kept:
            self._received(kept)
        return StoreStatus.STORED

    def _tell_rejected(self, address: str, title: str = "?") -> None:
        """Tell once of a caller that is rejected; what its title holds is not to be trusted."""
        caller = f"{title}@{address}"
        if caller not in self._told and len(self._told) < _MOST_TOLD:
            self._told.add(caller)
            self._tell(Reason.of("caller_rejected", caller=caller))


def _entity(options: NodeOptions) -> AE:
    """Return the library's application entity: what it answers, and its limits."""
    entity = AE(options.ae_title)
    entity.require_called_aet = True
    entity.maximum_associations = options.most_associations
    entity.maximum_pdu_size = _MOST_PDU_BYTES
    entity.acse_timeout = GREETING_S
    entity.dimse_timeout = entity.network_timeout = options.silence_s
    entity.add_supported_context(VERIFICATION)
    for sop_class in SOP_CLASSES:
        entity.add_supported_context(sop_class, list(TRANSFER_SYNTAXES))
    return entity
