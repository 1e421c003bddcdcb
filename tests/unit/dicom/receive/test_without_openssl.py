"""The node without OpenSSL, as in the frozen program."""

import subprocess
import sys

from tests.helpers.command_line import environment

RECEIVE = """
import sys
from pathlib import Path
class NoOpenSSL:
    def find_spec(self, name, *_):
        if name == "ssl":
            raise ImportError(name)
sys.meta_path.insert(0, NoOpenSSL())
sys.modules.pop("ssl", None)
from app.core.errors import NetworkError
from app.dicom.network import load_network
from app.dicom.receive.inbox import Inbox
from app.dicom.receive.options import NodeOptions, TlsFiles
load_network()
from app.dicom.receive.node import Node
file = Path(sys.argv[1]) / "file"
with Inbox(Path(sys.argv[1])) as inbox:
    with Node(NodeOptions(port=0), inbox, print, print) as node:
        print(node.port > 0)
    try:
        with Node(NodeOptions(port=0, tls=TlsFiles(file, file)), inbox, print, print):
            pass
    except NetworkError as error:
        print(error.reason.facts["error"])
"""


def test_a_node_listens_without_openssl_and_says_that_it_cannot_encrypt(tmp_path):
    command = [sys.executable, "-c", RECEIVE, str(tmp_path)]
    said = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True, timeout=60)

    assert said.stdout.splitlines() == ["True", "this installation of Kifua cannot encrypt: install it by pip"]
