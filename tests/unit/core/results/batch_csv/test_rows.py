"""The rows of an unfinished batch: whole ones alone, of one origin, from one process."""

import subprocess
import sys
from dataclasses import replace

import pytest

from app.core.errors import OutputError
from app.core.results.batch_csv.table import BatchCsv
from app.core.results.export import HEADER
from tests.helpers.csv_batches import ON_POSIX, ORIGIN, files_in
from tests.helpers.screening_records import NOT_ASSESSED


def test_every_row_is_in_the_file_as_soon_as_it_is_written(batch):
    with BatchCsv(batch.path, ORIGIN, resume=False) as table:
        table.set_files(batch.files)
        table.write(0, batch.record(batch.files[0]))

        assert files_in(batch.partial) == ["a"]


@pytest.mark.parametrize("rest", [b"half a ro", b'"x', b"\0" * 70, b"\xff\xfe"])
def test_a_row_that_was_not_written_whole_is_screened_again(batch, rest):
    batch.run(stop_before="c")
    with batch.partial.open("ab") as stream:
        stream.write(rest)
    batch.run()

    assert batch.path.read_bytes() == batch.uninterrupted()
    assert batch.screened == ["a", "b", "c", "d"]


@pytest.mark.parametrize("length", [0, 1, 40])
def test_a_table_whose_heading_was_not_written_whole_is_begun_anew(batch, length):
    batch.run(stop_before="b")
    batch.partial.write_bytes(batch.partial.read_bytes()[:length])
    batch.run(resume=False)

    assert batch.path.read_bytes() == batch.uninterrupted()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row: row.replace(b"\r\n", b"\n"),
        lambda row: b"\0" * (len(row) - 2) + b"\r\n",
        lambda row: row.replace(b"PNEUMONIA", b"MAYBE"),
        lambda row: row.replace(b"PNEUMONIA", b"\xff"),
        lambda row: row.replace(b",viral", b',"viral"'),
        lambda row: b"x" + row[row.index(b",") :].replace(b",", b"", 1),
    ],
)
def test_a_spoiled_row_is_screened_again_and_the_others_kept(batch, spoil):
    batch.run(stop_before="d")
    heading, first, second, third = batch.partial.read_bytes().splitlines(keepends=True)
    batch.partial.write_bytes(heading + first + spoil(second) + third)
    batch.run()

    assert batch.path.read_bytes() == batch.uninterrupted()
    assert batch.screened == ["a", "b", "c", "b", "d"]


def test_a_partial_table_is_not_replaced_without_being_asked(batch):
    batch.run(stop_before="c")

    assert batch.refusal(resume=False).code == "output_unfinished"


@pytest.mark.parametrize("change", [{"model": "model-2"}, {"operating_point": "other"}, {"app_version": "1.2.4"}])
def test_rows_of_another_origin_are_not_mixed(batch, change):
    batch.run(stop_before="c")

    assert batch.refusal(origin=replace(ORIGIN, **change)).code == "resume_differs"


def test_what_was_not_assessed_is_so_at_every_operating_point(batch):
    with BatchCsv(batch.path, ORIGIN, resume=False) as table:
        table.set_files(batch.files)
        table.write(0, replace(batch.record(batch.files[0]), verdict=NOT_ASSESSED))
    batch.run(origin=replace(ORIGIN, operating_point="other"))

    assert batch.kept == 1


def test_a_table_of_another_program_is_left_alone(batch):
    batch.partial.write_bytes(b"name,age\r\nAmina,3\r\n")

    assert batch.refusal().code == batch.refusal(resume=False).code == "resume_differs"


def test_a_table_with_the_columns_of_an_earlier_version_is_left_alone_and_named(batch):
    batch.partial.write_bytes(HEADER.partition(b",opinion,")[0] + b"\r\n")

    assert "an earlier version of Kifua" in batch.refusal().sentence


def test_a_finished_table_that_cannot_be_gone_on_with_leaves_no_partial_one(batch):
    batch.path.write_bytes(b"name,age\r\nAmina,3\r\n")
    with pytest.raises(OutputError, match="resume_differs"):
        batch.run()

    assert not batch.partial.exists()


_WRITING = """
import sys
from pathlib import Path
from app.core.results.batch_csv.table import BatchCsv
from app.core.results.export import HEADER
from app.core.results.batch_csv.rows import Origin
with BatchCsv(Path(sys.argv[1]), Origin("model-1", "balanced", "1.2.3"), resume=True):
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_two_processes_do_not_write_one_table(batch):
    command = [sys.executable, "-c", _WRITING, str(batch.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "writing\n"
        for resume in (True, False):
            with pytest.raises(OutputError, match="output_in_use"):
                batch.run(resume=resume)
        other.stdin.close()
        assert other.wait(20) == 0
    batch.run()

    assert batch.path.read_bytes() == batch.uninterrupted()


@ON_POSIX
def test_a_full_disk_leaves_whole_rows(batch):
    import resource
    import signal

    batch.run(stop_before="b")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (batch.partial.stat().st_size + 100, limits[1]))
    try:
        with pytest.raises(OutputError, match="output_failed"):
            batch.run()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)

    assert batch.partial.read_bytes().endswith(b"\r\n")
    assert files_in(batch.partial) == ["a"]
    batch.run()
    assert batch.path.read_bytes() == batch.uninterrupted()


def test_a_folder_in_the_way_and_one_that_is_absent_are_said(batch, tmp_path):
    (tmp_path / "x.partial.csv").mkdir()
    with pytest.raises(OutputError, match="output_failed"):
        batch.run()
    batch.path = tmp_path / "absent" / "x.csv"
    with pytest.raises(OutputError, match="output_failed"):
        batch.run()
