"""A second start calls the first, with real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from multiprocessing.connection import Client
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from app.gui.startup.single_instance import TIMEOUT_S, Answer, become_first_instance, send_to_first_instance
from tests.helpers.hostile_names import HOSTILE_NAMES

FIRST = """
import sys
from pathlib import Path
from app.gui.startup.single_instance import become_first_instance
instance = become_first_instance(Path(sys.argv[1]))
print("first" if instance else "later", flush=True)
sys.stdin.read()
"""
LATER = """
import sys
from pathlib import Path
from app.gui.startup.single_instance import claim_or_send
instance = claim_or_send(Path(sys.argv[1]), sys.argv[2:])
print("itself" if instance else "sent", flush=True)
if instance:
    instance.close()
"""
PROJECT = Path(__file__).parents[3]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT)}


class Window:
    """Takes paths as a window does, unless it is being closed."""

    def __init__(self):
        self.received = []
        self.threads = set()
        self.is_closing = False

    def take(self, paths):
        self.threads.add(QThread.currentThread())
        if not self.is_closing:
            self.received.append(paths)
        return not self.is_closing


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def first(folder, qapp):
    instance = become_first_instance(folder)
    instance.window = Window()
    instance.hand_over_to(instance.window.take)
    yield instance
    instance.close()


@pytest.fixture
def other_process(folder):
    """Return a function that starts another first process and waits until it is one."""
    begun = []

    def start():
        command = [sys.executable, "-c", FIRST, str(folder)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
        begun.append(process)
        assert process.stdout.readline() == "first\n"
        return process

    yield start
    for process in begun:
        process.kill()
        process.communicate()


@pytest.fixture
def start_later(folder):
    """Return a function that starts a later process, which says in the end what became of its paths."""
    begun = []

    def start(*paths, cwd=None):
        command = [sys.executable, "-c", LATER, str(folder), *paths]
        begun.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=cwd, env=ENVIRONMENT))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.communicate()


def said(process) -> str:
    return process.communicate(timeout=30)[0].strip()


def test_a_second_process_hands_its_paths_to_the_first(first, start_later, qtbot, tmp_path):
    later = start_later("a.jpg", str(tmp_path / "b.jpg"), cwd=tmp_path)

    qtbot.waitUntil(lambda: len(first.window.received) == 1)
    assert said(later) == "sent"
    assert first.window.received == [[str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg")]]
    assert first.window.threads == {QThread.currentThread()}


def test_a_second_process_without_paths_asks_the_first_to_come_to_the_front(first, start_later, qtbot):
    later = start_later()

    qtbot.waitUntil(lambda: len(first.window.received) == 1)
    assert said(later) == "sent"
    assert first.window.received == [[]]


@pytest.fixture
def call(folder):
    """Return a function that calls the first process and returns the connection when it is heard."""
    with ExitStack() as connections:

        def send(path):
            door = json.loads((folder / "window.json").read_text())
            connection = connections.enter_context(Client(door["address"], authkey=bytes.fromhex(door["key"])))
            connection.send_bytes(os.fsencode(path) + b"\0")
            assert connection.recv_bytes() == b"heard"
            return connection

        yield send


def test_paths_that_come_before_the_window_stands_are_handed_over_when_it_does(folder, call, qtbot):
    instance, window = become_first_instance(folder), Window()
    later = [call("/a.jpg"), call("/b.jpg")]
    assert not any(connection.poll() for connection in later)

    instance.hand_over_to(window.take)
    qtbot.waitUntil(lambda: len(window.received) == 2)
    assert sorted(window.received) == [["/a.jpg"], ["/b.jpg"]]
    assert [connection.recv_bytes() for connection in later] == [b"taken", b"taken"]
    instance.close()


def test_a_first_that_ends_before_its_window_stands_says_that_it_took_nothing(folder, call, qapp):
    instance = become_first_instance(folder)
    later = call("/a.jpg")
    instance.close()

    with pytest.raises(EOFError):
        later.recv_bytes()


def test_where_the_first_is_killed_the_second_opens_its_paths_itself(other_process, start_later):
    process = other_process()
    later = start_later("/a.jpg")
    process.kill()

    assert said(later) == "itself"


def test_a_window_that_is_being_closed_takes_nothing_and_the_second_follows_it(first, start_later, qtbot):
    first.window.is_closing = True
    later = start_later("/a.jpg")
    qtbot.waitUntil(lambda: len(first.window.threads) == 1)
    first.close()

    assert said(later) == "itself"
    assert first.window.received == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_bytes_that_are_not_text_arrive_unchanged(first, start_later, qtbot, tmp_path):
    names = [os.path.join(tmp_path, os.fsdecode(b"x\xff\xfe.jpg")), *(str(tmp_path / name) for name in HOSTILE_NAMES)]
    start_later(*names)

    qtbot.waitUntil(lambda: len(first.window.received) == 1)
    assert first.window.received == [names]


def said_in_thread(call, qtbot):
    """Return what a call returns that waits for the events of this thread."""
    with ThreadPoolExecutor(1) as executor:
        answer = executor.submit(call)
        qtbot.waitUntil(answer.done, timeout=20_000)
        return answer.result()


def test_only_one_of_the_processes_is_the_first(folder, other_process):
    process = other_process()
    assert become_first_instance(folder) is None

    process.communicate("")
    instance = become_first_instance(folder)
    assert instance
    instance.close()


def test_a_crashed_process_is_followed_at_once_and_leaves_nothing(folder, other_process, qtbot):
    process = other_process()
    door = Path(json.loads((folder / "window.json").read_text())["address"])
    assert door.exists()
    process.send_signal(signal.SIGKILL)
    process.wait()

    instance = become_first_instance(folder)
    assert instance
    assert not door.parent.exists()
    window = Window()
    instance.hand_over_to(window.take)
    assert said_in_thread(lambda: send_to_first_instance(folder, ["/a.jpg"]), qtbot) is Answer.TAKEN
    assert window.received == [[os.path.abspath("/a.jpg")]]
    instance.close()


def test_a_stopped_process_is_not_waited_for_long(folder, other_process):
    other_process().send_signal(signal.SIGSTOP)
    begun = time.monotonic()

    assert send_to_first_instance(folder, ["/a.jpg"]) is Answer.NONE
    assert time.monotonic() - begun < TIMEOUT_S + 1


def test_a_caller_that_says_nothing_keeps_no_other_out(first, folder, qtbot):
    address = json.loads((folder / "window.json").read_text())["address"]
    with Client(address):
        assert said_in_thread(lambda: send_to_first_instance(folder, []), qtbot) is Answer.TAKEN


def test_a_caller_without_the_key_is_not_heard(first, folder, qtbot):
    door = json.loads((folder / "window.json").read_text())
    (folder / "window.json").write_text(json.dumps({**door, "key": "00" * 32}))

    assert send_to_first_instance(folder, ["/a.jpg"]) is Answer.NONE
    assert first.window.received == []


def test_the_key_is_for_its_owner_alone(first, folder):
    assert (folder / "window.json").stat().st_mode & 0o077 == 0


def test_closing_is_prompt_and_leaves_no_thread_and_no_socket(folder, qapp):
    before = threading.active_count()
    instance = become_first_instance(folder)
    door = Path(json.loads((folder / "window.json").read_text())["address"])
    begun = time.monotonic()
    instance.close()
    instance.close()

    assert time.monotonic() - begun < TIMEOUT_S / 2
    assert threading.active_count() <= before + 1  # what served the last call may be about to end
    assert not door.parent.exists()


def test_nobody_is_the_first_no_longer_after_closing(folder, qapp):
    for _ in range(3):
        instance = become_first_instance(folder)
        assert instance
        instance.close()


def test_a_folder_that_cannot_be_made_does_not_keep_the_window_away(tmp_path, qapp):
    (tmp_path / "file").write_text("")
    instance = become_first_instance(tmp_path / "file" / "data")

    assert instance
    instance.close()
