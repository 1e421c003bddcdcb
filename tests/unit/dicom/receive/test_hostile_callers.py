"""Callers that break off, break the protocol or send what is no X-ray: nothing is kept, and the others are served."""

import socket
from contextlib import suppress

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import (
    ExplicitVRLittleEndian,
    generate_uid,
)
from pynetdicom.dsutils import encode

from app.dicom.receive.node import SOP_CLASSES, StoreStatus
from tests.helpers.dicom_peers import HOST, PIXELS, TITLE, left_over, receiving, sender, store, stored, wait_until, xray
from tests.helpers.dicoms import dataset

# The sender is the network library too, which forgets a socket that the other side has closed first.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "received"


@pytest.fixture
def node(folder):
    with receiving(folder) as state:
        yield state


def raw_store(node, body, sop_class=SOP_CLASSES[1], instance=None):
    """Send bytes as a data set, and return the status."""
    association = sender(TITLE, ExplicitVRLittleEndian).associate(HOST, node.port, ae_title="KIFUA")
    image = xray(SOPClassUID=sop_class, SOPInstanceUID=instance or generate_uid())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pynetdicom.association.encode", lambda *_: body)
        status = association.send_c_store(image).get("Status")
    association.release()
    return status


BROKEN = {
    "noise": bytes(range(256)) * 8,
    "text": b"this is no data set at all" * 9,
    "zeros": bytes(5000),
    "cut": encode(dataset(PIXELS), is_implicit_vr=False, is_little_endian=True)[:20],
    "one byte": b"\x08",
}


@pytest.mark.filterwarnings("ignore:Expected explicit VR:UserWarning")  # pydicom's, which the program does not show
@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_broken_data_set_is_not_kept(node, folder, body):
    assert raw_store(node, body) == StoreStatus.NOT_UNDERSTOOD
    wait_until(lambda: left_over(folder) == [])
    assert stored(folder) == []


@pytest.mark.parametrize("elements", [{"SOPClassUID": SOP_CLASSES[0]}, {"SOPInstanceUID": "1.2.3"}])
def test_a_data_set_that_is_another_than_announced_is_not_kept(node, folder, elements):
    made = dataset(PIXELS, StudyInstanceUID="1.2", **elements)
    body = encode(made, is_implicit_vr=False, is_little_endian=True)

    assert raw_store(node, body, instance="1.2.3.4") == StoreStatus.WRONG_CLASS
    assert stored(folder) == left_over(folder) == []


def test_a_sender_that_leaves_in_the_middle_leaves_nothing(node, folder, monkeypatch):
    association = sender().associate(HOST, node.port, ae_title="KIFUA")
    sent = []

    def send_half(primitive):
        sent.append(primitive)
        if len(sent) == 2:
            association.dul.socket.socket.shutdown(socket.SHUT_RDWR)
        real(primitive)

    real = association.dul.send_pdu
    monkeypatch.setattr(association.dul, "send_pdu", send_half)
    association.send_c_store(xray(PixelData=bytes(10_000_000), Rows=2500, Columns=2000))

    wait_until(lambda: left_over(folder) == [])
    assert stored(folder) == []


ASSOCIATE = b"\x01\x00\x00\x00\x00\x44\x00\x01\x00\x00" + b"KIFUA".ljust(16) + b"XRAY".ljust(16) + bytes(32)
NONSENSE = {
    "nothing": b"",
    "web": b"GET / HTTP/1.1\r\n\r\n",
    "zeros": bytes(100),
    "no contexts": ASSOCIATE,
    "cut request": ASSOCIATE[:40],
    "no request": b"\x04\x00\x00\x00\x00\x06\x00\x00\x00\x02\x01\x03",
    "huge part": b"\x01\x00\xff\xff\xff\xff" + bytes(100),
    "wrong items": ASSOCIATE[:5] + b"\x4c" + ASSOCIATE[6:] + b"\x10\x00\x00\x04\xff\xff\xff\xff",
}


@pytest.mark.parametrize("said", NONSENSE.values(), ids=NONSENSE)
def test_what_breaks_the_protocol_ends_that_connection_alone(node, said):
    for _ in range(3):
        with socket.create_connection((HOST, node.port)) as connection, suppress(OSError):  # it may have hung up
            connection.sendall(said)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(1000):
                pass

    assert store(node, xray()) == [StoreStatus.STORED]


def test_a_message_that_cannot_be_understood_ends_its_association_alone(node):
    association = sender().associate(HOST, node.port, ae_title="KIFUA")
    command = (
        encode(Dataset(), is_implicit_vr=True, is_little_endian=True) + b"\x00\x00\x00\x01\x02\x00\x00\x00\xff\xff"
    )
    message = bytes((1, 3)) + command
    item = len(message).to_bytes(4) + message
    association.dul.socket.socket.sendall(b"\x04\x00" + len(item).to_bytes(4) + item)

    wait_until(lambda: not association.is_established)
    assert store(node, xray()) == [StoreStatus.STORED]
