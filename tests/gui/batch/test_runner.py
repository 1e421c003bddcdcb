"""The runner screens one batch after another, says how far it is, and loses none that waits."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from app.core.records import Finding
from app.core.results.unfinished import read_journals
from app.gui.batch.batch import Batch
from app.gui.batch.runner import BatchRunner
from app.gui.session import Session
from app.settings import Settings


class Heard:
    """What a runner has said, in its order."""

    def __init__(self, runner: BatchRunner) -> None:
        self.events: list[tuple[str, str]] = []
        self.files: list[str] = []
        self.notes: list[str] = []
        runner.started.connect(lambda batch: self.events.append(("started", batch.title)))
        runner.finished.connect(lambda batch: self.events.append(("finished", batch.title)))
        runner.records_made.connect(lambda records: self.files.extend(os.path.basename(each.file) for each in records))
        runner.noted.connect(self.notes.append)


@pytest.fixture
def session(screener, tmp_path, qtbot) -> Iterator[Session]:
    """A session with one worker, whose threads have ended in the end."""
    settings = Settings(data_folder=str(tmp_path / "data"), workers=1)
    session = Session(screener, settings, tmp_path / "settings.json")
    yield session
    screener.gate.set()
    session.threads.cancel_all()
    qtbot.waitUntil(lambda: not session.threads.is_busy)


@pytest.fixture
def runner(session) -> BatchRunner:
    return BatchRunner(session)


@pytest.fixture
def heard(runner) -> Heard:
    return Heard(runner)


@pytest.fixture
def make_folder(tmp_path):
    """Return a function that makes a folder with so many X-rays, and returns its path."""

    def make(name: str, count: int = 2) -> str:
        folder = tmp_path / "xrays" / name
        folder.mkdir(parents=True)
        for number in range(count):
            (folder / f"{name}-normal-{number}.jpg").write_bytes(b"an X-ray")
        return str(folder)

    return make


def journals(session: Session) -> list[str]:
    return sorted(os.path.basename(batch.paths[0]) for batch in read_journals(session.history.parent))


def test_a_batch_runs_to_its_end_and_says_how_far_it_is(runner, heard, make_folder, qtbot):
    folder = make_folder("monday")
    with qtbot.waitSignal(runner.finished) as finished:
        runner.start([folder])
        assert runner.is_running

    batch = finished.args[0]
    assert (batch.title, batch.folder, batch.paths) == ("monday", folder, (folder,))
    assert not runner.is_running
    assert runner.batch == batch
    assert heard.files == ["monday-normal-0.jpg", "monday-normal-1.jpg"]
    assert (runner.progress.done, runner.progress.total, runner.progress.is_complete) == (2, 2, True)
    assert runner.progress.counts[Finding.NORMAL] == 2


def test_files_of_one_folder_are_titled_by_it(runner, make_folder, qtbot):
    folder = make_folder("monday")
    with qtbot.waitSignal(runner.finished) as finished:
        runner.start([os.path.join(folder, name) for name in sorted(os.listdir(folder))])

    batch: Batch = finished.args[0]
    assert (batch.title, batch.folder) == ("monday", folder)


def test_folders_are_screened_one_after_the_other(runner, heard, screener, make_folder, qtbot):
    screener.gate.clear()
    for name in ("monday", "tuesday", "friday"):
        runner.start([make_folder(name)])
    assert [batch.title for batch in runner.queued] == ["tuesday", "friday"]
    assert heard.notes == ["tuesday waits: it is screened next.", "friday waits: it is screened after 2 other folders."]

    with qtbot.waitSignals([runner.finished] * 3):
        screener.gate.set()
    assert heard.events == [
        (event, title) for title in ("monday", "tuesday", "friday") for event in ("started", "finished")
    ]
    assert len(heard.files) == 6
    assert runner.queued == ()


def test_a_folder_that_is_dropped_twice_is_screened_once(runner, heard, screener, make_folder):
    screener.gate.clear()
    folder, other = make_folder("monday"), make_folder("tuesday")
    for paths in ([folder], [other], [folder], [other]):
        runner.start(paths)

    assert [batch.title for batch in runner.queued] == ["tuesday"]
    assert heard.notes[1:] == ["monday is being screened already.", "tuesday waits already."]


def test_the_next_one_follows_a_batch_that_is_ended_early(runner, heard, screener, make_folder, qtbot):
    screener.gate.clear()
    runner.start([make_folder("monday", 100)])
    runner.start([make_folder("tuesday")])
    qtbot.waitUntil(screener.begun.is_set)
    runner.cancel()
    assert runner.is_ending

    with qtbot.waitSignals([runner.finished] * 2):
        screener.gate.set()
    assert heard.events[-1] == ("finished", "tuesday")
    assert runner.progress.is_complete
    assert len(heard.files) < 100


def test_all_can_be_ended_and_none_is_offered_again(runner, session, screener, make_folder, qtbot):
    screener.gate.clear()
    runner.start([make_folder("monday", 100)])
    runner.start([make_folder("tuesday")])
    qtbot.waitUntil(screener.begun.is_set)
    assert journals(session) == ["monday", "tuesday"]
    runner.cancel_all()
    with qtbot.waitSignal(runner.finished):
        screener.gate.set()

    assert not runner.is_running
    assert runner.batch.title == "monday"
    assert journals(session) == []


def test_a_batch_that_waits_while_the_window_closes_is_offered_again(
    runner, session, screener, make_folder, tmp_path, qtbot
):
    screener.gate.clear()
    runner.start([make_folder("monday", 100)])
    runner.start([make_folder("tuesday")])
    qtbot.waitUntil(screener.begun.is_set)
    session.threads.cancel_all()
    with qtbot.waitSignal(runner.finished):
        screener.gate.set()

    assert not runner.is_running
    assert journals(session) == ["monday", "tuesday"]


def test_a_broken_off_batch_can_wait_too(runner, session, screener, make_folder, qtbot):
    screener.gate.clear()
    runner.start([make_folder("monday", 100)])
    qtbot.waitUntil(screener.begun.is_set)
    session.threads.cancel_all()
    with qtbot.waitSignal(runner.finished):
        screener.gate.set()
    (left,) = read_journals(session.history.parent)
    done = runner.progress.done

    screener.gate.clear()
    runner.start([make_folder("tuesday")])
    runner.resume(left)
    assert [batch.id for batch in runner.queued] == [left.id]
    with qtbot.waitSignals([runner.finished, runner.records_restored, runner.finished]):
        screener.gate.set()
    assert 0 < done < 100
    assert runner.progress.done == 100
    assert journals(session) == []


def test_a_pause_is_told(runner, screener, make_folder, qtbot):
    screener.gate.clear()
    runner.start([make_folder("monday", 100)])
    qtbot.waitUntil(screener.begun.is_set)
    with qtbot.waitSignal(runner.pause_changed, check_params_cb=bool):
        runner.toggle_pause()
    assert runner.is_paused
    with qtbot.waitSignal(runner.pause_changed, check_params_cb=lambda is_paused: not is_paused):
        runner.toggle_pause()
    with qtbot.waitSignal(runner.finished):
        screener.gate.set()

    assert runner.progress.is_complete


def test_the_time_left_follows_from_the_speed(session, screener, make_folder, qtbot):
    now = iter(range(0, 1000, 10))
    runner = BatchRunner(session, clock=lambda: next(now))
    seen = []
    runner.progressed.connect(lambda: seen.append(runner.progress))
    answer, allowed = screener.screen_file, threading.Semaphore(0)

    def screen_one_at_a_time(file: str):
        assert allowed.acquire(timeout=20)
        return answer(file)

    screener.screen_file = screen_one_at_a_time
    with qtbot.waitSignal(runner.finished):
        runner.start([make_folder("monday", 4)])
        for done in range(1, 5):
            allowed.release()
            qtbot.waitUntil(lambda done=done: runner.progress.done == done)

    lefts = {(each.done, each.seconds_left) for each in seen if each.total}
    assert lefts >= {(1, None), (2, 20.0), (3, 10.0), (4, 0.0)}
