"""The network of this computer."""

import pytest
from pytest_socket import enable_socket


@pytest.fixture(autouse=True)
def _loopback():
    """Let the test use sockets: it asks servers of its own."""
    enable_socket()
