"""Questions to worklist servers, sound and bad ones."""

import threading
from datetime import date
from socket import create_server

import pytest

from app.core.errors import NetworkError
from app.dicom.peer import Peer
from app.dicom.worklist.item import WorklistQuery
from app.dicom.worklist.query import Limits, find
from tests.helpers.picture_archives import HOST, archive, free_port
from tests.helpers.worklist_servers import DUMP, TITLE, scheduled, wlmscpfs, worklist_server

DAY = date(2026, 11, 26)


def code_of(peer, **limits):
    """Return the code of the error that a query of a server ends with."""
    with pytest.raises(NetworkError) as raised:
        find(peer, WorklistQuery(), limits=Limits(**limits))
    return raised.value.reason.code


def names(worklist):
    return [item.patient_name for item in worklist.items]


def test_the_keys_of_a_query_say_the_day_and_the_machine_and_ask_for_no_more_than_is_used():
    with worklist_server() as server:
        find(server.peer, WorklistQuery(DAY, station="XRAY"))
        (asked,) = server.asked

    (step,) = asked.ScheduledProcedureStepSequence
    assert (step.ScheduledProcedureStepStartDate, step.ScheduledStationAETitle) == ("20261126", "XRAY")
    assert step.Modality == asked.PatientName == asked.PatientID == ""
    assert "PatientAddress" not in asked


def test_examinations_come_in_the_order_of_their_time():
    answers = [
        scheduled("Late", ScheduledProcedureStepStartTime="1130"),
        scheduled("Whenever", ScheduledProcedureStepStartTime=None),
        scheduled("Early", ScheduledProcedureStepStartTime="0800"),
    ]
    with worklist_server(*answers) as server:
        assert names(find(server.peer, WorklistQuery(DAY))) == ["Early", "Late", "Whenever"]


def test_a_server_that_says_too_much_is_asked_to_end():
    with worklist_server(scheduled(), endless=True) as server:
        found = find(server.peer, WorklistQuery(), limits=Limits(items=5))

        assert server.cancelled
    assert len(found.items) == 5
    assert found.is_cut


def test_a_query_can_be_ended_early():
    cancel = threading.Event()
    cancel.set()
    with worklist_server(scheduled(), endless=True) as server:
        assert find(server.peer, WorklistQuery(), cancel, Limits(items=10**9)).is_cut
        assert server.cancelled


@pytest.mark.parametrize("limits", [{"seconds": 0.0}, {"size": 100}])
def test_a_server_that_never_comes_to_an_end_is_given_up(limits):
    with worklist_server(scheduled(), endless=True) as server:
        assert code_of(server.peer, items=10**9, **limits) == "worklist_late"


@pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom's, which the program does not show
def test_an_error_of_the_server_is_told_with_its_code_and_without_what_could_steer_a_terminal():
    with worklist_server(scheduled(), end=0xA700) as server, pytest.raises(NetworkError) as raised:
        find(server.peer, WorklistQuery())

    assert raised.value.reason.code == "worklist_failed"
    assert raised.value.reason.facts["status"] == "A700 no memory\\x1b[2J"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pynetdicom leaves its socket to Python
def test_a_server_that_does_not_know_kifua_is_told_from_one_that_is_away():
    with worklist_server(callers=("SOMEBODY",)) as server:
        assert code_of(server.peer) == "worklist_rejected"
    assert code_of(Peer(TITLE, HOST, free_port())) == "worklist_unreachable"


def test_an_archive_without_a_worklist_says_so():
    with archive() as peer:
        assert code_of(peer.peer) == "worklist_absent"


def test_a_system_that_speaks_no_dicom_is_given_up():
    with create_server((HOST, 0)) as mute:
        assert code_of(Peer(TITLE, HOST, mute.getsockname()[1]), silence_s=0.2) == "worklist_unreachable"


def test_the_worklist_of_dcmtk_is_read(tmp_path):
    rows = (
        ("Otieno^Amina", "DX", "20261126", "093000"),
        ("Müller^José", "CR", "20261126", "0815"),
        ("Njeri^Faith", "DX", "20261127", "0800"),
        ("Abdi^Hassan", "US", "20261126", "1000"),
    )
    dumps = [DUMP.format(name=name, modality=modality, day=day, time=time) for name, modality, day, time in rows]
    with wlmscpfs(tmp_path, *dumps) as peer:
        today = find(peer, WorklistQuery(DAY))
        everyday = find(peer, WorklistQuery(station="XRAY"))
        elsewhere = find(peer, WorklistQuery(station="OTHER"))

    assert names(today) == ["Müller, José", "Otieno, Amina", "Abdi, Hassan"]
    assert [item.is_radiograph for item in today.items] == [True, True, False]
    assert len(everyday.items) == 4
    assert elsewhere.items == ()


def test_dcmtk_may_leave_the_character_set_out(tmp_path):
    dump = DUMP.format(name="Müller^José", modality="DX", day="20261126", time="0815")
    with wlmscpfs(tmp_path, dump, options=("-cs0",)) as peer:
        assert names(find(peer, WorklistQuery(DAY))) == ["Müller, José"]
