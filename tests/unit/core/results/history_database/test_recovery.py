"""Of a damaged history, what can be read goes on, and the damaged file is kept; no damage is a crash."""

import random
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from app.core.errors import OutputError
from app.core.records import Patient
from app.core.results.history import History
from app.core.results.history_database.backups import DAMAGED, files_beside
from app.core.results.history_database.repairs import heed_repairs
from app.core.results.history_database.schema import SCHEMA
from app.core.results.history_keeper import HistoryKeeper
from app.core.results.history_search import EVERYTHING, Search
from tests.helpers.old_histories import make_old_history, schema_version
from tests.helpers.screening_records import delete_all, kept_rows, record

ROWS = 120
PAGE = 4096


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def content(path):
    """The bytes of a history of many rows on many pages."""
    with History(path) as history:
        for number in range(ROWS):
            history.add(record(f"{number:04}.png", patient=Patient(f"P-{number}", note="n" * 300)))
    return path.read_bytes()


def files(path):
    with History(path) as history:
        return [row["file"] for row in kept_rows(history)][::-1]


USES = (
    lambda history: history.add(record("new.png"), "batch"),
    lambda history: history.find(EVERYTHING, 999),
    lambda history: history.find(Search("P-7"), 999),
    lambda history: history.count(),
    lambda history: history.newest_of_each_file("batch", "model-1", "balanced"),
    lambda history: history.delete([3]),
)


def use(path):
    """Do with a history what the program does, however often it fails; return whether it could be opened at last."""
    waiting, failures = list(USES), 0
    while waiting and failures < 3:
        try:
            with History(path) as history:
                while waiting:
                    waiting.pop()(history)
        except OutputError:
            failures += 1
    return not waiting


def keep(path, file):
    """Store a record, again where it is what meets a damage, and return what is found of it."""

    def store():
        with History(path) as history:
            history.add(record(file))
            return [stored.record.file for stored in history.find(Search(file), 9)]

    with suppress(OutputError):
        return store()
    return store()


def damage(content, chance):
    """Return the bytes of a file with some of them flipped, a part overwritten, or the end cut off."""
    damaged = bytearray(content)
    kind = chance.randrange(4)
    if kind == 0:
        return bytes(damaged[: chance.randrange(len(damaged))])
    if kind == 1:
        start = chance.randrange(len(damaged))
        damaged[start : start + chance.randrange(1, 2 * PAGE)] = chance.randbytes(PAGE)
    for _ in range(chance.randrange(1, 50)):
        damaged[chance.randrange(PAGE if kind == 2 else len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_no_damage_crashes_or_blocks_the_history(path, content, seed, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda handle: None)  # for a disk that no test pulls
    chance = random.Random(seed)
    for _ in range(50):
        for file in path.parent.iterdir():
            file.unlink()
        path.write_bytes(damage(content, chance))
        if use(path):
            assert keep(path, "last.png") == ["last.png"]
        else:  # it claims to be of a newer version
            assert schema_version(path) > SCHEMA


def test_the_rows_of_the_other_pages_go_on(path, content):
    start = content.index(b"0060.png") // PAGE * PAGE
    path.write_bytes(content[:start] + b"\xff" * PAGE + content[start + PAGE :])
    with pytest.raises(OutputError, match="history_damaged") as said, History(path) as history:
        history.find(EVERYTHING, 999)

    left = files(path)
    assert ROWS - 20 < len(left) < ROWS
    assert {"0000.png", "0119.png"} <= set(left)
    assert said.value.reason.facts["count"] == len(left)


def test_the_damaged_file_is_kept_as_it_was(path, content):
    path.write_bytes(b"x" * 100 + content[100:])
    with pytest.raises(OutputError, match="history_damaged"):
        History(path)
    (aside,) = files_beside(path, DAMAGED)

    assert aside.read_bytes() == b"x" * 100 + content[100:]
    assert "damaged" in aside.name
    assert files(path) == []
    if sys.platform != "win32":
        assert stat.S_IMODE(aside.stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_set_aside(path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(OutputError, match="history_damaged"):
        History(path)

    assert files(path) == []


def test_a_history_that_lost_its_table_is_damaged(path, content):
    path.write_bytes(
        content.replace(b"CREATE TABLE screenings", b"CREATE TABLE screeninga").replace(b"screenings", b"screeninga")
    )
    with pytest.raises(OutputError, match="history_damaged"):
        History(path)

    assert files(path) == []


def test_a_table_whose_ids_were_damaged_is_repaired(path, content):
    path.write_bytes(content.replace(b"(id INTEGER PRIMARY KEY", b"(id INTEGER P_IMARY KEY", 1))
    with pytest.raises(OutputError, match="history_damaged"):
        History(path)

    assert len(files(path)) == ROWS


def test_the_rows_of_an_older_version_go_on_too(path):
    make_old_history(path)
    content = path.read_bytes()
    path.write_bytes(content + b"\0" * PAGE)
    content = bytearray(path.read_bytes())
    content[28:32] = (len(content) // PAGE).to_bytes(4, "big")
    content[32:40] = (99).to_bytes(4, "big") + (1).to_bytes(4, "big")  # a list of free pages that leads nowhere
    path.write_bytes(content)
    with suppress(OutputError):
        History(path).close()

    assert files(path) == ["/xrays/a.png"]


def test_what_only_the_log_holds_goes_on(path, tmp_path):
    with History(path) as history:
        for number in range(ROWS):
            history.add(record(f"{number}.png", patient=Patient(note="n" * 300)))
        history._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        history.add(record("of the log.png"))
        saved = {file: file.read_bytes() for file in path.parent.iterdir() if not file.name.endswith("-shm")}
    for file, content in saved.items():
        start = content.find(b"60.png") // PAGE * PAGE
        file.write_bytes(content[:start] + b"\xff" * PAGE + content[start + PAGE :] if file == path else content)
    with pytest.raises(OutputError, match="history_damaged"), History(path) as history:
        history.find(EVERYTHING, 999)

    assert "of the log.png" in files(path)


def test_a_batch_goes_on_in_the_new_history(path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database" * 100)
    told = []
    with HistoryKeeper(path, told.append) as keeper:
        keeper.keep(record("a"))

    assert [reason.code for reason in told] == ["history_damaged"]
    assert files(path) == ["a"]


def test_a_damaged_history_that_cannot_be_set_aside_is_said(path, content, monkeypatch):
    def fail(*arguments, **options):
        raise OSError(28, "No space left on device")

    path.write_bytes(b"x" * 100 + content[100:])
    monkeypatch.setattr("app.core.results.history_database.recovery.atomic_file", fail)
    with pytest.raises(OutputError, match=r"history_failed.*No space left"):
        History(path)

    assert path.read_bytes()[100:] == content[100:]


def test_delete_all_deletes_what_was_set_aside(path, content):
    path.write_bytes(b"x" * 100 + content[100:])
    with suppress(OutputError):
        History(path)
    with History(path) as history:
        delete_all(history)

    assert files_beside(path, DAMAGED) == []


def with_a_lost_page(content):
    """Return the bytes of a history that opens, and proves damaged only when it is read."""
    start = content.index(b"0060.png") // PAGE * PAGE
    return content[:start] + b"\xff" * PAGE + content[start + PAGE :]


def test_who_opened_the_damaged_file_does_not_set_its_repair_aside(path, content):
    path.write_bytes(with_a_lost_page(content))
    with History(path) as late:
        with suppress(OutputError), History(path) as first:
            first.find(EVERYTHING, 999)
        with History(path) as history:
            history.add(record("since then.png"))
            count = history.count()
        with pytest.raises(OutputError, match="history_damaged") as said:
            late.find(EVERYTHING, 999)

    assert said.value.reason.facts["count"] == count
    assert len(files_beside(path, DAMAGED)) == 1
    assert "since then.png" in files(path)


def test_threads_that_come_upon_the_damage_at_once_repair_it_once(path, content):
    path.write_bytes(b"x" * 100 + content[100:])
    with ThreadPoolExecutor(8) as threads:
        found = [threads.submit(use, path) for _ in range(8)]

    assert all(future.result() for future in found)
    assert len(files_beside(path, DAMAGED)) == 1


class Listener:
    def __init__(self):
        self.told = []

    def hear(self, history, reason):
        self.told.append((history, reason.code))


def test_a_repair_is_told_though_who_came_upon_it_says_nothing(path, content):
    listener = Listener()
    heed_repairs(listener.hear)
    path.write_bytes(b"x" * 100 + content[100:])
    with suppress(OutputError):
        History(path)

    assert listener.told == [(path, "history_damaged")]
