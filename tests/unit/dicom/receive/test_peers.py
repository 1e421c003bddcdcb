"""Programs of others send to the node: those of dcmtk, and Orthanc. They are Debian packages; none may be there."""

import json
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import numpy as np
import pydicom
import pytest
from pydicom.uid import generate_uid

from app.dicom.receive.inbox import Room
from app.dicom.receive.options import TlsFiles
from tests.helpers.dicom_peers import HOST, PIXELS, TITLE, call, program, receiving, stored
from tests.helpers.dicoms import saved_dicom


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "received"


@pytest.fixture
def xray(tmp_path):
    uids = {"StudyInstanceUID": generate_uid(), "SeriesInstanceUID": generate_uid()}
    return saved_dicom(tmp_path / "sent.dcm", PIXELS, PatientID="P-7", **uids)


def test_echoscu_finds_the_node(folder):
    with receiving(folder) as node:
        done = call("echoscu", node.port)
    assert done.returncode == 0, done.stderr
    assert "Received Echo Response (Success)" in done.stderr


@pytest.mark.parametrize(
    ("title", "called", "said"),
    [("STRANGER", "KIFUA", "Calling AE Title Not Recognized"), (TITLE, "OTHER", "Called AE Title Not Recognized")],
)
def test_echoscu_is_told_why_it_is_rejected(folder, title, called, said):
    with receiving(folder) as node:
        done = call("echoscu", node.port, title=title, called=called)
    assert done.returncode != 0
    assert said in done.stderr


@pytest.mark.parametrize("syntax", ["-xe", "-xi", "-xb"])
def test_storescu_stores_in_each_uncompressed_syntax(folder, xray, syntax):
    with receiving(folder) as node:
        done = call("storescu", node.port, syntax, xray)
    assert done.returncode == 0, done.stderr
    (path,) = stored(folder)
    assert np.array_equal(pydicom.dcmread(path).pixel_array, PIXELS)


@pytest.mark.parametrize(
    ("encode", "option", "syntax"),
    [
        (["dcmcjpeg", "+e1"], "-xs", "1.2.840.10008.1.2.4.70"),
        (["dcmcjpls", "+el"], "-xt", "1.2.840.10008.1.2.4.80"),
        (["dcmcrle"], "-xr", "1.2.840.10008.1.2.5"),
    ],
)
def test_storescu_stores_what_is_compressed_as_it_is(folder, xray, tmp_path, encode, option, syntax):
    compressed = tmp_path / "compressed.dcm"
    subprocess.run([program(encode[0]), *encode[1:], xray, compressed], check=True)
    with receiving(folder) as node:
        done = call("storescu", node.port, option, compressed)
    assert done.returncode == 0, done.stderr
    (path,) = stored(folder)
    read = pydicom.dcmread(path)
    assert read.file_meta.TransferSyntaxUID == syntax
    assert read.PixelData == pydicom.dcmread(compressed).PixelData


def test_storescu_is_told_that_there_is_no_room(folder, xray):
    with receiving(folder, Room(most_bytes=100, least_free_bytes=0)) as node:
        done = call("storescu", node.port, xray)
    assert "Refused: OutOfResources" in done.stdout + done.stderr
    assert stored(folder) == []


def test_several_storescu_at_once_lose_nothing(folder, tmp_path):
    program("storescu")
    sent = [
        saved_dicom(tmp_path / f"{number}.dcm", PIXELS, StudyInstanceUID=generate_uid(), PatientID=f"P-{number}")
        for number in range(20)
    ]
    with receiving(folder) as node:
        senders = [threading.Thread(target=call, args=("storescu", node.port, *sent[each::4])) for each in range(4)]
        for each in senders:
            each.start()
        for each in senders:
            each.join()
        assert len(node.received) == len(sent)
    assert {pydicom.dcmread(path).PatientID for path in stored(folder)} == {f"P-{number}" for number in range(20)}


@pytest.fixture
def certificates(tmp_path):
    """Return the files of this computer and of a sender, each signed by itself."""
    made = {}
    for name in ("node", "machine"):
        key, certificate = tmp_path / f"{name}.key", tmp_path / f"{name}.pem"
        command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"]
        subprocess.run([*command, f"/CN={name}", "-keyout", key, "-out", certificate], check=True, capture_output=True)
        made[name] = (key, certificate)
    return made


def test_who_has_no_certificate_is_not_heard(folder, xray, certificates):
    (node_key, node_certificate), (key, certificate) = certificates["node"], certificates["machine"]
    tls = TlsFiles(node_certificate, node_key, certificate)
    with receiving(folder, tls=tls) as node:
        assert call("storescu", node.port, xray).returncode != 0
        assert call("storescu", node.port, "+tla", "+cf", node_certificate, xray).returncode != 0
        assert stored(folder) == []
        done = call("storescu", node.port, "+tls", key, certificate, "+cf", node_certificate, xray)
    assert done.returncode == 0, done.stderr
    assert len(stored(folder)) == 1


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def orthanc(folder, node_port):
    """Run an Orthanc that knows the node, and yield what asks it by HTTP."""
    server = program("Orthanc")
    port = free_port()
    settings = {
        "StorageDirectory": str(folder / "storage"),
        "IndexDirectory": str(folder / "storage"),
        "HttpPort": port,
        "DicomPort": free_port(),
        "DicomAet": TITLE,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": False,
        "DicomModalities": {"kifua": ["KIFUA", HOST, node_port]},
    }
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps(settings))

    def ask(path, body=None):
        with urllib.request.urlopen(f"http://{HOST}:{port}/{path}", body, timeout=30) as answer:
            return json.load(answer)

    with subprocess.Popen(
        [server, folder / "settings.json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        try:
            end = time.monotonic() + 30
            while True:
                try:
                    ask("system")
                    break
                except (urllib.error.URLError, ConnectionError):
                    assert time.monotonic() < end
                    time.sleep(0.1)
            yield ask
        finally:
            run.terminate()


def test_orthanc_tests_the_node_and_sends_a_study(folder, xray, tmp_path):
    with receiving(folder) as node, orthanc(tmp_path / "orthanc", node.port) as ask:
        assert ask("modalities/kifua/echo", b"{}") == {}
        study = ask("instances", xray.read_bytes())["ParentStudy"]
        assert ask("modalities/kifua/store", study.encode())["FailedInstancesCount"] == 0
    (path,) = stored(folder)
    assert np.array_equal(pydicom.dcmread(path).pixel_array, PIXELS)
    assert pydicom.dcmread(path).PatientID == "P-7"
