"""Picture archives that listen on the loopback interface: pynetdicom's in this process, `storescp`, Orthanc."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pynetdicom import AE, evt

from app.dicom.peer import Peer
from app.dicom.send.store import SOP_CLASSES
from tests.helpers.dicom_peers import program

HOST = "127.0.0.1"
TITLE = "ARCHIVE"
_START_S = 30.0


@dataclass
class Archive:
    """An archive in this process, and what it got.

    Attributes:
        peer: its address.
        received: identifiers of the instances, in their order.
        statuses: answers to the next instances; success when there is none left.
    """

    peer: Peer
    received: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)


@contextmanager
def archive(classes: tuple[str, ...] = SOP_CLASSES, callers: tuple[str, ...] = ()) -> Iterator[Archive]:
    """Run an archive that takes these classes, from these callers alone where any is named."""
    entity = AE(TITLE)
    entity.require_calling_aet = list(callers)
    for sop_class in classes:
        entity.add_supported_context(sop_class)
    state = Archive(Peer(TITLE, HOST, 1))

    def answer(event: Any) -> int:
        state.received.append(str(event.request.AffectedSOPInstanceUID))
        return state.statuses.pop(0) if state.statuses else 0

    server = entity.start_server((HOST, 0), block=False, evt_handlers=[(evt.EVT_C_STORE, answer)])
    state.peer = Peer(TITLE, HOST, server.server_address[1])
    try:
        yield state
    finally:
        server.shutdown()


def free_port() -> int:
    """Return a port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def storescp(folder: Path, port: int | None = None) -> Iterator[Peer]:
    """Run dcmtk's archive, which stores into a folder; the test is skipped where it is not installed."""
    port = port or free_port()
    command = [program("storescp"), "-aet", TITLE, "-od", str(folder), str(port)]
    with running(command, port):
        yield Peer(TITLE, HOST, port)


@dataclass
class Orthanc:
    """A running Orthanc.

    Attributes:
        peer: its address for DICOM.
        http: that of its own interface.
    """

    peer: Peer
    http: str

    def ask(self, path: str) -> Any:
        """Return what its own interface answers."""
        with urllib.request.urlopen(f"{self.http}/{path}", timeout=10) as answer:
            return json.load(answer)


@contextmanager
def orthanc(folder: Path) -> Iterator[Orthanc]:
    """Run Orthanc with its data in a folder; the test is skipped where it is not installed."""
    server = program("Orthanc")
    ports = free_port(), free_port()
    options = {
        "StorageDirectory": str(folder / "storage"),
        "IndexDirectory": str(folder / "index"),
        "DicomAet": TITLE,
        "DicomPort": ports[0],
        "HttpPort": ports[1],
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": False,
        "DicomAlwaysAllowStore": True,
    }
    (folder / "orthanc.json").write_text(json.dumps(options))
    with running([server, str(folder / "orthanc.json")], *ports):
        yield Orthanc(Peer(TITLE, HOST, ports[0]), f"http://{HOST}:{ports[1]}")


@contextmanager
def running(command: list[str], *ports: int) -> Iterator[None]:
    """Run a program until the block ends; it starts when the program listens at its ports."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for port in ports:
            _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(_START_S)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_S
    while True:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)
