"""What every test gets: no network, no screen, a home of its own."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import disable_socket

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
for _threads in ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
    os.environ.setdefault(_threads, "1")  # there is a worker for each core already

settings.register_profile("kifua", deadline=None)  # on a busy computer one example of many takes longer than any limit
settings.load_profile("kifua")

PROJECT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _offline_and_at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Block the network and give the test its own data folder: this is an offline app, and history is private."""
    disable_socket(allow_unix_socket=True)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _no_log_file_stays_open() -> Iterator[None]:
    """Close the log that a test began: what the next test logs is not for it."""
    yield
    logger = logging.getLogger("app")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture
def bundle() -> Path:
    """The shipped model bundle."""
    return PROJECT / "assets" / "model"


@pytest.fixture
def samples() -> Path:
    """The six sample X-rays."""
    return PROJECT / "assets" / "samples"
