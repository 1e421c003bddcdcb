"""`kifua worklist`, asked of servers of others."""

import json
from datetime import date

import pytest
from pytest_socket import enable_socket

from tests.helpers.picture_archives import HOST, free_port
from tests.helpers.worklist_servers import DUMP, scheduled, wlmscpfs, worklist_server


@pytest.fixture(autouse=True)
def _loopback():
    enable_socket()


def test_the_worklist_of_dcmtk_is_printed(run, tmp_path):
    dumps = [
        DUMP.format(name=name, modality=modality, day=day, time=time)
        for name, modality, day, time in (
            ("Otieno^Amina", "DX", "20261126", "0930"),
            ("Müller^José", "CR", "20261126", "0815"),
            ("Abdi^Hassan", "US", "20261126", "1000"),
            ("Njeri^Faith", "DX", "20261127", "0800"),
        )
    ]
    with wlmscpfs(tmp_path / "server", *dumps) as peer:
        status, out, said = run("worklist", "--from", peer, "--date", "2026-11-26")

    assert status == 0
    assert out.splitlines()[1:] == [
        "2026-11-26  08:15  3.7    F    P-7               Müller, José  Chest PA",
        "2026-11-26  09:30  3.7    F    P-7               Otieno, Amina  Chest PA",
    ]
    assert said.strip() == "2 to be X-rayed. Other examinations: 1, see --all."


def test_another_program_gets_json(run):
    with worklist_server(scheduled(PatientBirthDate=None), scheduled(Modality="US")) as server:
        status, out, _ = run("worklist", "--from", server.peer, "--date", "any", "--all", "--json")

    first, second = map(json.loads, out.splitlines())
    assert status == 0
    assert first == {
        "patient_id": "P-7",
        "patient_name": "Otieno, Amina",
        "birth_date": None,
        "age": None,
        "sex": "F",
        "day": "2026-11-26",
        "time": "09:30",
        "procedure": "Chest PA",
        "modality": "DX",
        "station": "XRAY",
    }
    assert (second["modality"], second["birth_date"], second["age"]) == ("US", "2023-03-04", 3.7317)


def test_the_day_is_today_unless_another_is_named(run):
    with worklist_server() as server:
        run("worklist", "--from", server.peer)
        run("worklist", "--from", server.peer, "--date", "any", "--station", "XRAY")
        today, any_day = (asked.ScheduledProcedureStepSequence[0] for asked in server.asked)

    assert today.ScheduledProcedureStepStartDate == f"{date.today():%Y%m%d}"
    assert (any_day.ScheduledProcedureStepStartDate, any_day.ScheduledStationAETitle) == ("", "XRAY")


def test_words_choose_among_the_answers(run):
    with worklist_server(scheduled(), scheduled("Müller^José")) as server:
        _, out, said = run("worklist", "--from", server.peer, "--words", "josé müller")

    assert len(out.splitlines()) == 2
    assert said.strip() == "1 to be X-rayed."


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pynetdicom leaves its socket to Python
def test_a_server_that_is_away_is_said(run):
    status, out, said = run("worklist", "--from", f"RIS@{HOST}:{free_port()}")

    assert (status, out) == (9, "")
    assert "worklist_unreachable" in said


@pytest.mark.parametrize(
    "options",
    [
        *((), ("--from", "RIS"), ("--from", "R@h:1", "--aet", "a\\b"), ("--from", "R@h:1", "--station", "a\\b")),
        ("--from", "R@h:1", "--date", "yesterday"),
    ],
)
def test_a_wrong_command_is_said(run, options):
    status, _, said = run("worklist", *options)

    assert status == 2
    assert "usage: kifua worklist" in said
