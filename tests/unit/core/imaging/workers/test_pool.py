"""Processes that decode: a file that takes too much ends one, gets its row, and the next file gets a new one."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import InputError
from app.core.imaging.decode import decode
from app.core.imaging.workers import pool as module
from app.core.imaging.workers.pool import _Pool
from app.core.screening import Screener, screen
from app.paths import bundle_folder
from tests.helpers import odd_worker
from tests.helpers.command_line import PROJECT, environment
from tests.helpers.pictures import encoded, gradient, saved

GOOD = encoded(gradient(), "BMP")
CODES = {
    b"takes too long": "image_too_costly",
    b"takes too much": "image_too_costly",
    b"crashes": "image_damaged",
    b"is ended": "image_too_costly",
    b"babbles": "image_too_costly",
    b"has a fault": "internal_error",
}


@pytest.fixture
def pool(monkeypatch):
    """Replace the program's processes by others, which none of them outlives."""
    made = _Pool()
    monkeypatch.setattr(module, "decode_in_worker", made.decode)
    yield made
    made.close()


@pytest.fixture
def odd_pool(pool, monkeypatch):
    monkeypatch.setattr(module, "CPU_S", 0)
    pool.command = [sys.executable, odd_worker.__file__, str(PROJECT)]
    return pool


def code_of(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        decode(path)
    assert caught.value.sha256
    return caught.value.reason.code


@pytest.mark.skipif(sys.platform == "win32", reason="it is ended by other means there")
@pytest.mark.parametrize("misfortune", CODES)
def test_a_file_that_ends_its_process_is_refused_and_the_next_is_decoded(odd_pool, tmp_path, misfortune):
    (tmp_path / "good.bmp").write_bytes(GOOD)
    (tmp_path / "bad.bmp").write_bytes(GOOD + misfortune)

    assert decode(tmp_path / "good.bmp").pixels.size
    assert code_of(tmp_path / "bad.bmp") == CODES[misfortune]
    assert decode(tmp_path / "good.bmp").pixels.size


@pytest.mark.skipif(sys.platform == "win32", reason="it is ended by other means there")
def test_a_batch_goes_on_after_a_file_that_takes_too_long(odd_pool, tmp_path):
    files = [tmp_path / f"{number}.bmp" for number in range(5)]
    for file in files:
        file.write_bytes(GOOD + (b"takes too long" if file.stem == "2" else b""))
    with ThreadPoolExecutor(2) as executor:
        records = list(screen(map(str, files), Screener.open(bundle_folder(), "test"), executor))

    codes = [record.verdict.reasons[0].code for record in records]
    assert codes == ["image_too_small"] * 2 + ["image_too_costly"] + ["image_too_small"] * 2


def test_a_process_that_does_not_answer_is_ended(pool, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "WALL_S", 0.2)
    pool.command = [sys.executable, "-c", r"import sys; print('\6', end='', flush=True); sys.stdin.read()"]
    (tmp_path / "x.bmp").write_bytes(GOOD)

    assert code_of(tmp_path / "x.bmp") == "image_too_costly"


@pytest.mark.parametrize("command", [["no such program"], [sys.executable, "-c", "pass"]])
def test_without_processes_files_are_decoded_in_the_program(pool, tmp_path, command):
    pool.command = command
    (tmp_path / "x.bmp").write_bytes(GOOD)

    np.testing.assert_array_equal(decode(tmp_path / "x.bmp").pixels, gradient())


def test_an_idle_process_that_was_ended_is_replaced(pool, tmp_path):
    (tmp_path / "x.bmp").write_bytes(GOOD)
    decode(tmp_path / "x.bmp")
    (idle,) = pool._idle
    idle._process.kill()
    idle._process.wait()

    assert decode(tmp_path / "x.bmp").pixels.size


def test_a_picture_that_takes_more_memory_has_its_process_for_itself(pool, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SHARED_BYTES", 1000)
    path = saved(tmp_path / "x.tif", gradient(dtype=np.uint16, top=4095), "TIFF")

    np.testing.assert_array_equal(decode(path).pixels, gradient(dtype=np.uint16, top=4095))


def test_a_large_file_is_read_after_a_small_one(pool, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SHARED_BYTES", 2**20)
    (tmp_path / "small.bmp").write_bytes(GOOD)
    (tmp_path / "large.bmp").write_bytes(GOOD + bytes(150 * 2**20))
    decode(tmp_path / "small.bmp")

    assert decode(tmp_path / "large.bmp").pixels.size


def test_names_of_any_bytes_reach_the_process(pool, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n \xf0\x9f\xab\x81.bmp"))
    path.write_bytes(GOOD)

    assert decode(path).pixels.size


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells of the end of another's child")
def test_no_process_outlives_a_program_that_is_killed(tmp_path):
    (tmp_path / "x.bmp").write_bytes(GOOD)
    code = (
        "import sys; from pathlib import Path; from app.core.imaging.workers import pool\n"
        "from app.core.imaging.decode import decode; decode(Path(sys.argv[1]))\n"
        "print(pool._pool._idle[0]._process.pid, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, tmp_path / "x.bmp"]
    with subprocess.Popen(command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        worker = os.pidfd_open(int(program.stdout.readline()))
        program.kill()
    ended, _, _ = select.select([worker], [], [], 30)
    os.close(worker)

    assert ended
