"""Where `kifua screen` writes: never over an X-ray or a file of its own, through links and into pipes."""

import csv
import json
import os
import subprocess
import sys

import pytest

from app.core.columns import COLUMNS
from app.paths import bundle_folder, history_file, log_file, settings_file
from tests.helpers.command_line import KIFUA, environment, kifua
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.pictures import SAMPLE

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such devices")
HEADER = [column.name for column in COLUMNS]


def refused(run, *arguments, output):
    before = output.read_bytes()
    status, out, err = run("screen", *arguments, "--csv", output)
    assert (status, out) == (5, "")
    assert err.startswith("kifua: output_is_input: ")
    assert err.count("\n") == 1
    assert output.read_bytes() == before
    return True


def test_the_x_ray_is_not_replaced_by_its_result(run, xrays):
    assert refused(run, xrays / "child.jpeg", output=xrays / "child.jpeg")
    assert refused(run, xrays, output=xrays / "child.jpeg")
    assert refused(run, xrays, "--recursive", output=xrays / "below" / "sister.jpeg")


def test_nor_is_a_file_that_is_no_image_but_was_given(run, xrays):
    assert refused(run, xrays, xrays / "notes.txt", output=xrays / "notes.txt")


def test_nor_is_an_x_ray_beside_those_that_are_screened(run, xrays):
    assert refused(run, xrays / "child.jpeg", output=xrays / "below" / "sister.jpeg")


def test_nor_is_a_file_of_kifua(run, xrays):
    run("screen", xrays)
    log_file().touch()
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("{}")
    journal = history_file().with_name("batch-0.json")
    journal.write_text("{}")
    for own in (history_file(), journal, log_file(), settings_file(), bundle_folder() / "bundle.json"):
        assert refused(run, xrays, output=own)


def test_what_the_file_tells_of_patient_and_device_is_written_but_for_the_name(run, tmp_path):
    told = sample_as_dicom(tmp_path / "child.dcm", StationName="ROOM 1")
    status, out, _ = run("screen", told, "--json", "--csv", tmp_path / "results.csv")
    found = json.loads(out)
    written = (tmp_path / "results.csv").read_text(encoding="utf-8") + out

    assert (found["patient_id"], found["sex"], found["study_at"]) == ("P-7", "F", "2026-01-02T03:04:05")
    assert (found["accession_number"], found["station"], found["patient_name"], status) == ("A-1", "ROOM 1", "", 0)
    assert "Amina" not in written
    assert b"Amina" not in b"".join(path.read_bytes() for path in history_file().parent.rglob("*.sqlite3*"))


@posix
def test_a_link_to_an_older_table_is_followed(run, xrays, tmp_path):
    (tmp_path / "real.csv").write_text("older")
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert run("screen", xrays, "--csv", tmp_path / "link.csv")[0] == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("file,")


@posix
def test_a_link_to_an_x_ray_is_refused(run, xrays, tmp_path):
    (tmp_path / "link.csv").symlink_to(xrays / "child.jpeg")
    assert refused(run, xrays, output=tmp_path / "link.csv")


@posix
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_standard_output_gets_the_table_and_nothing_else(options):
    done = kifua("screen", SAMPLE, "--csv", "/dev/stdout", *options)
    heading, row = csv.reader(done.stdout.splitlines())
    assert (heading, row[0], done.returncode) == (HEADER, str(SAMPLE), 0)


@posix
def test_standard_output_that_is_a_file_is_written_on(tmp_path):
    with (tmp_path / "x.csv").open("w", encoding="utf-8") as stream:
        print("before", file=stream, flush=True)
        assert kifua("screen", SAMPLE, "--csv", "/dev/stdout", stdout=stream).returncode == 0
        print("after", file=stream)
    first, *_, last = (tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()
    assert (first, last) == ("before", "after")


@posix
def test_a_named_pipe_is_written_to(xrays, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    command = [*KIFUA, "screen", str(xrays), "--csv", str(tmp_path / "pipe")]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        rows = list(csv.DictReader((tmp_path / "pipe").read_text(encoding="utf-8").splitlines()))
        process.communicate()
    assert (process.returncode, [row["verdict"] for row in rows]) == (0, ["PNEUMONIA"])
    assert (tmp_path / "pipe").is_fifo()
