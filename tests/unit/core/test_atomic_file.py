"""Whether a folder takes files."""

import sys
from pathlib import Path

import pytest

from app.core.atomic_file import takes_files


def test_a_folder_takes_files_and_keeps_none_of_the_trial(tmp_path):
    assert takes_files(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_and_a_file_take_none(tmp_path):
    (tmp_path / "file").touch()

    assert not takes_files(tmp_path / "gone")
    assert not takes_files(tmp_path / "file")


@pytest.mark.skipif(sys.platform != "linux", reason="has no such folder")
def test_a_folder_that_takes_no_files_whatever_its_rights_say_is_known():
    assert not takes_files(Path("/proc/self"))
