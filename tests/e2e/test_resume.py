"""`kifua screen … --resume`: a batch that was broken off goes on, and its results are those of one run."""

import csv
import json
import os
import re
import signal
import subprocess
import sys

import pytest

from app.core.results.history import History
from app.exit_status import ExitStatus
from app.paths import history_file, settings_file
from app.settings import Settings, save_settings
from tests.helpers.command_line import KIFUA, environment, kifua
from tests.helpers.pictures import CROWD
from tests.helpers.screening_records import kept_rows

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def rows(path):
    """Return the rows of a table, but for the moments of their screening."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [{**row, "screened_at": ""} for row in csv.DictReader(stream)]


def history(path=None):
    with History(path or history_file()) as opened:
        return sorted(row["file"] for row in kept_rows(opened))


def broken_off(crowd, table, number=signal.SIGTERM):
    """Screen the crowd, send a signal after the first row, and return what was printed and the messages."""
    command = [*KIFUA, "screen", str(crowd), "--json", "--csv", str(table), "--resume"]
    with subprocess.Popen(command, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        first = run.stdout.readline()
        run.send_signal(number)  # the rows to come fill the pipe, so the batch cannot be done yet
        printed = [first, *run.stdout]
        return printed, run.stderr.read()


@pytest.fixture
def half(run, xrays, tmp_path):
    """Break a batch of two X-rays off after the first, and return the path of its table."""
    one = tmp_path / "one.csv"
    run("screen", xrays / "child.jpeg", "--csv", one)
    one.rename(tmp_path / "x.partial.csv")
    return tmp_path / "x.csv"


@posix
def test_a_batch_that_is_ended_says_where_its_rows_are_and_how_to_go_on(crowd, tmp_path):
    printed, messages = broken_off(crowd, tmp_path / "x.csv")
    counts, hint = messages.splitlines()

    assert counts.startswith(f"{len(printed)} of {CROWD} files screened")
    assert hint.startswith(f"Not finished: {tmp_path / 'x.partial.csv'} has {len(printed)} of {CROWD} rows.")
    assert "--resume" in hint
    assert not (tmp_path / "x.csv").exists()


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_batch_that_was_broken_off_goes_on(crowd, tmp_path, number):
    broken_off(crowd, tmp_path / "x.csv", number)
    done = rows(tmp_path / "x.partial.csv")
    resumed = kifua("screen", crowd, "--json", "--csv", tmp_path / "x.csv", "--resume")
    printed = [json.loads(line)["file"] for line in resumed.stdout.splitlines()]
    assert kifua("screen", crowd, "--csv", tmp_path / "whole.csv", "--no-history").returncode == resumed.returncode

    assert 0 < len(done) < CROWD
    assert rows(tmp_path / "x.csv") == rows(tmp_path / "whole.csv")
    assert [row["file"] for row in done] + printed == [row["file"] for row in rows(tmp_path / "x.csv")]
    assert f"Kept from an earlier run: {len(done)}." in resumed.stderr
    assert history() == sorted(row["file"] for row in rows(tmp_path / "x.csv"))
    assert not (tmp_path / "x.partial.csv").exists()


def test_a_finished_batch_is_not_screened_again(run, xrays, tmp_path):
    command = ["screen", xrays, "--recursive", "--csv", tmp_path / "x.csv", "--resume"]
    run(*command)
    before = (tmp_path / "x.csv").read_bytes()
    status, out, err = run(*command, "--json")

    assert (status, out) == (ExitStatus.OK, "")
    assert "2 of 2 files screened: 2 signs of pneumonia" in err
    assert (tmp_path / "x.csv").read_bytes() == before
    assert len(history()) == 2


def test_what_is_kept_counts_for_the_exit_status(run, xrays, half):
    (xrays / "empty.png").touch()
    run("screen", xrays / "empty.png", "--csv", half.with_name("empty.csv"))
    with half.with_name("x.partial.csv").open("ab") as stream:
        stream.write(half.with_name("empty.csv").read_bytes().partition(b"\r\n")[2])

    assert run("screen", xrays, "--csv", half, "--resume")[0] == ExitStatus.INCOMPLETE


def test_without_resume_a_partial_table_is_not_replaced(run, xrays, half):
    before = half.with_name("x.partial.csv").read_bytes()
    status, out, err = run("screen", xrays, "--csv", half)

    assert (status, out) == (ExitStatus.NOT_WRITTEN, "")
    assert re.fullmatch(r"kifua: output_unfinished: [^\n]*x\.partial\.csv[^\n]*--resume[^\n]*\n", err)
    assert half.with_name("x.partial.csv").read_bytes() == before


def test_another_operating_point_is_not_mixed_in(run, xrays, half, bundle):
    status, out, err = run("screen", xrays, "--csv", half, "--resume", "--operating-point", "high_sensitivity")

    assert (status, out) == (ExitStatus.NOT_WRITTEN, "")
    assert err.startswith("kifua: resume_differs: ")


def test_results_of_other_files_are_not_dropped(run, xrays, half):
    status, out, err = run("screen", xrays / "below", "--csv", half, "--resume")

    assert (status, out) == (ExitStatus.NOT_WRITTEN, "")
    assert re.fullmatch("kifua: resume_other_files: [^\n]*\n", err)
    assert half.with_name("x.partial.csv").exists()


@pytest.mark.parametrize("options", [[], ["--csv", os.devnull]])
def test_resume_needs_a_table_that_stays(run, xrays, options):
    status, out, err = run("screen", xrays, "--resume", *options)

    assert (status, out) == (ExitStatus.USAGE, "")
    assert "--csv" in err


def test_the_row_that_the_history_was_not_given_any_more_is_kept_there_too(run, xrays, half):
    history_file().unlink()
    run("screen", xrays, "--recursive", "--csv", half, "--resume")

    assert history() == sorted(row["file"] for row in rows(half))


@posix
def test_a_full_disk_is_said_and_then_how_to_go_on(crowd, tmp_path):
    command = [*KIFUA, "screen", str(crowd), "--no-history", "--resume", "--csv", str(tmp_path / "x.csv")]
    small = ["sh", "-c", 'ulimit -f 20; exec "$@"', "sh", *command]
    full = subprocess.run(small, env=environment(), capture_output=True, text=True, check=False, timeout=60)
    done = rows(tmp_path / "x.partial.csv")
    resumed = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=60)

    assert full.returncode == ExitStatus.NOT_WRITTEN
    assert [line.split(":")[1].strip() for line in full.stderr.splitlines()[:1]] == ["output_failed"]
    assert full.stderr.splitlines()[1].startswith("Not finished: ")
    assert 0 < len(done) < CROWD
    assert f"Kept from an earlier run: {len(done)}." in resumed.stderr
    assert len(rows(tmp_path / "x.csv")) == CROWD


def test_the_history_of_the_data_folder_in_the_settings_is_used(run, xrays, tmp_path):
    save_settings(settings_file(), Settings(data_folder=str(tmp_path / "chosen")))
    run("screen", xrays)

    assert history(history_file(tmp_path / "chosen")) == [str(xrays / "child.jpeg")]
    assert not history_file().exists()


def test_no_output_replaces_a_file_of_the_data_folder_in_the_settings(run, xrays, tmp_path):
    save_settings(settings_file(), Settings(data_folder=str(tmp_path / "chosen")))
    (tmp_path / "chosen").mkdir()
    journal = tmp_path / "chosen" / "batch-0.json"
    journal.write_text("{}")

    assert run("screen", xrays, "--csv", journal)[0] == ExitStatus.NOT_WRITTEN
    assert journal.read_text() == "{}"


def test_settings_that_cannot_be_read_are_said_and_the_screening_goes_on(run, xrays):
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("{")
    status, _, err = run("screen", xrays)

    assert status == ExitStatus.OK
    assert err.startswith("kifua: settings_broken: ")


def test_temporary_files_of_runs_that_were_killed_are_removed(run, xrays, tmp_path):
    save_settings(settings_file(), Settings(data_folder=str(tmp_path / "chosen")))
    folders = [tmp_path / "chosen", tmp_path / "tables"]
    for folder in folders:
        folder.mkdir()
        (folder / ".kifua-0123456789abcdef").write_bytes(b"left")
        (folder / ".kifua-mine").write_bytes(b"not Kifua's")
    run("screen", xrays, "--csv", tmp_path / "tables" / "x.csv")

    assert [(folder / ".kifua-0123456789abcdef").exists() for folder in folders] == [False, False]
    assert [(folder / ".kifua-mine").exists() for folder in folders] == [True, True]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other limits")
@pytest.mark.parametrize("path", ["x" * 300 + ".png", "x" * 300, "d/" * 2500, "d/" * 2500 + "x.png"])
def test_a_path_that_is_too_long_is_a_row_with_its_reason(run, tmp_path, path):
    status, out, _ = run("screen", tmp_path / path, "--json")

    assert status == ExitStatus.INCOMPLETE
    assert json.loads(out)["reason"].startswith("path_too_long: ")
