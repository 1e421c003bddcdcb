"""`kifua export --send` and `kifua send`, to archives of others: what they have is read back from them."""

import pydicom
import pytest
from pytest_socket import enable_socket

from app.dicom.peer import Peer
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.picture_archives import HOST, TITLE, archive, free_port, orthanc, storescp
from tests.helpers.pictures import SAMPLE


@pytest.fixture(autouse=True)
def _loopback():
    enable_socket()


def test_storescp_gets_what_is_exported(run, tmp_path):
    (tmp_path / "archive").mkdir()
    with storescp(tmp_path / "archive") as peer:
        status, out, _ = run("export", SAMPLE, "--dicom", tmp_path / "results", "--send", peer)

    assert status == 0
    assert out.splitlines()[-1] == f"{peer}: 2 sent, 0 refused, 0 waiting"
    kept = {path.SOPInstanceUID: path for path in map(pydicom.dcmread, (tmp_path / "archive").iterdir())}
    written = [pydicom.dcmread(path) for path in (tmp_path / "results").iterdir()]
    assert len(written) == 2
    for dataset in written:
        assert kept[dataset.SOPInstanceUID] == dataset


def test_orthanc_has_the_results_under_the_patient_and_the_study_of_the_x_ray(run, tmp_path):
    path = sample_as_dicom(tmp_path / "xray.dcm")
    with orthanc(tmp_path) as server:
        status, _, _ = run("export", path, "--send", server.peer)
        assert status == 0
        (patient,) = server.ask("patients?expand")
        (study,) = server.ask("studies?expand")
        series = server.ask("series?expand")

    source = pydicom.dcmread(path)
    assert patient["MainDicomTags"]["PatientID"] == source.PatientID
    assert patient["MainDicomTags"]["PatientName"] == str(source.PatientName)
    assert study["MainDicomTags"]["StudyInstanceUID"] == source.StudyInstanceUID
    assert sorted(each["MainDicomTags"]["Modality"] for each in series) == ["OT", "SR"]


def test_what_cannot_be_sent_waits_and_is_sent_later(run, tmp_path):
    peer = Peer(TITLE, HOST, free_port())

    status, out, said = run("export", SAMPLE, "--send", peer)

    assert (status, out.splitlines()[-1]) == (10, f"{peer}: 0 sent, 0 refused, 2 waiting")
    assert "send_unreachable" in said
    assert run("send", "--list")[1].strip() == f"{peer}: 2 waiting, 0 refused"
    assert run("send")[0] == 10  # not due yet
    (tmp_path / "archive").mkdir()
    with storescp(tmp_path / "archive", peer.port):
        assert run("send", "--now")[0] == 0
    assert len(list((tmp_path / "archive").iterdir())) == 2


def test_the_queue_can_be_emptied(run):
    run("export", SAMPLE, "--send", f"{TITLE}@{HOST}:{free_port()}")

    assert run("send", "--remove")[1].strip().endswith("2 removed")
    assert run("send")[0] == 0


def test_what_was_sent_is_not_sent_again(run):
    with archive() as peer:
        for _ in range(2):
            assert run("export", SAMPLE, "--send", peer.peer)[0] == 0
        assert len(peer.received) == 2
        assert run("send", "--now")[0] == 0


@pytest.mark.parametrize("options", [(), ("--send", "PACS"), ("--send", "P@h:1", "--aet", "a\\b")])
def test_a_wrong_command_is_said(run, options):
    status, _, said = run("export", SAMPLE, *options)

    assert status == 2
    assert "--send" in said
