"""Streams that are full or closed, requests to end, and faults of Kifua itself: a status and a sentence for each."""

import csv
import json
import signal
import subprocess
import sys

import pytest

from app.core.results.history import History
from app.exit_status import ExitStatus
from app.paths import history_file, log_file
from tests.helpers.command_line import KIFUA, environment, kifua
from tests.helpers.pictures import CROWD, SAMPLE
from tests.helpers.screening_records import kept_rows

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals and devices")
linux = pytest.mark.skipif(sys.platform != "linux", reason="has no /dev/full")
FULL = "/dev/full"


def shell(redirection, *arguments):
    """Run the program with streams as a shell redirects them."""
    command = ["sh", "-c", f'exec "$@" {redirection}', "sh", *KIFUA, *map(str, arguments)]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=60)


@linux
@pytest.mark.parametrize("arguments", [["screen", SAMPLE], ["screen", SAMPLE, "--csv", FULL], ["model"], ["self-test"]])
def test_a_result_that_finds_no_room_is_said(arguments):
    with open(FULL, "w", encoding="utf-8") as full:
        done = kifua(*arguments, stdout=full)
    assert done.returncode == ExitStatus.NOT_WRITTEN
    assert done.stderr.startswith("kifua: output_failed: ")
    assert done.stderr.count("\n") == 1


@linux
def test_rows_that_cannot_be_printed_any_more_are_kept_elsewhere(tmp_path):
    with open(FULL, "w", encoding="utf-8") as full:
        done = kifua("screen", SAMPLE, "--json", "--csv", tmp_path / "x.csv", stdout=full)
    assert done.returncode == ExitStatus.NOT_WRITTEN
    assert done.stderr.startswith("kifua: output_failed: ")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["file"] for row in csv.DictReader(stream)] == [str(SAMPLE)]
    with History(history_file()) as history:
        assert [row["file"] for row in kept_rows(history, 9)] == [str(SAMPLE)]


@posix
@pytest.mark.parametrize("redirection", ["2>&-", "0<&- 2>&-", pytest.param("2>/dev/full", marks=linux)])
def test_without_a_stream_for_messages_the_results_are_the_same(redirection):
    done = shell(redirection, "screen", SAMPLE, "--json")
    assert (done.returncode, json.loads(done.stdout)["verdict"]) == (ExitStatus.OK, "PNEUMONIA")


@posix
def test_a_closed_stream_does_not_give_its_number_to_the_history():
    assert shell("0<&- 1>&- 2>&-", "screen", SAMPLE).returncode == ExitStatus.OK
    with History(history_file()) as history:
        assert [row["verdict"] for row in kept_rows(history, 9)] == ["PNEUMONIA"]


def test_a_fault_of_kifua_is_one_sentence_and_the_rest_is_in_the_log(run, xrays, monkeypatch):
    def fail(*arguments, **options):
        raise RuntimeError("Amina")

    monkeypatch.setattr("app.commands.screen.discover", fail)
    status, out, err = run("screen", xrays)
    assert (status, out) == (ExitStatus.FAILED, "")
    assert err.startswith("kifua: program_failed: ")
    assert str(log_file()) in err
    assert err.count("\n") == 1
    assert "RuntimeError" in log_file().read_text(encoding="utf-8")
    assert "Amina" not in err + log_file().read_text(encoding="utf-8")


def ended(crowd, table, number, program=KIFUA):
    """Screen the crowd, send a signal after the first row, and return the status and the files printed."""
    command = [*program, "screen", str(crowd), "--json", "--csv", str(table)]
    with subprocess.Popen(command, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        first = run.stdout.readline()
        run.send_signal(number)  # the rows to come fill the pipe, so the batch cannot be done yet
        printed = [json.loads(line)["file"] for line in (first, *run.stdout)]
        run.stderr.read()
    return run.returncode, printed


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_request_to_end_is_like_an_interrupt(crowd, tmp_path, name):
    status, printed = ended(crowd, tmp_path / "x.csv", getattr(signal, name))
    assert status == ExitStatus.INTERRUPTED
    assert 0 < len(printed) < CROWD
    with (tmp_path / "x.partial.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["file"] for row in csv.DictReader(stream)] == printed


@posix
def test_a_signal_that_is_to_be_ignored_is_ignored(crowd, tmp_path):
    nohup = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh", *KIFUA)
    _, printed = ended(crowd, tmp_path / "x.csv", signal.SIGHUP, nohup)
    assert len(printed) == CROWD
