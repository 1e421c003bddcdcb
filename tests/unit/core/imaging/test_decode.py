"""Decoding errors: each file that cannot be decoded has a code, and no other exception is raised."""

import os
from pathlib import Path

import pytest

from app.core.errors import InputError
from app.core.imaging import source_file
from app.core.imaging.decode import decode
from tests.helpers.bad_files import BAD_FILES, REFUSED_FILES
from tests.helpers.pictures import SAMPLE, encoded, gradient, saved


def code_of(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        decode(path)
    return caught.value.reason.code


@pytest.mark.timeout(20)
@pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom remarks on the damage
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_has_its_code(tmp_path, name):
    make, code = BAD_FILES[name]
    (tmp_path / name).write_bytes(make())
    assert code_of(tmp_path / name) == code


@pytest.mark.parametrize("name", REFUSED_FILES)
def test_a_picture_that_is_not_ours_decodes_all_the_same(tmp_path, name):
    (tmp_path / name).write_bytes(REFUSED_FILES[name][0]())
    assert decode(tmp_path / name).pixels.size


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert code_of(tmp_path / "none.png") == "file_missing"


def test_a_link_to_nothing_is_missing(tmp_path):
    (tmp_path / "x.png").symlink_to(tmp_path / "none.png")
    assert code_of(tmp_path / "x.png") == "file_missing"


def test_a_name_with_nul_is_missing():
    assert code_of(Path("a\0b.png")) == "file_missing"


def test_a_name_with_a_surrogate_that_stands_for_no_byte_is_missing():
    assert code_of(Path("a\ud800b.png")) == "file_missing"


def test_a_name_that_is_too_long_is_an_input_error(tmp_path):
    assert code_of(tmp_path / ("a" * 5000)) == "path_too_long"


def test_a_folder_is_no_readable_file(tmp_path):
    assert code_of(tmp_path) == "file_unreadable"


@pytest.mark.timeout(20)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "x.png")
    assert code_of(tmp_path / "x.png") == "file_unreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path):
    path = saved(tmp_path / "x.png", gradient(), "PNG")
    path.chmod(0)
    assert code_of(path) == "file_unreadable"


@pytest.mark.parametrize("error", [PermissionError(13, "denied"), OSError(5, "input/output error")])
def test_a_file_that_fails_to_read_is_unreadable(tmp_path, monkeypatch, error):
    def fail(path):
        raise error

    path = saved(tmp_path / "x.png", gradient(), "PNG")
    monkeypatch.setattr(Path, "read_bytes", fail)
    assert code_of(path) == "file_unreadable"


def test_a_file_beyond_the_limit_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(source_file, "MAX_FILE_BYTES", 1000)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
    (tmp_path / "x.png").write_bytes(bytes(1001))
    assert code_of(tmp_path / "x.png") == "file_too_large"


def test_a_file_at_the_limit_is_read(tmp_path, monkeypatch):
    path = saved(tmp_path / "x.png", gradient(), "PNG")
    monkeypatch.setattr(source_file, "MAX_FILE_BYTES", path.stat().st_size)
    assert decode(path).facts.format == "PNG"


def test_an_input_error_keeps_its_cause(tmp_path):
    (tmp_path / "x.png").write_bytes(encoded(gradient(), "PNG")[:60])
    with pytest.raises(InputError) as caught:
        decode(tmp_path / "x.png")
    assert isinstance(caught.value.__cause__, OSError)


def test_a_sample_decodes_as_it_is_stored():
    radiograph = decode(SAMPLE)
    assert radiograph.pixels.shape == (radiograph.facts.height, radiograph.facts.width)
