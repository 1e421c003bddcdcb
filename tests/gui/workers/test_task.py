"""One call off the GUI thread: its result, its failure, and what else it raises."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from app.core.errors import BundleError, OutputError
from app.core.results.history import History
from app.gui.text.verdict_text import reason_text
from app.gui.threads import RunningThreads
from app.gui.workers.task import Task, file_task, history_task


class Outcome:
    """What a task said, and on which threads."""

    def __init__(self, task: Task) -> None:
        self.said = []
        task.done.connect(lambda result: self._take("done", result))
        task.failed.connect(lambda sentence: self._take("failed", sentence))
        task.crashed.connect(lambda: self._take("crashed", None))

    def _take(self, signal: str, value: object) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.said.append((signal, value))


@pytest.fixture
def run(qapp, qtbot):
    """Return a function that runs a task to its end and returns what it said."""
    owner = QObject()
    threads = RunningThreads(owner)

    def run_task(task: Task) -> list:
        outcome = Outcome(task)
        with qtbot.waitSignal(threads.all_finished):
            threads.start(task)
        return outcome.said

    yield run_task
    qtbot.waitUntil(lambda: not threads.is_busy)


def test_the_function_is_called_on_another_thread_and_its_result_comes_back_on_this_one(run):
    ((signal, thread),) = run(Task(threading.current_thread))

    assert signal == "done"
    assert thread is not threading.main_thread()


def test_the_results_of_many_short_tasks_all_come(qapp, qtbot):
    owner = QObject()
    threads, results = RunningThreads(owner), []
    for number in range(50):
        task = Task(lambda number=number: number)
        task.done.connect(results.append)
        threads.start(task)
    del task
    qtbot.waitUntil(lambda: not threads.is_busy)

    assert sorted(results) == list(range(50))


@pytest.mark.parametrize(
    "error", [OutputError("output_failed", path="x", error="full"), BundleError("model_damaged", name="model.tflite")]
)
def test_an_error_that_a_user_can_understand_becomes_its_sentence(run, error):
    def fail():
        raise error

    assert run(Task(fail)) == [("failed", reason_text(error.reason))]


@pytest.mark.no_qt_log
def test_any_other_exception_reaches_the_exception_hook(run, qtbot):
    with qtbot.captureExceptions() as caught:
        assert run(Task(lambda: 1 // 0)) == [("crashed", None)]

    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


@pytest.mark.parametrize("fails", [False, True])
def test_a_cancelled_task_runs_to_its_end_and_says_nothing(run, fails):
    gate, ended = threading.Event(), threading.Event()

    def work():
        assert gate.wait(60)
        ended.set()
        if fails:
            raise OutputError("output_failed", path="x", error="full")

    task = Task(work)
    task.cancel()
    gate.set()

    assert run(task) == []
    assert ended.is_set()


def test_a_file_task_says_which_file_was_written(run, tmp_path):
    path = tmp_path / "a.txt"

    assert run(file_task(path, lambda path: path.touch(), [])) == [("done", path)]
    assert path.exists()


def test_a_history_task_works_on_the_opened_history(run, tmp_path):
    assert run(history_task(tmp_path / "history.sqlite3", History.count)) == [("done", 0)]


def test_a_history_that_cannot_be_opened_is_a_failure(run, tmp_path):
    (tmp_path / "history.sqlite3").mkdir()

    ((signal, sentence),) = run(history_task(tmp_path / "history.sqlite3", History.count))
    assert signal == "failed"
    assert "history.sqlite3" in sentence


def test_a_function_can_heed_that_its_task_is_cancelled(run):
    cancelled = threading.Event()
    task = Task(lambda: cancelled.wait(20), cancelled)
    task.started.connect(task.cancel)

    assert run(task) == []
    assert cancelled.is_set()
