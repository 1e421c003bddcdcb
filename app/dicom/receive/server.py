"""The listening side of the DICOM node: who gets to the network library, and where it writes what comes.

`app.dicom.network` must have loaded the library.
"""

from __future__ import annotations

import logging
import queue
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

from pydicom.errors import BytesLengthException
from pydicom.filewriter import write_file_meta_info
from pynetdicom import AE
from pynetdicom.association import Association
from pynetdicom.dimse import DIMSEServiceProvider
from pynetdicom.dimse_messages import C_STORE_RQ, DIMSEMessage
from pynetdicom.dsutils import create_file_meta
from pynetdicom.fsm import InvalidEventError, StateMachine
from pynetdicom.pdu_primitives import P_DATA
from pynetdicom.transport import AssociationSocket, RequestHandler, ThreadedAssociationServer

from app.dicom.receive.inbox import Inbox
from app.dicom.receive.incoming import IncomingFile
from app.dicom.receive.options import NodeOptions, TlsFiles

GREETING_S = 5.0
"""In which a caller must say what it wants: who only connects never gets to the library, which starts threads."""

_MOST_GREETINGS = 64
_ASSOCIATE_RQ = b"\x01"  # type of the first PDU, PS3.8 section 9.3.2
_CALLER_NOT_RECOGNISED = bytes((3, 0, 0, 0, 0, 4, 0, 1, 1, 3))
"""An A-ASSOCIATE-RJ, PS3.8 section 9.3.4: permanent, of the service user, calling AE title not recognised."""

_DECODE_ERRORS = (
    *(ArithmeticError, AttributeError, AssertionError, LookupError, NotImplementedError, OSError, RuntimeError),
    *(TypeError, ValueError, struct.error, queue.Empty, BytesLengthException, InvalidEventError),
)
"""Exceptions that the library raises on what breaks the protocol."""

_PIECE_BYTES, _MOST_PIECES = 65_536, 100
_MOST_PART_BYTES = 2**20  # a PDU of data is as large as the node has said, a request has some ten thousand bytes
_PREAMBLE = bytes(128) + b"DICM"

_log = logging.getLogger(__name__)


class Receiver(DIMSEServiceProvider):
    """Takes the messages of one association, and writes data sets into the inbox as they arrive.

    The library would write them too, but into the folder for temporary files, without a limit, and leaves them there
    when the association breaks.
    """

    def __init__(self, association: Association, inbox: Inbox) -> None:
        super().__init__(association)
        self._inbox = inbox

    def receive_primitive(self, primitive: P_DATA) -> None:
        """Take a part of a message."""
        if self.message is None:
            self.message = message = DIMSEMessage()
            message._data_set_file = IncomingFile(self._inbox, lambda: self._head(message))  # type: ignore[assignment]
        super().receive_primitive(primitive)

    def _head(self, message: DIMSEMessage) -> bytes:
        """Return what a file has before the data set of a message: preamble and meta information."""
        command = message.command_set
        context = self.assoc._accepted_cx.get(message.context_id or 0)
        if not isinstance(message, C_STORE_RQ) or context is None:
            raise OSError("there is nothing to be stored")
        meta = create_file_meta(
            sop_class_uid=command.AffectedSOPClassUID,
            sop_instance_uid=command.AffectedSOPInstanceUID,
            transfer_syntax=context.transfer_syntax[0],
        )
        head = BytesIO(_PREAMBLE)
        head.seek(len(_PREAMBLE))
        write_file_meta_info(head, meta)  # type: ignore[arg-type]
        return head.getvalue()


class _Protocol(StateMachine):
    """The library's state machine, of which what breaks the protocol ends the association and nothing else."""

    def do_action(self, event: str) -> None:
        """Do what an event asks for."""
        try:
            super().do_action(event)
        except _DECODE_ERRORS:
            _log.warning("What breaks the protocol ends an association")
            self.dul.kill_dul()


class _Connection(AssociationSocket):
    """The library's connection, closed whatever the other side does, and of parts that fit into memory."""

    def recv(self, nr_bytes: int) -> bytearray:
        """Return so many bytes, or fewer where the other side has closed.

        Raises:
            OSError: it is slow, has hung up, or announces more than anyone sends in one part.
        """
        if nr_bytes > _MOST_PART_BYTES:
            raise OSError("too large a part")
        return super().recv(nr_bytes)

    def _shutdown_socket(self) -> None:
        if self.socket:
            with suppress(OSError):  # the other side has hung up
                self.socket.shutdown(socket.SHUT_RDWR)
            self.socket.close()


class _Greeter(RequestHandler):
    """Hands a connection to the library, with the parts of this module in their places."""

    server: Server

    def _create_association(self) -> Association:
        association = super()._create_association()
        association.dul.event_queue.get()  # of the library's own connection, which the next line replaces
        association.dul.socket = _Connection(association, client_socket=self.request)
        association.dimse = Receiver(association, self.server.inbox)
        association.dul.state_machine = _Protocol(association.dul)
        return association


class Server(ThreadedAssociationServer):
    """Listens, and lets those alone get to the library who may send and say what they want.

    Attributes:
        inbox: that data sets are written into.
    """

    daemon_threads = True
    request_queue_size = 128  # with the usual 5, a crowd of callers waits a second for the system to ask again

    def __init__(
        self,
        entity: AE,
        options: NodeOptions,
        inbox: Inbox,
        handlers: list[Any],
        rejected: Callable[[str], None],
    ) -> None:
        """Listen; nobody is answered before `serve_forever`.

        Args:
            entity: with its presentation contexts and limits.
            options: say where to listen, and who may send.
            inbox: that data sets are written into.
            handlers: of the library's events.
            rejected: is called with the address of a caller where none may send.

        Raises:
            OSError: the port or the interface cannot be used, or a file for TLS.
        """
        self.inbox = inbox
        self._options = options
        self._rejected = rejected
        self._greetings = threading.BoundedSemaphore(_MOST_GREETINGS)
        self._tls = _tls_context(options.tls) if options.tls else None
        address = (options.interface, options.port)
        super().__init__(entity, address, options.ae_title, entity.supported_contexts, None, handlers, _Greeter)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Hear a caller, unless too many have yet to say what they want."""
        if self._greetings.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Hear what a caller wants, in a thread of its own."""
        try:
            request.settimeout(GREETING_S)
            if self._tls:
                request = self._tls.wrap_socket(request, server_side=True)
            is_heard = self._is_heard(request, client_address[0])
            request.settimeout(self._options.silence_s)
        except OSError:
            is_heard = False
        finally:
            self._greetings.release()
        if is_heard:
            super().process_request_thread(request, client_address)
        else:
            self.shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log what went wrong with a connection; the library would print it."""
        _log.warning("A connection failed", exc_info=True)

    def _is_heard(self, connection: socket.socket, address: str) -> bool:
        """Tell whether a caller may send and begins as the protocol says; reject one who may not.

        Raises:
            OSError: it has hung up, or says nothing.
        """
        if not self._options.knows_address(address):
            self._rejected(address)
            _reject(connection)
            return False
        # What has been encrypted cannot be looked at without being taken; but then a handshake has been made.
        return bool(self._tls) or connection.recv(1, socket.MSG_PEEK) == _ASSOCIATE_RQ


def _reject(connection: socket.socket) -> None:
    """Answer a request for an association that it is rejected, and wait until the caller has hung up.

    Raises:
        OSError: it has hung up before.
    """
    if connection.recv(_PIECE_BYTES):
        connection.sendall(_CALLER_NOT_RECOGNISED)
        connection.shutdown(socket.SHUT_WR)
        for _ in range(_MOST_PIECES):  # closed with bytes unread, the answer would be lost
            if not connection.recv(_PIECE_BYTES):
                return


def _tls_context(files: TlsFiles) -> ssl.SSLContext:
    """Return how connections are encrypted: by TLS 1.2 or newer, as DICOM's profile BCP 195 asks for.

    Raises:
        OSError: a file cannot be read, or is no certificate or key.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=files.authorities)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(files.certificate, files.key)
    if files.authorities:
        context.verify_mode = ssl.CERT_REQUIRED
    return context
