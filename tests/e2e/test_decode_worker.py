"""The program as the process that decodes files for another one."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from app import worker_program
from app.core.imaging.workers import pool
from app.worker_program import DECODE_WORKER, run_program
from tests.helpers.command_line import KIFUA, environment, kifua
from tests.helpers.pictures import encoded, gradient, saved


def test_it_says_that_it_is_ready_and_ends_with_its_input():
    command = [*KIFUA, DECODE_WORKER]
    done = subprocess.run(command, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, check=True)

    assert (done.stdout, done.stderr) == (b"\6", b"")


def test_a_frozen_program_starts_itself(monkeypatch):
    commands = []
    monkeypatch.setattr(worker_program, "frozen_program", lambda: "/opt/kifua/kifua")
    monkeypatch.setattr(pool, "use_command", commands.append)
    monkeypatch.setattr(sys, "argv", ["kifua", "self-test"])

    assert run_program(lambda: 7) == 7
    assert commands == [["/opt/kifua/kifua", DECODE_WORKER]]


def test_files_are_decoded_by_the_command_that_is_set(monkeypatch, tmp_path):
    made = pool._Pool()
    monkeypatch.setattr(pool, "_pool", made)
    pool.use_command([*KIFUA, DECODE_WORKER])
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
    found = made.decode(saved(tmp_path / "x.bmp", gradient(), "BMP"), pool.Scale())
    made.close()

    np.testing.assert_array_equal(found.pixels, gradient())


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "jpeg"])
def test_what_libtiff_says_of_a_damaged_file_is_not_shown(tmp_path, compression):
    data = bytearray(encoded(gradient(300, 300), "TIFF", compression=compression))
    middle = len(data) // 2
    data[middle : middle + 500] = bytes(500)
    (tmp_path / "x.tif").write_bytes(data)
    done = kifua("screen", "--no-history", tmp_path / "x.tif")

    assert len(done.stderr.splitlines()) == 1, "more than the counts"
