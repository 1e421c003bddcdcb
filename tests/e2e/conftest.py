"""The command line within this process, and small folders to screen."""

import signal
import sys

import pytest

from app.cli import main
from tests.helpers.bad_files import BAD_FILES, REFUSED_FILES
from tests.helpers.pictures import CROWD, SAMPLE, encoded, gradient


@pytest.fixture(autouse=True)
def _heeded_signals():
    """Let programs heed signals although the tests themselves were started where they are ignored, as by `nohup`."""
    numbers = [signal.SIGINT, signal.SIGTERM, *([] if sys.platform == "win32" else [signal.SIGHUP])]
    ignored = [number for number in numbers if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture
def run(capsys):
    """Return what runs a command in this process and gives its status, output and messages."""

    def run_command(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse's way to say that the command was wrong
            status = end.code
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run_command


@pytest.fixture
def xrays(tmp_path):
    """Return a folder with one X-ray, one below it, and a note."""
    folder = tmp_path / "xrays"
    (folder / "below").mkdir(parents=True)
    (folder / "child.jpeg").write_bytes(SAMPLE.read_bytes())
    (folder / "below" / "sister.jpeg").write_bytes(SAMPLE.read_bytes())
    (folder / "notes.txt").write_text("nothing")
    return folder


@pytest.fixture
def bad_batch(tmp_path):
    """Return a folder of every file that cannot be judged, and one that can."""
    folder = tmp_path / "batch"
    folder.mkdir()
    for name, (make, _) in {**BAD_FILES, **REFUSED_FILES}.items():
        (folder / name).write_bytes(make())
    (folder / "child.jpeg").write_bytes(SAMPLE.read_bytes())
    return folder


@pytest.fixture
def crowd(tmp_path):
    """Return a folder of so many pictures that their rows do not fit into a pipe that nobody reads."""
    folder = tmp_path / "crowd"
    folder.mkdir()
    small = encoded(gradient(8, 8), "PNG")
    for number in range(CROWD):
        (folder / f"{number:04}.png").write_bytes(small)
    return folder
