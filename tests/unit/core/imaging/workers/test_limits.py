"""A process limits itself by the system's means."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.helpers.command_line import environment

_LIMITED = "from app.core.imaging.workers.limits import limit_process; limit_process({memory}, {cpu}); {work}"


def run_limited(work, memory=2**28, cpu=100):
    code = _LIMITED.format(memory=memory, cpu=cpu, work=work)
    return subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not heed the limit, Windows has its own test")
def test_an_allocation_beyond_the_limit_fails():
    result = run_limited("bytes(2**29)")

    assert result.returncode == 1
    assert "MemoryError" in result.stderr


def test_an_allocation_within_the_limit_is_made():
    assert run_limited("bytes(2**27)").returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_process_that_takes_too_long_is_ended():
    assert run_limited("exec('while True: pass')", cpu=0).returncode == -signal.SIGXCPU


@pytest.mark.skipif(sys.platform != "win32", reason="job objects are Windows' own")
@pytest.mark.parametrize(("work", "cpu"), [("bytes(2**30)", 100), ("exec('while True: pass')", 1)])
def test_a_job_object_limits_a_process(work, cpu):
    assert run_limited(work, cpu=cpu).returncode != 0


def test_a_later_limit_replaces_the_former():
    assert run_limited("limit_process(2**30, 200); bytes(2**29)").returncode == 0
