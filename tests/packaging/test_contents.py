"""What is left out of the bundle is missed by nothing that the program loads only now and then."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from pydicom.uid import (
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from tests.helpers.command_line import PROJECT, environment
from tests.helpers.compressed_dicoms import LOSSLESS, compressed
from tests.helpers.dicoms import as_file, dataset
from tests.helpers.pictures import gradient

_DECODE = """
import sys
from pathlib import Path
from contents import is_forbidden_file, is_forbidden_module

class Absent:
    def find_spec(self, name, path=None, target=None):
        if is_forbidden_module(name) or is_forbidden_file(name.replace(".", "/") + ".so"):
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Absent())
from app.core.imaging.decode_bytes import Scale, decode_bytes
print(decode_bytes(Path(sys.argv[1]).read_bytes(), Scale(), 2**24)[0].shape)
"""


@pytest.mark.parametrize(
    "syntax", [ExplicitVRLittleEndian, RLELossless, JPEGLosslessSV1, JPEGLSLossless, JPEG2000Lossless, HTJ2KLossless]
)
def test_dicom_is_decoded_without_what_is_left_out(tmp_path, syntax):
    grey, file = gradient(40, 64), tmp_path / "x.dcm"
    file.write_bytes(compressed(grey, syntax, 8) if syntax in LOSSLESS else as_file(dataset(grey)))
    environ = environment()
    environ["PYTHONPATH"] += f"{os.pathsep}{PROJECT / 'packaging'}"
    done = subprocess.run(
        [sys.executable, "-c", _DECODE, file], env=environ, capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr) == ("(40, 64)\n", "")
