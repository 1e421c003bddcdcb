"""A start that finds another program, or a process that stands still, in the place of the first window."""

from __future__ import annotations

import json
import threading
import time
from multiprocessing.connection import Listener

import pytest

from app.gui.startup.single_instance import TIMEOUT_S, Answer, send_to_first_instance


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


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

    assert send_to_first_instance(folder, ["/a.jpg"]) is Answer.NONE
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

    assert send_to_first_instance(folder, ["/secret.jpg"]) is Answer.NONE
    thread.join(10)
    assert len(heard) == 3
    assert not any(b"secret" in each for each in heard)
