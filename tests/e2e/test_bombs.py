"""Files that unfold to as much as may just be decoded, and to far more: none takes a gigabyte, nor do three at once."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
from pydicom.uid import DeflatedExplicitVRLittleEndian, JPEG2000Lossless, JPEGLosslessSV1, JPEGLSLossless

from tests.helpers.bombs import deflated_png, jpeg_of_scans
from tests.helpers.command_line import KIFUA, environment
from tests.helpers.compressed_dicoms import compressed
from tests.helpers.dicoms import as_file, dataset
from tests.helpers.pictures import encoded

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="Windows counts otherwise")]

MOST_CPU_S = 20.0
MOST_MB_OF_A_PROCESS = 550.0
"""Of a gigabyte: the program, the one process that may decode a large image, and two that are idle share it."""

# Apart from the tests themselves, whose memory would count for the program that they start.
_RUN = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print([used.ru_utime + used.ru_stime, used.ru_maxrss])
"""

SIDE = 10_000
UNFOLDING = {
    "grey.png": (lambda: deflated_png(SIDE, SIDE, 8, 0), "image_blank"),
    "deep.png": (lambda: deflated_png(SIDE, SIDE, 16, 0), "image_blank"),
    "rgba.png": (lambda: deflated_png(SIDE, SIDE, 16, 6), "image_too_large"),
    "grey.tif": (lambda: _tiff(np.uint8), "image_blank"),
    "float.tif": (lambda: _tiff(np.float32), "image_too_large"),
    "scans.jpeg": (lambda: jpeg_of_scans(3000, side=8000), "image_too_costly"),
    "jpeg.dcm": (lambda: _compressed(JPEGLosslessSV1), "image_blank"),
    "jpeg_ls.dcm": (lambda: _compressed(JPEGLSLossless), "image_blank"),
    "jpeg_2000.dcm": (lambda: _compressed(JPEG2000Lossless), "image_too_large"),
    "jpeg_2000_smaller.dcm": (lambda: _compressed(JPEG2000Lossless, 7000), "image_blank"),
    "deep.dcm": (
        lambda: as_file(dataset(np.zeros((SIDE, SIDE), np.uint16)), DeflatedExplicitVRLittleEndian),
        "image_blank",
    ),
}
"""File name → (maker of its bytes, code)."""


def _tiff(dtype: type) -> bytes:
    return encoded(np.zeros((SIDE, SIDE), dtype), "TIFF", compression="tiff_adobe_deflate")


def _compressed(syntax: str, side: int = SIDE) -> bytes:
    return compressed(np.zeros((side, side), np.uint16), syntax, 16)


@pytest.fixture(scope="module")
def unfolding(tmp_path_factory):
    """Return a folder of them."""
    folder = tmp_path_factory.mktemp("unfolding")
    for name, (make, _) in UNFOLDING.items():
        (folder / name).write_bytes(make())
    return folder


def codes_of(*files):
    """Screen files at the same time, within the limits, and return the code of each."""
    command = [*KIFUA, "screen", "--no-history", "--json", "--workers", str(len(files)), *files]
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *map(str, command)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    *rows, (cpu_s, peak) = map(json.loads, done.stdout.splitlines())

    assert cpu_s < MOST_CPU_S * len(files)
    assert peak / (2**20 if sys.platform == "darwin" else 2**10) < MOST_MB_OF_A_PROCESS
    return [row["reason"].partition(":")[0] for row in rows]


@pytest.mark.parametrize("name", UNFOLDING)
def test_one_alone_stays_within_the_limits(unfolding, name):
    assert codes_of(unfolding / name) == [UNFOLDING[name][1]]


def test_three_at_once_stay_within_the_limits(unfolding):
    names = ["deep.png", "grey.tif", "deep.dcm"]

    assert codes_of(*(unfolding / name for name in names)) == ["image_blank"] * 3
