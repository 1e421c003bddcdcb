"""Sockets on the loopback interface, which a node is not told without."""

import gc
import threading

import pytest
import pytest_socket


@pytest.fixture(scope="module", autouse=True)
def _forgotten_sockets():
    """Have the sockets found that the network library forgets, before another module has to answer for them."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _loopback(_offline_and_at_home):
    """Let a test open sockets, and have them reach this computer alone."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    yield
    pytest_socket._remove_restrictions()


@pytest.fixture(autouse=True)
def uncaught(monkeypatch):
    """Nothing may go wrong in a thread unheard."""
    found = []
    monkeypatch.setattr(threading, "excepthook", lambda told: found.append(told.exc_value))
    yield found
    assert found == []
