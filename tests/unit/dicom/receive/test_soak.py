"""Thousands of connections leave nothing behind: no thread, no file, no memory, and the next X-ray is stored."""

import gc
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.helpers.dicom_peers import HOST, left_over, receiving, sender, store, wait_until, xray

pytestmark = [
    # The sender is the network library too, which forgets a socket that the other side has closed first.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.skipif(sys.platform != "linux", reason="counts what Linux lists"),
]
resource = pytest.importorskip("resource", reason="Windows does not have it")
MOST_MB = 20


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def memory_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def leaves_nothing(node, use):
    """Use a node, and check that threads and files are those of before, and the memory nearly so."""
    assert store(node, xray()) == [0]
    use(10)
    gc.collect()
    threads, files, before_mb = threading.active_count(), open_files(), memory_mb()
    yield
    wait_until(lambda: threading.active_count() <= threads, 30)
    gc.collect()
    wait_until(lambda: open_files() <= files, 30)
    assert memory_mb() - before_mb < MOST_MB
    assert store(node, xray()) == [0]
    assert left_over(node.folder) == []


@pytest.mark.parametrize("count", [200, pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_bare_connections_leave_nothing(tmp_path, count):
    with receiving(tmp_path / "received") as node:

        def connect(times):
            for number in range(times):
                with socket.create_connection((HOST, node.port)) as connection:
                    if number % 50 == 0:
                        connection.sendall(b"\x01\x00\x00")  # the beginning of a request

        for _ in leaves_nothing(node, connect):
            connect(count)


@pytest.mark.parametrize("count", [20, pytest.param(1_000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_associations_leave_nothing(tmp_path, count):
    with receiving(tmp_path / "received") as node:

        def associate(times):
            for number in range(times):
                association = sender().associate(HOST, node.port, ae_title="KIFUA")
                assert association.is_established
                assert association.send_c_echo().Status == 0
                (association.abort if number % 5 == 0 else association.release)()

        for _ in leaves_nothing(node, associate):
            associate(count)


def test_who_only_connects_keeps_nobody_out(tmp_path):
    with receiving(tmp_path / "received", most_associations=2) as node:
        idle = [socket.create_connection((HOST, node.port)) for _ in range(30)]
        began = time.monotonic()
        assert store(node, xray()) == [0]
        assert time.monotonic() - began < 4
        for each in idle:
            each.close()
