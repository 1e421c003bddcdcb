"""The window as a process of its own: it starts, takes what a later start is given, and leaves the command line be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Client

import pytest

from app import __main__ as program
from app.core.model.bundle import load_bundle
from app.core.results.history import History
from app.gui.startup.first_use_dialog import use_mark
from app.paths import bundle_folder, data_folder, history_file, settings_file
from app.settings import Settings, save_settings
from tests.helpers.command_line import KIFUA, environment, kifua
from tests.helpers.pictures import SAMPLE
from tests.helpers.screening_records import kept_rows

# The first process: it says what it is told to open instead of showing it, until nobody writes to it any more.
_FIRST = """
import sys, threading
from PySide6.QtCore import QCoreApplication
from app.gui.startup.single_instance import become_first_instance
from app.paths import data_folder

def take(paths):
    print(ascii(paths), flush=True)
    return True

application = QCoreApplication(sys.argv)
instance = become_first_instance(data_folder())
instance.hand_over_to(take)
threading.Thread(target=lambda: (sys.stdin.read(), application.quit()), daemon=True).start()
print("ready", flush=True)
application.exec()
instance.close()
"""

# The whole program, which makes its window as soon as it is sent a line.
_SLOW = """
import sys
from app.gui import main as gui

def make_window(settings, make=gui._make_window):
    sys.stdin.readline()
    return make(settings)

gui._make_window = make_window
gui.main(["kifua"])
"""


def offscreen() -> dict[str, str]:
    return {**environment(), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def first():
    """A process that has the place of the first window of the test's own data folder."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", _FIRST], env=offscreen(), text=True, **pipes) as process:
        assert process.stdout.readline() == "ready\n"
        yield process


def start(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Start the program with a screen that nobody sees, and wait for its end."""
    command = [*KIFUA, *(os.fspath(argument) for argument in arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run(command, env=offscreen(), text=True, timeout=60, check=False, **pipes)


@pytest.mark.parametrize("name", ["a 'b' \"c\" <b>.jpeg", "née 肺.jpeg", "-x.jpeg"])
def test_a_later_start_hands_its_file_over_and_ends(first, tmp_path, name):
    if sys.platform == "win32" and '"' in name:
        pytest.skip("Windows knows no such names")
    file = tmp_path / name
    file.write_bytes(SAMPLE.read_bytes())
    later = start(file)

    assert (later.returncode, later.stdout, later.stderr) == (0, "", "")
    assert first.stdout.readline() == ascii([str(file)]) + "\n"


def test_a_file_name_that_is_not_unicode_is_handed_over_byte_by_byte(first, tmp_path):
    if sys.platform != "linux":
        pytest.skip("only Linux knows such names")
    file = os.path.join(os.fsencode(tmp_path), b"\xff\xfe.jpeg")
    with open(file, "wb") as stream:
        stream.write(SAMPLE.read_bytes())
    later = start(os.fsdecode(file))

    assert later.returncode == 0
    assert first.stdout.readline() == ascii([os.fsdecode(file)]) + "\n"


@pytest.fixture
def slow_first():
    """A process that has the place of the first window, and makes it when it is sent a line."""
    save_settings(settings_file(), Settings(accepted_use=use_mark(load_bundle(bundle_folder()))))
    command, pipes = [sys.executable, "-c", _SLOW], {"stdin": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=offscreen(), **pipes) as process:
        wait_until((data_folder() / "window.json").exists, process)
        yield process
        process.kill()


def test_a_file_that_is_opened_while_the_window_only_starts_is_screened(slow_first):
    door = json.loads((data_folder() / "window.json").read_text())
    with Client(door["address"], authkey=bytes.fromhex(door["key"])) as later:
        later.send_bytes(os.fsencode(SAMPLE) + b"\0")
        later.recv_bytes()
        slow_first.stdin.write("the window\n")
        slow_first.stdin.flush()
        wait_until(lambda: screened() == [str(SAMPLE)], slow_first)


def wait_until(is_reached: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for what a process is to reach."""
    end = time.monotonic() + 20
    while not is_reached():
        assert time.monotonic() < end
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.02)
        assert process.returncode is None


def screened() -> list[str]:
    """Return the files that the window's history has."""
    if not history_file().exists():
        return []
    with History(history_file()) as history:
        return [row["file"] for row in kept_rows(history, 9)]


def test_a_later_start_without_files_brings_the_first_to_the_front(first):
    assert start().returncode == 0
    assert first.stdout.readline() == "[]\n"


def test_a_command_is_none_of_the_windows_business(first):
    done = kifua("screen", SAMPLE, "--json")

    assert (done.returncode, json.loads(done.stdout)["verdict"]) == (0, "PNEUMONIA")
    first.stdin.close()
    assert first.stdout.read() == ""


@pytest.mark.parametrize(
    ("arguments", "is_command"),
    [
        ([], False),
        ([str(SAMPLE)], False),
        ([str(SAMPLE), str(SAMPLE.parent)], False),
        (["screen", str(SAMPLE)], True),
        (["self-test"], True),
        (["--version"], True),
        (["absent.jpeg"], False),
        ([str(SAMPLE), "absent.jpeg"], False),
        (["scren", str(SAMPLE)], True),
        ([str(SAMPLE), "--json"], True),
    ],
)
def test_files_alone_are_for_the_window(arguments, is_command):
    assert program.is_for_command_line(arguments) is is_command


def test_the_data_folder_is_the_tests_own(tmp_path):
    assert data_folder().is_relative_to(tmp_path)
