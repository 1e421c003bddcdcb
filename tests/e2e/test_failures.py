"""Failures nobody expected, in processes of their own: logged without names, and the program can still be ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from app.core.model.bundle import load_bundle
from app.gui.startup.first_use_dialog import use_mark
from app.paths import bundle_folder, log_file, settings_file
from app.settings import Settings, save_settings
from tests.helpers.command_line import environment
from tests.helpers.pictures import SAMPLE

# A window in which something fails as soon as it stands. It says when the message is seen.
_FAILING_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from app.gui import main as gui
from app.gui.startup.failure_notice import FailureDialog

class FailingWindow(gui.MainWindow):
    def __init__(self, session):
        super().__init__(session)
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._fail)
        self._timer.start()

    def _fail(self):
        shown = [widget for widget in gui.QApplication.topLevelWidgets() if isinstance(widget, FailureDialog)]
        if any(dialog.isVisible() for dialog in shown):
            self._timer.stop()
            print("message", flush=True)
        else:
            {}["Amina"]

gui.MainWindow = FailingWindow
sys.exit(gui.main(["kifua"]))
"""

_FAILING_COMMAND = """
import sys
from app import cli
from app.core import screening

load = screening.load_radiograph

def fail_on_the_xray(path, spec):
    if path.name.startswith("Amina"):
        raise RuntimeError("Amina Odhiambo")
    return load(path, spec)

screening.load_radiograph = fail_on_the_xray
sys.exit(cli.main(["screen", *sys.argv[1:]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the window itself")
def test_a_request_to_end_ends_a_window_whose_failure_message_is_open(tmp_path):
    save_settings(settings_file(), Settings(accepted_use=use_mark(load_bundle(bundle_folder()))))
    command, variables = [sys.executable, "-c", _FAILING_WINDOW], {**environment(), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "message\n"
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
        finally:
            process.kill()

    assert "  KeyError\n" in log_file().read_text()
    assert "Amina" not in log_file().read_text()


def test_a_failure_on_a_file_is_logged_without_the_name_of_anyone(tmp_path):
    xray = tmp_path / "Amina Odhiambo.jpeg"
    xray.write_bytes(SAMPLE.read_bytes())
    command = [sys.executable, "-c", _FAILING_COMMAND, os.fspath(xray)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60, check=False)
    text = log_file().read_text()

    assert done.returncode == 1
    assert "internal_error" in done.stdout
    assert f"Unexpected failure on a .jpeg file of {SAMPLE.stat().st_size} bytes" in text
    assert "  RuntimeError\n" in text
    assert "app.core.screening:" in text
    assert "Amina" not in text
