"""The log: what failed and where, and nothing about patients."""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from app.core.errors import InputError, OutputError
from app.log import MAX_BYTES, current_log, last_failure, set_exception_hooks, start_log

NAME = "Amina Odhiambo"
_log = logging.getLogger("app.somewhere")


@pytest.fixture
def log(tmp_path) -> Path:
    file = tmp_path / "data" / "kifua.log"
    start_log(file)
    return file


def fail_on(name: str) -> None:
    try:
        Path(f"/absent/{name}.png").read_bytes()
    except OSError as error:
        raise ValueError(f"cannot read {name}") from error


def test_an_exception_is_logged_by_its_type_and_its_frames(log):
    try:
        fail_on(NAME)
    except ValueError:
        _log.exception("Unexpected failure on a %s file of %d bytes", ".png", 7)
    first, *stack = log.read_text().splitlines()

    assert first.endswith(" ERROR app.somewhere: Unexpected failure on a .png file of 7 bytes")
    assert [line.strip() for line in stack if not line.startswith("    ")] == ["ValueError", "FileNotFoundError ENOENT"]
    assert f"    {__name__}:" in stack[1]
    assert any(line.endswith(" fail_on") for line in stack)


@pytest.mark.parametrize(
    "argument", [NAME, f"/media/stick/{NAME}.dcm", Path(NAME), NAME.encode(), [NAME], f".{NAME.split(maxsplit=1)[0]}"]
)
def test_no_text_that_is_logged_can_name_anyone(log, argument):
    _log.warning("Something about %r and %s", argument, argument)

    assert "Something about" in log.read_text()
    assert "amina" not in log.read_text().lower()


def test_of_an_error_for_the_user_the_code_is_logged_and_not_its_sentence(log):
    error = OutputError("output_failed", path=f"/home/{NAME}/x.csv", error="full")
    _log.warning("Not written: %s", error)
    try:
        raise InputError("file_missing") from error
    except InputError:
        _log.warning("It goes on", exc_info=True)
    text = log.read_text()

    assert "Not written: output_failed\n" in text
    assert "InputError file_missing" in text
    assert "OutputError output_failed" in text
    assert NAME not in text


def test_what_other_libraries_log_stays_out(log):
    logging.getLogger("pydicom").warning("Invalid value for (0010,0010): %s", NAME)
    _log.warning("ours")

    assert "pydicom" not in log.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_its_owner_alone_can_read_it_after_rotation_too(log):
    before = os.umask(0)
    try:
        for number in range(3 * MAX_BYTES // 100):
            _log.warning("x" * 100 + " %d", number)
    finally:
        os.umask(before)
    files = list(log.parent.iterdir())

    assert len(files) == 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert sum(file.stat().st_size for file in files) <= 2 * MAX_BYTES


def test_a_log_that_cannot_be_written_fails_nothing(tmp_path, capfd):
    (tmp_path / "file").touch()
    start_log(tmp_path / "file" / "kifua.log")
    _log.error("lost")

    assert capfd.readouterr() == ("", "")


def test_without_an_entry_there_is_no_file(log):
    assert current_log() == log
    assert not log.parent.exists()
    assert last_failure(log) == ""


def test_the_last_failure_is_found_with_its_stack(log):
    for name in ("first", "second"):
        try:
            fail_on(name)
        except ValueError:
            _log.exception("Failure of the %d", len(name))
    _log.warning("Something else")
    entry = last_failure(log).splitlines()

    assert "ERROR app.somewhere: Failure of the 6" in entry[0]
    assert entry[1] == "  ValueError"
    assert all(line.startswith("  ") for line in entry[1:])
    assert "Something else" not in entry[-1]


def test_hooks_hear_of_exceptions_in_any_thread_but_not_of_a_thread_that_exits(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    heard = []
    set_exception_hooks(lambda kind, error, trace: heard.append((kind, threading.current_thread())))
    for function in (lambda: 1 // 0, sys.exit):
        thread = threading.Thread(target=function)
        thread.start()
        thread.join()

    assert [kind for kind, _ in heard] == [ZeroDivisionError]
    assert heard[0][1] is not threading.main_thread()
