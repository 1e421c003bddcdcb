"""The network of this computer."""

import gc

import pytest
from pytest_socket import enable_socket


@pytest.fixture(scope="module", autouse=True)
def _forgotten_sockets():
    """Have the sockets found that the network library forgets, before another module has to answer for them."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _loopback():
    """Let the test use sockets: it asks servers of its own."""
    enable_socket()
