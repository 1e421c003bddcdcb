"""What ELF files need is read from their bytes."""

import ctypes
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.packaging.elf_files import elf


@pytest.fixture
def file(tmp_path):
    return tmp_path / "lib.so"


@pytest.mark.parametrize("names", [(), ("libc.so.6",), ("libm.so.6", "libQt6Core.so.6")], ids=len)
def test_the_libraries_that_a_file_needs_are_read(file, names):
    from libraries import needed_by

    file.write_bytes(elf(*names))

    assert needed_by(file) == set(names)


@pytest.mark.parametrize("content", [b"", b"\x7fELF\x01\x01", b"#!/bin/sh\n", b"MZ"], ids=len)
def test_what_is_no_such_file_needs_nothing(file, content):
    from libraries import needed_by

    file.write_bytes(content)

    assert needed_by(file) is None


@pytest.mark.parametrize(("skew", "expected"), [(0, True), (8, False)])
def test_a_file_that_lies_askew_cannot_be_loaded(file, skew, expected):
    from libraries import is_loadable

    file.write_bytes(elf(skew=skew))

    assert is_loadable(file) is expected


def test_what_nothing_needs_is_not_reachable():
    from libraries import reachable

    needs = {"a": ["b"], "b": ["c", "a"], "d": ["c"]}

    assert reachable(needs, ["a"]) == {"a", "b", "c"}


def test_the_systems_libraries_are_known_by_name():
    from libraries import is_from_the_system

    assert is_from_the_system("ld-linux-x86-64.so.2")
    assert is_from_the_system("libEGL.so.1")
    assert not is_from_the_system("libxcb-cursor.so.0")


def test_a_file_without_holes_stays_as_it_is():
    from libraries import without_holes

    content = elf("libc.so.6")

    assert without_holes(content) == content


@pytest.mark.skipif(sys.platform != "linux", reason="it loads a library of Linux's")
def test_a_library_whose_hole_was_cut_out_loads_and_works(file):
    from libraries import is_loadable, needed_by, without_holes

    (library,) = (path for path in distribution("pillow").files if path.name.startswith("libXau-"))
    whole = Path(library.locate()).read_bytes()
    file.write_bytes(without_holes(whole))

    assert file.stat().st_size < 200_000
    assert is_loadable(file)
    assert needed_by(file) == needed_by(Path(library.locate()))
    loaded = ctypes.CDLL(str(file))
    loaded.XauFileName.restype = ctypes.c_char_p
    assert loaded.XauFileName().decode().endswith(".Xauthority")


@pytest.mark.parametrize(
    ("search_path", "stays"), [("/root/python/lib", False), ("$ORIGIN/../lib", True), ("$ORIGIN:/opt", True)]
)
def test_folders_of_the_builders_computer_are_forgotten(file, search_path, stays):
    from libraries import needed_by, without_foreign_paths

    before = elf("libc.so.6", search_path=search_path)
    after = without_foreign_paths(before)
    file.write_bytes(after)

    assert (after == before) is stays
    assert len(after) == len(before)
    assert needed_by(file) == {"libc.so.6"}
