"""The batch loop: in order, a bounded number of files ahead, and no file ends it."""

import hashlib
import re
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from itertools import count, islice
from multiprocessing import get_context

import pytest

from app.core import screening
from app.core.errors import BundleError
from app.core.model.bundle import MODEL_FILE
from app.core.records import Finding
from app.core.screening import MAX_IN_FLIGHT, Screener, screen
from tests.helpers.bad_files import BAD_FILES, REFUSED_FILES
from tests.helpers.bundles import copied, with_model
from tests.helpers.executors import InlineExecutor
from tests.helpers.pictures import SAMPLE
from tests.helpers.screening_records import record

WAIT_S = 60


class Scripted:
    """Stands for a screener: notes which files it starts, and does what it was told for some of them."""

    def __init__(self, **actions):
        self.started = []
        self._actions = actions

    def screen_file(self, file):
        self.started.append(file)
        self._actions.get(file, bool)()
        return record(file)


@pytest.fixture
def screener(bundle):
    return Screener.open(bundle, "1.2.3")


@pytest.fixture
def batch(tmp_path):
    """Return files of which the first and the last can be judged, and those between cannot."""
    files = [str(SAMPLE)]
    for name, (make, _) in {**BAD_FILES, **REFUSED_FILES}.items():
        (tmp_path / name).write_bytes(make())
        files.append(str(tmp_path / name))
    return [*files, str(tmp_path / "none.png"), str(SAMPLE)]


def comparable(records):
    """Return records without what is of one screening alone: its time and its id."""
    return [replace(each, screened_at="", id="") for each in records]


def names(number):
    return [f"f{index}" for index in range(number)]


@pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom remarks on the damage
def test_threads_give_what_one_thread_gives(screener, batch):
    with ThreadPoolExecutor(3) as executor:
        threaded = comparable(screen(batch, screener, executor))
    assert threaded == comparable(screen(batch, screener, InlineExecutor()))


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_each_file_gets_a_row_in_its_order(screener, batch):
    assert [each.file for each in screen(batch, screener, InlineExecutor())] == batch


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_bad_file_does_not_touch_those_around_it(screener, batch):
    findings = [each.verdict.finding for each in screen(batch, screener, InlineExecutor())]
    assert set(findings[1:-1]) == {Finding.NOT_ASSESSED}
    assert findings[0] is findings[-1] is Finding.PNEUMONIA


def test_processes_give_what_threads_give(screener):
    files = [str(SAMPLE), "none.png"]
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        records = comparable(screen(files, screener, executor))
    assert records == comparable(screen(files, screener, InlineExecutor()))


def test_every_screening_has_an_id_of_its_own(screener):
    ids = [each.id for each in screen([str(SAMPLE), str(SAMPLE)], screener, InlineExecutor())]

    assert all(re.fullmatch(r"[0-9a-f]{32}", each) for each in ids)
    assert ids[0] != ids[1]


def test_the_order_is_kept_when_a_later_file_is_done_first():
    later_done = threading.Event()
    scripted = Scripted(f0=lambda: later_done.wait(WAIT_S), f1=later_done.set)
    with ThreadPoolExecutor(2) as executor:
        assert [each.file for each in screen(names(3), scripted, executor)] == names(3)


def test_nothing_in_nothing_out(screener):
    assert list(screen([], screener, InlineExecutor())) == []


def test_no_file_is_started_before_the_first_is_asked_for():
    scripted = Scripted()
    screen(names(3), scripted, InlineExecutor())
    assert scripted.started == []


def test_no_more_than_the_bound_is_taken_ahead():
    taken = count()
    files = (f"f{next(taken)}" for _ in iter(int, 1))  # without end
    given = len(list(islice(screen(files, Scripted(), InlineExecutor()), 100)))
    assert next(taken) <= given + MAX_IN_FLIGHT


def test_a_cancel_before_the_first_file_yields_nothing():
    cancel = threading.Event()
    cancel.set()
    assert list(screen(names(3), Scripted(), InlineExecutor(), cancel)) == []


def test_after_a_cancel_what_was_started_is_yielded_and_no_more_started():
    cancel = threading.Event()
    scripted = Scripted(f5=cancel.set)
    with ThreadPoolExecutor(2) as executor:
        yielded = [each.file for each in screen(names(1000), scripted, executor, cancel)]
    assert sorted(yielded) == sorted(scripted.started)
    assert yielded == names(len(yielded))


def test_a_cancel_ends_the_batch_within_what_was_taken_ahead():
    cancel = threading.Event()
    records = screen(names(1000), Scripted(), InlineExecutor(), cancel)
    next(records)
    cancel.set()
    assert len(list(records)) == MAX_IN_FLIGHT - 1


@pytest.mark.timeout(20)
def test_a_cancel_does_not_wait_for_what_was_not_started():
    cancel = threading.Event()
    records = screen(names(1000), Scripted(), InlineExecutor(limit=2), cancel)
    next(records)
    cancel.set()
    assert [each.file for each in records] == ["f1"]


def test_a_reader_that_leaves_stops_the_work():
    unpaused = threading.Event()
    scripted = Scripted(f1=lambda: unpaused.wait(WAIT_S))
    with ThreadPoolExecutor(1) as executor:
        records = screen(names(1000), scripted, executor)
        next(records)
        records.close()
        unpaused.set()
    assert len(scripted.started) <= 2


def test_an_unexpected_failure_is_a_row_and_the_batch_goes_on(screener, monkeypatch):
    failures = iter([RuntimeError("boom")])

    def check_input(*arguments, real=screening.check_input):
        for failure in failures:
            raise failure
        return real(*arguments)

    monkeypatch.setattr(screening, "check_input", check_input)
    first, second = screen([str(SAMPLE), str(SAMPLE)], screener, InlineExecutor())
    assert [reason.code for reason in first.verdict.reasons] == ["internal_error"]
    assert second.verdict.finding is Finding.PNEUMONIA


def test_an_unexpected_failure_names_its_kind(screener, monkeypatch):
    monkeypatch.setattr(screening, "check_input", lambda *arguments: 1 / 0)
    assert "ZeroDivisionError" in screener.screen_file(str(SAMPLE)).verdict.reasons[0].sentence


def test_an_unexpected_failure_is_logged_with_its_traceback(screener, monkeypatch, caplog):
    monkeypatch.setattr(screening, "check_input", lambda *arguments: 1 / 0)
    screener.screen_file(str(SAMPLE))
    (logged,) = caplog.records
    assert logged.exc_info[0] is ZeroDivisionError
    assert logged.getMessage() == f"Unexpected failure on a .jpeg file of {SAMPLE.stat().st_size} bytes"


@pytest.mark.parametrize("pool", [lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(1, get_context("spawn"))])
def test_a_model_file_that_goes_away_does_not_touch_a_batch(bundle, tmp_path, pool):
    screener = Screener.open(copied(bundle, tmp_path / "copy"), "1.2.3")
    (tmp_path / "copy" / MODEL_FILE).unlink()
    with pool() as executor:
        records = list(screen([str(SAMPLE)] * 3, screener, executor))
    assert [each.verdict.finding for each in records] == [Finding.PNEUMONIA] * 3


def test_a_model_that_fails_ends_the_batch():
    def fail():
        raise BundleError("model_incompatible", detail="no memory")

    with pytest.raises(BundleError, match="model_incompatible"):
        list(screen(names(3), Scripted(f1=fail), InlineExecutor()))


def test_a_model_that_does_not_load_is_reported_at_once(bundle, tmp_path):
    with pytest.raises(BundleError, match="model_incompatible"):
        Screener.open(with_model(bundle, tmp_path / "copy", b"garbage"), "1.2.3")


def test_an_unknown_operating_point_is_reported_at_once(bundle):
    with pytest.raises(BundleError, match="unknown_operating_point"):
        Screener.open(bundle, "1.2.3", "best")


def test_the_operating_point_is_the_named_one(bundle, screener):
    name = screener.bundle.operating_points[-1].name
    assert Screener.open(bundle, "1.2.3", name).screen_file(str(SAMPLE)).verdict.operating_point == name


def test_a_record_says_what_made_it(screener):
    made = screener.screen_file(str(SAMPLE))
    assert (made.model, made.app_version) == (screener.bundle.model_id, "1.2.3")


def test_a_record_is_of_now_with_its_offset(screener):
    before = datetime.now().astimezone().replace(microsecond=0)
    at = datetime.fromisoformat(screener.screen_file(str(SAMPLE)).screened_at)
    assert before <= at <= datetime.now().astimezone()


def test_a_file_that_was_read_has_its_digest_though_it_did_not_decode(screener, tmp_path):
    (tmp_path / "x.png").write_bytes(b"no picture")
    assert screener.screen_file(str(tmp_path / "x.png")).sha256 == hashlib.sha256(b"no picture").hexdigest()


class Watched(threading.Event):
    """Notes that a batch waits for it."""

    def __init__(self):
        super().__init__()
        self.waited_for = threading.Event()

    def wait(self, timeout=None):
        self.waited_for.set()
        return super().wait(timeout)


def test_while_paused_what_was_started_is_yielded_and_no_more_started():
    cancel, unpaused = threading.Event(), Watched()
    unpaused.set()
    scripted = Scripted()
    records = screen(names(100), scripted, InlineExecutor(limit=2), cancel, unpaused)
    assert next(records).file == "f0"
    unpaused.clear()
    assert next(records).file == "f1"
    with ThreadPoolExecutor(1) as reader:
        rest = reader.submit(list, records)
        assert unpaused.waited_for.wait(WAIT_S)
        assert not rest.done()
        cancel.set()
        unpaused.set()
        assert rest.result(WAIT_S) == []
    assert scripted.started == ["f0", "f1"]


def test_a_batch_that_is_paused_from_the_start_begins_when_it_may():
    unpaused = Watched()
    scripted = Scripted()
    with ThreadPoolExecutor(1) as reader:
        reading = reader.submit(list, screen(names(3), scripted, InlineExecutor(), None, unpaused))
        assert unpaused.waited_for.wait(WAIT_S)
        assert scripted.started == []
        unpaused.set()
        assert [each.file for each in reading.result(WAIT_S)] == names(3)


def test_files_withdrawn_by_a_pause_keep_their_order():
    unpaused = threading.Event()
    unpaused.set()
    records = screen(names(100), Scripted(), InlineExecutor(), None, unpaused)
    first = next(records).file
    unpaused.clear()
    ahead = [next(records).file for _ in range(MAX_IN_FLIGHT - 1)]
    unpaused.set()
    assert [first, *ahead, *(each.file for each in records)] == names(100)
