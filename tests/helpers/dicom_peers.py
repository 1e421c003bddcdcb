"""Others that speak DICOM: a node for tests, and the programs of dcmtk and Orthanc that send to it."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid
from pynetdicom import AE

from app.core.errors import Reason
from app.dicom.receive.inbox import Inbox, Room
from app.dicom.receive.node import SOP_CLASSES, VERIFICATION, Node
from app.dicom.receive.options import Caller, NodeOptions
from tests.helpers.dicoms import as_file, dataset

PIXELS = np.arange(64 * 64, dtype=np.uint16).reshape(64, 64)
HOST = "127.0.0.1"
TITLE = "XRAY"


@dataclass
class Receiving:
    """A node that listens, and what it has said so far."""

    port: int
    folder: Path
    received: list[Path] = field(default_factory=list)
    told: list[Reason] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """The codes of what was told."""
        return [reason.code for reason in self.told]


@contextmanager
def receiving(folder: Path, room: Room | None = None, **options: Any) -> Iterator[Receiving]:
    """Run a node on the loopback interface that takes X-rays from there."""
    callers = (Caller.parse(f"{TITLE}@{HOST}"),)
    chosen = replace(NodeOptions(port=0, interface=HOST, callers=callers, silence_s=10.0), **options)
    state = Receiving(0, folder)
    with Inbox(folder, room) as inbox, Node(chosen, inbox, state.received.append, state.told.append) as node:
        state.port = node.port
        yield state


def sender(title: str = TITLE, *syntaxes: str) -> AE:
    """Return an application entity that may send what the node takes."""
    entity = AE(title)
    entity.acse_timeout = entity.dimse_timeout = entity.network_timeout = 10
    entity.add_requested_context(VERIFICATION)
    for sop_class in SOP_CLASSES:
        entity.add_requested_context(sop_class, list(syntaxes) or None)
    return entity


def xray(**elements: Any) -> Dataset:
    """Return a data set as a machine sends it."""
    made = dataset(PIXELS, StudyInstanceUID=generate_uid(), PatientID="P-7", **elements)
    return as_sent(made)


def as_sent(made: Dataset) -> Dataset:
    """Return a data set as it is read of a file, for the library to send."""
    return pydicom.dcmread(BytesIO(as_file(made)))


def store(
    node: Receiving, *images: Dataset, title: str = TITLE, syntaxes: Sequence[str] = (ExplicitVRLittleEndian,)
) -> list[int]:
    """Send images over one association, and return the status of each."""
    with_node = sender(title, *syntaxes).associate(HOST, node.port, ae_title="KIFUA")
    assert with_node.is_established
    statuses = [with_node.send_c_store(image).get("Status") for image in images]
    with_node.release()
    return statuses


def stored(folder: Path) -> list[Path]:
    """Return the X-rays that were received."""
    return sorted(folder.glob("*/*.dcm"))


def left_over(folder: Path) -> list[Path]:
    """Return the files that are still being received."""
    return list(folder.glob(".kifua-*"))


def wait_until(is_so: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that happens in another thread."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def program(name: str) -> str:
    """Return the path of a program; the test is skipped where there is none."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    return path or pytest.skip(f"{name} is not installed")


def call(name: str, port: int, *arguments: object, title: str = TITLE, called: str = "KIFUA") -> Any:
    """Have a program of dcmtk call a node, and return how it ended and what it printed."""
    command = [program(name), "-v", "-to", "10", "-aet", title, "-aec", called, HOST, str(port), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
