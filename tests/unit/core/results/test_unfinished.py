"""The journal outlives the program, and the history says how far its batch came."""

import os
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.core.errors import OutputError
from app.core.results.history import History
from app.core.results.unfinished import (
    JOURNAL_FILES,
    Journal,
    UnfinishedBatch,
    done_records,
    drop_finished,
    drop_older,
    read_journals,
)
from tests.helpers.hostile_names import HOSTILE_NAMES
from tests.helpers.screening_records import NOT_ASSESSED, PNEUMONIA, record

STARTED = "2026-01-02T03:04:05+03:00"
BATCH = "b" * 32
XRAYS = os.path.join(os.sep, "xrays")


@pytest.fixture
def history(tmp_path):
    return tmp_path / "history.sqlite3"


def add(history, *files, at=STARTED, batch=BATCH, **changes):
    with History(history) as opened:
        for file in files:
            opened.add(record(file, screened_at=at, id=uuid4().hex, **changes), batch)


def begin(folder, *paths, total=3, at=STARTED, batch=BATCH):
    journal = Journal(folder, paths, at, batch)
    journal.begin(total, "balanced")
    return journal


def left(folder, history):
    return drop_finished(folder, read_journals(folder), history, "model-1")


def done(history, *paths):
    batch = UnfinishedBatch(paths, STARTED, None, "balanced", id=BATCH)
    return [record.file for record in done_records(history, batch, "model-1")]


def test_what_was_begun_is_unfinished(tmp_path, history):
    begin(tmp_path, XRAYS)
    add(history, os.path.join(XRAYS, "a.png"))

    assert read_journals(tmp_path) == [UnfinishedBatch((XRAYS,), STARTED, 3, "balanced")]
    assert left(tmp_path, history) == [UnfinishedBatch((XRAYS,), STARTED, 3, "balanced", 1)]


def test_what_was_ended_is_not(tmp_path, history):
    journal = begin(tmp_path, XRAYS)
    journal.end()
    journal.end()

    assert left(tmp_path, history) == []


def test_a_batch_of_which_every_file_is_done_is_forgotten(tmp_path, history):
    begin(tmp_path, "a.png", "b.png", total=2)
    add(history, "a.png", "b.png")

    assert left(tmp_path, history) == []
    assert read_journals(tmp_path) == []


def test_without_a_history_nothing_is_done(tmp_path, history):
    begin(tmp_path, XRAYS)

    assert left(tmp_path, history) == [UnfinishedBatch((XRAYS,), STARTED, 3, "balanced", 0)]
    assert not history.exists()


def test_a_batch_whose_files_were_not_counted_is_unfinished(tmp_path, history):
    begin(tmp_path, XRAYS, total=None)

    assert left(tmp_path, history) == [UnfinishedBatch((XRAYS,), STARTED, None, "balanced", 0)]


def test_a_newer_batch_leaves_an_older_one_alone_and_goes_first(tmp_path, history):
    begin(tmp_path, "oldest", batch="1")
    begin(tmp_path, "newest", at="2026-01-02T03:04:05-03:00", batch="2")
    begin(tmp_path, "newer", at="2026-01-02T03:04:06+03:00", total=4, batch="3")

    assert [(batch.paths, batch.total) for batch in left(tmp_path, history)] == [
        (("newest",), 3),
        (("newer",), 4),
        (("oldest",), 3),
    ]


def test_only_what_is_too_old_is_forgotten(tmp_path):
    for days in (29, 31):
        begun = datetime.now(UTC) - timedelta(days=days)
        begin(tmp_path, f"{days} days ago", at=begun.isoformat(timespec="seconds"), batch=str(days))
    drop_older(tmp_path, 30)

    assert [batch.paths for batch in read_journals(tmp_path)] == [("29 days ago",)]


def test_a_history_that_is_no_database_has_nothing_done(history):
    history.write_bytes(b"this is no database" * 100)

    assert done(history, XRAYS) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"paths": ["a"], "started_at": "2026-01-02T03:04:05+03:00"}',
        "[]",
        "null",
        '{"paths": [], "started_at": "2026-01-02T03:04:05+03:00", "total": 3}',
        '{"paths": [1], "started_at": "2026-01-02T03:04:05+03:00", "total": 3}',
        '{"paths": "ab", "started_at": "2026-01-02T03:04:05+03:00", "total": 3}',
        '{"paths": ["a"], "started_at": "today", "total": 3}',
        '{"paths": ["a"], "started_at": 7, "total": 3}',
        '{"paths": ["a"], "started_at": "2026-01-02T03:04:05+03:00", "total": "3"}',
        '{"paths": ["a"]}',
        '{"paths": ["a"], "started_at": "2026-01-02T03:04:05+03:00", "total": 3, "operating_point": 1}',
        "[" * 100_000,
    ],
)
def test_a_journal_that_cannot_be_understood_is_none(tmp_path, text):
    (tmp_path / JOURNAL_FILES.replace("*", "1")).write_text(text)

    assert read_journals(tmp_path) == []


def test_a_journal_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(OutputError, match="output_failed"):
        begin(tmp_path / "file", XRAYS)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_journal_is_its_owners_alone(tmp_path):
    begin(tmp_path / "data", XRAYS)
    (journal,) = (tmp_path / "data").iterdir()

    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.parent.stat().st_mode) == 0o700


def test_nothing_is_left_beside_a_journal(tmp_path):
    begin(tmp_path, XRAYS).begin(4, "balanced")

    assert len(list(tmp_path.iterdir())) == 1


def test_only_the_rows_of_the_batch_count(history):
    add(history, "a.png")
    add(history, "a.png", "b.png", batch="another")
    add(history, "c.png", batch="")

    assert done(history, "a.png", "b.png", "c.png") == ["a.png"]


def test_a_batch_that_has_no_id_has_nothing_done(history):
    add(history, "a.png", batch="")

    assert done_records(history, UnfinishedBatch(("a.png",), STARTED, None, "balanced"), "model-1") == []


def test_two_batches_of_the_same_folder_and_moment_are_two(tmp_path, history):
    first, second = (begin(tmp_path, XRAYS, batch="") for _ in range(2))
    add(history, "a.png", "b.png", "c.png", batch=first.id)
    add(history, "a.png", batch=second.id)

    assert [batch.done for batch in left(tmp_path, history)] == [1]


def test_a_clock_that_was_set_back_in_mid_batch_loses_nothing(tmp_path, history):
    begin(tmp_path, XRAYS, total=100)
    clock = datetime.fromisoformat(STARTED)
    for number in range(100):
        if number == 50:
            clock -= timedelta(days=3650)
        add(history, f"{number}.png", at=(clock + timedelta(seconds=number)).isoformat())

    assert len(done(history, XRAYS)) == 100
    assert left(tmp_path, history) == []


def test_a_file_that_was_screened_twice_counts_once(history):
    file = os.path.join(XRAYS, "a.png")
    add(history, file, file)

    assert done(history, XRAYS) == [file]


def test_what_was_decided_at_another_operating_point_or_by_another_model_is_not_done(history):
    add(history, "a.png")
    add(history, "a.png", "b.png", verdict=replace(PNEUMONIA, operating_point="balanced-no-band"))
    add(history, "c.png", model="model-2")
    add(history, "d.png", verdict=NOT_ASSESSED)

    assert done(history, "a.png", "b.png", "c.png", "d.png") == ["a.png", "d.png"]


def test_the_journal_of_an_earlier_version_is_understood(tmp_path):
    journal = tmp_path / JOURNAL_FILES.replace("*", "1")
    journal.write_text('{"paths": ["a"], "started_at": "2026-01-02T03:04:05+03:00", "total": 3}')

    assert read_journals(tmp_path) == [UnfinishedBatch(("a",), STARTED, 3)]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_found_again(tmp_path, history, name):
    folder = os.path.join(XRAYS, name)
    begin(tmp_path, folder)
    add(history, os.path.join(folder, name))

    assert left(tmp_path, history) == [UnfinishedBatch((folder,), STARTED, 3, "balanced", 1)]
