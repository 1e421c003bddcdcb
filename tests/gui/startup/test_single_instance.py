"""A second start calls the first, with real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from multiprocessing.connection import Client, Listener
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, Slot

from app.gui.startup.single_instance import TIMEOUT_S, become_first_instance, send_to_first_instance
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
from app.gui.startup.single_instance import become_first_instance, send_to_first_instance
folder = Path(sys.argv[1])
assert become_first_instance(folder) is None
print(send_to_first_instance(folder, sys.argv[2:]))
"""
PROJECT = Path(__file__).parents[3]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT)}


class Window(QObject):
    """Takes paths as a window does, on the thread of the window."""

    def __init__(self):
        super().__init__()
        self.received = []
        self.threads = set()

    @Slot(object)
    def take(self, paths):
        self.received.append(paths)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def first(folder, qapp):
    instance = become_first_instance(folder)
    window = Window()
    instance.paths_received.connect(window.take)
    instance.window = window
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


def start_later(folder, *paths, cwd=None):
    command = [sys.executable, "-c", LATER, str(folder), *paths]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd, env=ENVIRONMENT)
    return result.stdout.strip() == "True"


def test_a_second_process_hands_its_paths_to_the_first(first, folder, qtbot, tmp_path):
    assert start_later(folder, "a.jpg", str(tmp_path / "b.jpg"), cwd=tmp_path)

    qtbot.waitUntil(lambda: len(first.window.received) == 1)
    assert first.window.received == [[str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg")]]
    assert first.window.threads == {QThread.currentThread()}


def test_a_second_process_without_paths_asks_the_first_to_come_to_the_front(first, folder, qtbot):
    assert start_later(folder)

    qtbot.waitUntil(lambda: len(first.window.received) == 1)
    assert first.window.received == [[]]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_bytes_that_are_not_text_arrive_unchanged(first, folder, qtbot, tmp_path):
    names = [os.path.join(tmp_path, os.fsdecode(b"x\xff\xfe.jpg")), *(str(tmp_path / name) for name in HOSTILE_NAMES)]
    assert start_later(folder, *names)

    qtbot.waitUntil(lambda: len(first.window.received) == 1)
    assert first.window.received == [names]


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
    with qtbot.waitSignal(instance.paths_received) as received:
        assert send_to_first_instance(folder, ["/a.jpg"])
    assert received.args == [[os.path.abspath("/a.jpg")]]
    instance.close()


def test_a_stopped_process_is_not_waited_for_long(folder, other_process):
    other_process().send_signal(signal.SIGSTOP)
    begun = time.monotonic()

    assert not send_to_first_instance(folder, ["/a.jpg"])
    assert time.monotonic() - begun < TIMEOUT_S + 1


@pytest.fixture
def foreign(folder, tmp_path, monkeypatch):
    """Return a function that puts a listener of another program at the address."""
    monkeypatch.chdir(tmp_path)
    folder.mkdir()
    listener = Listener("foreign.socket", family="AF_UNIX")
    (folder / "window.json").write_text(json.dumps({"address": "foreign.socket", "key": "00"}))
    yield listener
    listener.close()


def test_a_foreign_listener_that_says_nothing_is_not_waited_for_long(folder, foreign):
    begun = time.monotonic()

    assert not send_to_first_instance(folder, ["/a.jpg"])
    assert time.monotonic() - begun < TIMEOUT_S + 1


def test_paths_are_not_told_to_a_listener_without_the_key(folder, foreign):
    heard = []

    def pretend():
        with foreign.accept() as connection:
            connection.send_bytes(b"#CHALLENGE#" + bytes(20))
            heard.append(connection.recv_bytes())
            connection.send_bytes(b"#WELCOME#")
            heard.append(connection.recv_bytes())  # the challenge of the caller, which it cannot answer
            connection.send_bytes(b"nonsense")
            heard.append(connection.recv_bytes())

    thread = threading.Thread(target=pretend, daemon=True)
    thread.start()

    assert not send_to_first_instance(folder, ["/secret.jpg"])
    thread.join(10)
    assert len(heard) == 3
    assert not any(b"secret" in each for each in heard)


def test_a_caller_that_says_nothing_keeps_no_other_out(first, folder, qtbot):
    address = json.loads((folder / "window.json").read_text())["address"]
    with Client(address), qtbot.waitSignal(first.paths_received):
        assert send_to_first_instance(folder, [])


def test_a_caller_without_the_key_is_not_heard(first, folder, qtbot):
    door = json.loads((folder / "window.json").read_text())
    (folder / "window.json").write_text(json.dumps({**door, "key": "00" * 32}))

    assert not send_to_first_instance(folder, ["/a.jpg"])
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
