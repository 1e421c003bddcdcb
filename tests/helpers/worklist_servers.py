"""Worklist servers of a clinic: one in this process, and that of dcmtk."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydicom import Dataset
from pynetdicom import AE, evt

from app.dicom.peer import Peer
from app.dicom.worklist.query import MODALITY_WORKLIST
from tests.helpers.dicom_peers import HOST, program
from tests.helpers.picture_archives import free_port, running

TITLE = "RIS"
PENDING, SUCCESS, CANCELLED = 0xFF00, 0x0000, 0xFE00


@dataclass
class WorklistServer:
    """A worklist server in this process, and what it was asked.

    Attributes:
        peer: its address.
        answers: all that it answers whatever it is asked.
        end: status after those.
        asked: the keys of each query.
        cancelled: whether it was asked to end, and did.
        endless: whether it answers again and again.
    """

    peer: Peer
    answers: list[Dataset] = field(default_factory=list)
    end: int = SUCCESS
    asked: list[Dataset] = field(default_factory=list)
    cancelled: bool = False
    endless: bool = False

    def answer(self, event: Any) -> Iterator[tuple[Any, Dataset | None]]:
        """Yield the answers to a query."""
        self.asked.append(event.identifier)
        while True:
            for each in self.answers:
                if event.is_cancelled:
                    self.cancelled = True
                    yield CANCELLED, None
                    return
                yield PENDING, each
            if not self.endless:
                break
        status = Dataset()
        status.Status = self.end
        if self.end:
            status.ErrorComment = "no memory\x1b[2J"
        yield status, None


@contextmanager
def worklist_server(
    *answers: Dataset, callers: tuple[str, ...] = (), port: int = 0, **state: Any
) -> Iterator[WorklistServer]:
    """Run a server that gives these answers, to these callers alone where any is named."""
    entity = AE(TITLE)
    entity.require_calling_aet = list(callers)
    entity.add_supported_context(MODALITY_WORKLIST)
    made = WorklistServer(Peer(TITLE, HOST, 1), list(answers), **state)
    server = entity.start_server((HOST, port), block=False, evt_handlers=[(evt.EVT_C_FIND, made.answer)])
    made.peer = Peer(TITLE, HOST, server.server_address[1])
    try:
        yield made
    finally:
        server.shutdown()


def scheduled(name: str = "Otieno^Amina", *, charset: str | None = "ISO_IR 192", **elements: Any) -> Dataset:
    """Return an answer of a server.

    Args:
        name: of the patient.
        charset: of all texts; None to leave that out.
        elements: others by keyword; those of the procedure step go into its sequence. None leaves one out.
    """
    usual = {
        "PatientName": name,
        "PatientID": "P-7",
        "PatientBirthDate": "20230304",
        "PatientSex": "F",
        "AccessionNumber": "A-1",
        "StudyInstanceUID": "2.25.1",
        "RequestedProcedureID": "R-1",
        "RequestedProcedureDescription": "Chest",
        "Modality": "DX",
        "ScheduledStationAETitle": "XRAY",
        "ScheduledProcedureStepStartDate": "20261126",
        "ScheduledProcedureStepStartTime": "0930",
        "ScheduledProcedureStepDescription": "Chest PA",
        "ScheduledProcedureStepID": "S-1",
    }
    of_step = {name for name in usual if name.startswith("Scheduled")} | {"Modality", "ScheduledProtocolCodeSequence"}
    made, step = Dataset(), Dataset()
    if charset is not None:
        made.SpecificCharacterSet = charset.split("\\")
    for keyword, value in {**usual, **elements}.items():
        if value is not None:
            setattr(step if keyword in of_step else made, keyword, value)
    made.ScheduledProcedureStepSequence = [step]
    return made


DUMP = """
(0008,0005) CS [ISO_IR 100]
(0010,0010) PN [{name}]
(0010,0020) LO [P-7]
(0010,0030) DA [20230304]
(0010,0040) CS [F]
(0020,000d) UI [1.2.276.0.7230010.3.2.101]
(0032,1060) LO [Chest]
(0040,0100) SQ
(fffe,e000) -
(0008,0060) CS [{modality}]
(0040,0001) AE [XRAY]
(0040,0002) DA [{day}]
(0040,0003) TM [{time}]
(0040,0007) LO [Chest PA]
(0040,0009) SH [S-{time}]
(fffe,e00d) -
(fffe,e0dd) -
(0040,1001) SH [R-1]
"""
"""An examination as the files of dcmtk's server hold it, before `dump2dcm`."""


@contextmanager
def wlmscpfs(folder: Path, *dumps: str, options: tuple[str, ...] = ("-csk",)) -> Iterator[Peer]:
    """Run dcmtk's server with examinations, each a dump in Latin letters; the test is skipped where it is missing."""
    database = folder / TITLE
    database.mkdir(parents=True)
    (database / "lockfile").touch()
    for number, dump in enumerate(dumps):
        (database / "item.dump").write_text(dump, "latin-1")
        made = [program("dump2dcm"), "-q", "-g", str(database / "item.dump"), str(database / f"{number:03}.wl")]
        subprocess.run(made, check=True)
    port = free_port()
    with running([program("wlmscpfs"), "-s", "-dfp", str(folder), *options, str(port)], port):
        yield Peer(TITLE, HOST, port)
