"""What a caller gets for an answer, and what lies on the disk by then."""

import os

import pydicom
import pytest
from pydicom.uid import (
    CTImageStorage,
    DeflatedExplicitVRLittleEndian,
    DigitalXRayImageStorageForProcessing,
    ExplicitVRLittleEndian,
    JPEGLSLossless,
)
from pynetdicom import AE, evt

from app.core.errors import NetworkError
from app.dicom.receive.inbox import Room
from app.dicom.receive.node import SOP_CLASSES, TRANSFER_SYNTAXES, VERIFICATION, StoreStatus
from app.dicom.receive.options import Caller
from tests.helpers.dicom_peers import HOST, TITLE, left_over, receiving, sender, store, stored, wait_until, xray

# The sender is the network library too, which forgets a socket that the other side has closed first.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
LITTLE_ROOM = Room(most_bytes=4000, least_free_bytes=0)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "received"


@pytest.fixture
def node(folder):
    with receiving(folder) as state:
        yield state


def test_an_x_ray_is_on_the_disk_when_it_is_acknowledged(node, folder):
    sent = xray()
    assert store(node, sent) == [StoreStatus.STORED]

    (path,) = node.received
    assert path == folder / sent.StudyInstanceUID / f"{sent.SOPInstanceUID}.dcm"
    read = pydicom.dcmread(path)
    assert read == sent
    assert read.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert left_over(folder) == []


def test_file_and_folder_are_synced_before_the_answer(node, monkeypatch):
    events, fsync = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (events.append("fsync"), fsync(handle)))
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda old, new: (events.append("replace"), replace(old, new)))
    association = sender().associate(HOST, node.port, ae_title="KIFUA")
    association.bind(evt.EVT_DIMSE_RECV, lambda event: events.append("answer"))
    association.send_c_store(xray())
    association.release()

    place = events.index("replace")
    assert "fsync" in events[:place]
    assert events[place + 1 : place + 2] == ["fsync"]
    assert events.index("answer") > place + 1


def test_every_class_and_transfer_syntax_is_offered(node):
    for sop_class in SOP_CLASSES:
        for syntax in TRANSFER_SYNTAXES:
            entity = AE(TITLE)
            entity.add_requested_context(sop_class, syntax)
            association = entity.associate(HOST, node.port, ae_title="KIFUA")
            assert [each.transfer_syntax for each in association.accepted_contexts] == [[syntax]], syntax.name
            association.release()


@pytest.mark.parametrize("sop_class", [CTImageStorage, DigitalXRayImageStorageForProcessing])
def test_what_is_no_x_ray_for_reading_is_not_taken(node, sop_class):
    entity = AE(TITLE)
    entity.add_requested_context(sop_class)
    entity.add_requested_context(VERIFICATION)
    association = entity.associate(HOST, node.port, ae_title="KIFUA")

    assert [each.abstract_syntax for each in association.accepted_contexts] == [VERIFICATION]
    association.release()


def test_a_deflated_x_ray_is_identified(node):
    sent = xray()
    sent.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian

    assert store(node, sent, syntaxes=(DeflatedExplicitVRLittleEndian,)) == [StoreStatus.STORED]
    assert pydicom.dcmread(node.received[0]).PatientID == "P-7"


def test_an_x_ray_that_is_sent_twice_is_received_once(node, folder):
    sent = xray()

    assert store(node, sent, sent) == [StoreStatus.STORED] * 2
    assert store(node, sent) == [StoreStatus.STORED]
    assert len(node.received) == len(stored(folder)) == 1
    assert left_over(folder) == []


def test_another_x_ray_of_the_same_name_replaces_none(node, folder):
    sent = xray()
    other = xray(SOPInstanceUID=sent.SOPInstanceUID)
    other.StudyInstanceUID = sent.StudyInstanceUID
    other.PatientID = "P-8"

    assert store(node, sent, other) == [StoreStatus.STORED] * 2
    assert {pydicom.dcmread(path).PatientID for path in stored(folder)} == {"P-7", "P-8"}


def rejection(node, title=TITLE, called="KIFUA"):
    """Return result, source and reason of the answer to a request for an association."""
    found = []

    def note(event):
        if event.primitive.__class__.__name__ == "A_ASSOCIATE":
            found.append((event.primitive.result, event.primitive.result_source, event.primitive.diagnostic))

    association = sender(title).associate(HOST, node.port, ae_title=called, evt_handlers=[(evt.EVT_ACSE_RECV, note)])
    wait_until(lambda: association.is_rejected)  # its own thread says so, maybe later
    return found[0]


def test_an_unknown_title_is_rejected_and_told_of_once(node):
    assert rejection(node, title="STRANGER") == (1, 1, 3)
    assert rejection(node, title="STRANGER") == (1, 1, 3)
    assert [(reason.code, reason.facts["caller"]) for reason in node.told] == [("caller_rejected", f"STRANGER@{HOST}")]


def test_an_unknown_address_is_rejected_likewise(folder):
    with receiving(folder, callers=(Caller.parse(f"{TITLE}@10.9.8.7"),)) as node:
        assert rejection(node) == (1, 1, 3)
        assert node.codes == ["caller_rejected"]


def test_one_who_calls_another_is_rejected(node):
    assert rejection(node, called="OTHER") == (1, 1, 7)


def test_one_association_too_many_is_rejected_for_the_moment(folder):
    with receiving(folder, most_associations=1) as node:
        first = sender().associate(HOST, node.port, ae_title="KIFUA")
        assert rejection(node) == (2, 3, 2)
        first.release()
        wait_until(lambda: not first.is_alive())
        wait_until(lambda: sender().associate(HOST, node.port, ae_title="KIFUA").is_established)


def test_nothing_is_stored_for_one_who_came_in_by_a_fault(folder, monkeypatch):
    monkeypatch.setattr("app.dicom.receive.node.Node._check_caller", lambda self, event: 1 / 0)
    with receiving(folder) as node:
        assert store(node, xray(), title="STRANGER") == [StoreStatus.NOT_AUTHORISED]
    assert stored(folder) == left_over(folder) == []


def test_a_full_folder_takes_none_and_says_so(folder):
    with receiving(folder, LITTLE_ROOM) as node:
        assert store(node, xray()) == [StoreStatus.OUT_OF_RESOURCES]
        assert node.codes == ["receive_failed"]
        assert stored(folder) == left_over(folder) == []


def test_there_is_room_again_for_what_is_smaller(folder):
    small = xray(Rows=8, Columns=8, PixelData=bytes(128))
    with receiving(folder, LITTLE_ROOM) as node:
        assert store(node, xray(), small, xray(), small) == [
            *(StoreStatus.OUT_OF_RESOURCES, StoreStatus.STORED, StoreStatus.OUT_OF_RESOURCES, StoreStatus.STORED)
        ]


def test_a_disk_that_fails_is_no_acknowledgement(node, folder, monkeypatch):
    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", fail)

    assert store(node, xray()) == [StoreStatus.OUT_OF_RESOURCES]
    assert stored(folder) == left_over(folder) == []


def test_a_node_that_cannot_listen_says_so(node, tmp_path):
    with pytest.raises(NetworkError) as failure, receiving(tmp_path / "other", port=node.port):
        pass

    assert failure.value.reason.code == "receive_port_in_use"


def test_a_compressed_x_ray_is_kept_as_it_is_and_not_decoded(node):
    sent = xray()
    sent.file_meta.TransferSyntaxUID = JPEGLSLossless
    sent.PixelData = pydicom.encaps.encapsulate([b"no code stream at all "])
    sent["PixelData"].is_undefined_length = True

    assert store(node, sent, syntaxes=(JPEGLSLossless,)) == [StoreStatus.STORED]
    assert pydicom.dcmread(node.received[0]).PixelData == sent.PixelData
