"""What is left out of the bundle is missed by nothing that the program loads only now and then."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.helpers.command_line import PROJECT, environment
from tests.helpers.dicoms import saved_dicom
from tests.helpers.pictures import gradient

_DECODE = """
import sys
from pathlib import Path
from contents import is_forbidden_module

class Absent:
    def find_spec(self, name, path=None, target=None):
        if is_forbidden_module(name):
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Absent())
from app.core.imaging.decode_bytes import Scale, decode_bytes
print(decode_bytes(Path(sys.argv[1]).read_bytes(), Scale(), 2**24)[0].shape)
"""


def test_dicom_is_decoded_without_what_is_left_out(tmp_path):
    file = saved_dicom(tmp_path / "x.dcm", gradient(40, 64))
    environ = environment()
    environ["PYTHONPATH"] += f"{os.pathsep}{PROJECT / 'packaging'}"
    done = subprocess.run(
        [sys.executable, "-c", _DECODE, file], env=environ, capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr) == ("(40, 64)\n", "")
