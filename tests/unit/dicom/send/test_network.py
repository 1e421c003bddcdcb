"""pynetdicom without OpenSSL, as in the frozen program."""

import subprocess
import sys

import pytest

from tests.helpers.command_line import environment
from tests.helpers.picture_archives import archive

SEND = """
import sys
from pathlib import Path
sys.modules["ssl"] = None  # importing it fails
from app.dicom.peer import Peer
from app.dicom.send.store import store
print([answer.name for answer in store(Peer.parse(sys.argv[1]), [Path(sys.argv[2])])])
print("ssl" in sys.modules)
"""


@pytest.mark.usefixtures("loopback")
def test_results_are_sent_without_openssl_and_nobody_sees_what_stands_in_for_it(tmp_path, instance):
    (tmp_path / "picture.dcm").write_bytes(instance(1).content)
    with archive() as peer:
        command = [sys.executable, "-c", SEND, str(peer.peer), str(tmp_path / "picture.dcm")]
        said = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True, timeout=60)

    assert said.stdout.splitlines() == ["['STORED']", "False"]
    assert peer.received == ["2.25.1001"]
