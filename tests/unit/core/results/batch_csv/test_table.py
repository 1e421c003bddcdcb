"""The CSV file of a batch is partial until it is whole, goes on where it was broken off, and mixes nothing."""

import os
import sys
import threading

import pytest

from app.core.results.batch_csv.table import BatchCsv
from tests.helpers.csv_batches import ON_POSIX, ORIGIN, CsvBatch, files_in
from tests.helpers.executors import InlineExecutor
from tests.helpers.hostile_names import HOSTILE_NAMES
from tests.helpers.screening_records import NOT_ASSESSED, record


def test_an_unfinished_batch_leaves_a_partial_table_and_nothing_under_its_name(batch):
    batch.run(stop_before="c")

    assert not batch.path.exists()
    assert files_in(batch.partial) == ["a", "b"]


def test_a_finished_one_leaves_the_table_alone(batch):
    batch.run()

    assert batch.path.read_bytes() == batch.uninterrupted()
    assert not batch.partial.exists()


def test_a_resumed_batch_is_as_one_that_was_not_interrupted(batch):
    for name in ("b", "c", "d", ""):
        batch.run(stop_before=name)

    assert batch.path.read_bytes() == batch.uninterrupted()
    assert batch.screened == ["a", "b", "c", "d"]
    assert not batch.partial.exists()


def test_a_batch_that_was_killed_when_it_was_done_is_not_screened_again(batch):
    batch.run()
    batch.run()

    assert batch.path.read_bytes() == batch.uninterrupted()
    assert batch.screened == ["a", "b", "c", "d"]


def test_an_older_table_stays_until_the_new_one_is_whole(batch):
    batch.path.write_bytes(b"older")
    batch.run(stop_before="c", resume=False)

    assert batch.path.read_bytes() == b"older"


def test_without_a_row_nothing_is_left(batch):
    batch.run(stop_before="a")

    assert not batch.partial.exists()


def test_a_file_that_was_changed_is_screened_again(batch):
    batch.run(stop_before="d")
    with open(batch.files[1], "wb") as stream:
        stream.write(b"other")
    batch.run()

    assert batch.path.read_bytes() == batch.uninterrupted()
    assert batch.screened == ["a", "b", "c", "b", "d"]


def test_a_file_that_could_not_be_read_is_screened_again(batch):
    with BatchCsv(batch.path, ORIGIN, resume=False) as table:
        table.set_files(batch.files)
        table.write(0, record(batch.files[0], NOT_ASSESSED, facts=None, sha256=""))
    batch.run()

    assert batch.path.read_bytes() == batch.uninterrupted()


def test_a_file_that_is_new_gets_its_place(batch):
    batch.run(stop_before="d")
    batch.files.insert(1, batch.files.pop())
    batch.run()

    assert files_in(batch.path) == ["a", "d", "b", "c"]
    assert batch.screened == ["a", "b", "c", "d"]
    assert not batch.partial.exists()


def test_results_of_files_that_are_not_there_are_not_dropped(batch):
    batch.run(stop_before="d")
    del batch.files[1:3]

    reason = batch.refusal()
    assert (reason.code, reason.facts["count"]) == ("resume_other_files", 2)


def test_each_run_gives_a_record_of_the_batch_the_same_id(batch):
    ids = {each.file: each.id for each in batch.run(stop_before="d")}
    heading, first, *_ = batch.partial.read_bytes().splitlines(keepends=True)
    batch.partial.write_bytes(heading + first)  # as after a power cut
    again = {each.file: each.id for each in batch.run()}

    assert {file: again.get(file) for file in batch.files[1:3]} == {file: ids[file] for file in batch.files[1:3]}
    assert len({*ids.values(), *again.values()}) == 4


def test_another_batch_gives_other_ids_though_it_begins_in_the_same_second(batch):
    ids = [each.id for each in batch.run(resume=False)]
    ids += [each.id for each in batch.run(resume=False)]
    batch.path = batch.path.with_name("y.csv")
    ids += [each.id for each in batch.run(resume=False)]

    assert len(set(ids)) == 12


@pytest.mark.parametrize(("stored", "behind"), [("abc", ""), ("ab", "c"), ("a", "bc"), ("", "c")])
def test_the_last_rows_that_are_not_stored_are_behind(batch, stored, behind):
    made = {os.path.basename(each.file): each.id for each in batch.run(stop_before="d")}
    with BatchCsv(batch.path, ORIGIN, resume=True) as table:
        table.set_files(batch.files)
        list(table.keep_unchanged(InlineExecutor(), threading.Event()))
        found = table.behind({made[name] for name in stored}.__contains__)

    assert sorted(os.path.basename(batch.files[number]) for number in found) == list(behind)
    assert set(found.values()) <= {"2026-01-02T03:04:05+03:00"}


def test_a_cancel_keeps_no_more_and_loses_nothing(batch):
    batch.run(stop_before="d")
    cancel = threading.Event()
    cancel.set()
    with BatchCsv(batch.path, ORIGIN, resume=True) as table:
        table.set_files(batch.files)
        assert list(table.keep_unchanged(InlineExecutor(), cancel)) == []
        assert table.row_count == 3

    assert files_in(batch.partial) == ["a", "b", "c"]


@ON_POSIX
def test_a_link_is_followed_and_the_permissions_of_an_older_table_are_kept(batch, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "y.csv").write_bytes(b"older")
    (tmp_path / "elsewhere" / "y.csv").chmod(0o640)
    batch.path.symlink_to(tmp_path / "elsewhere" / "y.csv")
    batch.run(stop_before="c", resume=False)
    assert files_in(tmp_path / "elsewhere" / "y.partial.csv") == ["a", "b"]
    (tmp_path / "elsewhere" / "y.csv").unlink()
    (tmp_path / "elsewhere" / "y.csv").touch(0o640)
    batch.run()

    assert batch.path.is_symlink()
    assert os.listdir(tmp_path / "elsewhere") == ["y.csv"]
    assert (tmp_path / "elsewhere" / "y.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not take such names")
def test_files_of_hostile_names_are_known_again(tmp_path):
    try:
        batch = CsvBatch(tmp_path, *HOSTILE_NAMES)
    except OSError:
        pytest.skip("this file system does not take such names")
    batch.run(stop_before=HOSTILE_NAMES[-1])
    batch.run()

    assert batch.screened == list(HOSTILE_NAMES)
    assert batch.path.read_bytes() == batch.uninterrupted()


@ON_POSIX
def test_two_files_whose_cells_are_alike_are_told_apart(tmp_path):
    batch = CsvBatch(tmp_path, "a\n", "a\\n", "b")
    batch.run(stop_before="b")
    batch.run()

    assert batch.path.read_bytes() == batch.uninterrupted()


def test_a_table_may_have_as_long_a_name_as_the_system_takes(batch):
    batch.path = batch.path.with_name("\u00e9" * 125 + "x.csv")
    batch.run(stop_before="c")
    (partial,) = batch.folder.glob("*.partial.csv")
    assert files_in(partial) == ["a", "b"]
    batch.run()

    assert batch.path.read_bytes() == batch.uninterrupted()
    assert batch.screened == ["a", "b", "c", "d"]
