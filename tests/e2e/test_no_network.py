"""Without the node, no socket of a network is opened, and the network library is not even loaded."""

import subprocess
import sys

from tests.helpers.command_line import environment
from tests.helpers.pictures import SAMPLE

WATCH = """
import socket, sys
opened = []
def note(event, arguments):
    if event == "socket.__new__" and arguments[1] != getattr(socket, "AF_UNIX", None):
        opened.append(arguments)
sys.addaudithook(note)
def tell():
    loaded = [name for name in sys.modules if name.startswith("pynetdicom")]
    print(len(opened), len(loaded), file=sys.stderr, flush=True)
"""
SCREEN = f"from app.cli import main\nmain(['screen', {str(SAMPLE)!r}, '--json'])\ntell()"
WINDOW = f"""
import os
from PySide6.QtCore import QTimer
from app.gui import main as gui
make = gui._make_window
def made(settings):
    window = make(settings)
    QTimer.singleShot(2000, window, lambda: (tell(), os._exit(0)))
    return window
gui._make_window = made
gui.main(["kifua", {str(SAMPLE)!r}])
"""


def said_by(work):
    done = subprocess.run(
        [sys.executable, "-c", WATCH + work], env=environment(), capture_output=True, text=True, check=True, timeout=120
    )
    return done.stderr.splitlines()[-1]


def test_screening_opens_no_socket():
    assert said_by(SCREEN) == "0 0"


def test_the_window_opens_no_socket():
    assert said_by(WINDOW) == "0 0"


def test_the_hook_sees_a_socket():
    assert said_by("socket.socket().close()\ntell()") == "1 0"
