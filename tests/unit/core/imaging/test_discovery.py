"""Finding the files to screen in a list of files and folders."""

import os
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest

from app.core.imaging.discovery import discover
from tests.helpers.pictures import gradient, saved

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def tree(tmp_path):
    """Return a folder of pictures and other files, with a folder below it."""
    saved(tmp_path / "b.png", gradient(), "PNG")
    saved(tmp_path / "a.JPEG", gradient(), "JPEG")
    saved(tmp_path / "without_suffix", gradient(), "BMP")
    (tmp_path / "empty.dcm").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / ".hidden.png").write_bytes(PNG)
    (tmp_path / ".trash").mkdir()
    (tmp_path / ".trash" / "e.png").write_bytes(PNG)
    (tmp_path / "below" / "deeper").mkdir(parents=True)
    saved(tmp_path / "below" / "c.png", gradient(), "PNG")
    saved(tmp_path / "below" / "deeper" / "d.png", gradient(), "PNG")
    return tmp_path


def names(found, folder):
    return [os.path.relpath(file, folder) for file in found.files]


def test_a_folder_means_its_pictures_sorted(tree):
    assert names(discover([str(tree)], recursive=False), tree) == ["a.JPEG", "b.png", "empty.dcm", "without_suffix"]


def test_files_that_are_no_pictures_are_counted(tree):
    assert discover([str(tree)], recursive=False).skipped == 1


def test_recursive_means_the_folders_below_too(tree):
    found = names(discover([str(tree)], recursive=True), tree)
    assert found[-2:] == [os.path.join("below", "c.png"), os.path.join("below", "deeper", "d.png")]


def test_a_file_is_the_argument_joined_with_what_lies_below(tree, monkeypatch):
    monkeypatch.chdir(tree)
    assert discover(["below"], recursive=False).files == (os.path.join("below", "c.png"),)


def test_the_order_of_the_arguments_is_kept(tree):
    arguments = [str(tree / "b.png"), str(tree / "below"), str(tree / "a.JPEG")]
    assert names(discover(arguments, recursive=False), tree) == ["b.png", os.path.join("below", "c.png"), "a.JPEG"]


@pytest.mark.parametrize("name", ["notes.txt", ".hidden.png", "none.png", "a\0b"])
def test_a_file_that_is_named_is_always_meant(tree, name):
    argument = os.path.join(str(tree), name)
    assert discover([argument], recursive=False).files == (argument,)


def test_a_folder_without_pictures_means_nothing(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    assert discover([str(tmp_path)], recursive=True).files == ()


def test_the_content_makes_a_picture_of_any_name(tmp_path):
    (tmp_path / "notes.txt").write_bytes(PNG)
    assert names(discover([str(tmp_path)], recursive=False), tmp_path) == ["notes.txt"]


def test_a_link_to_nothing_that_promises_a_picture_is_meant(tmp_path):
    (tmp_path / "x.png").symlink_to(tmp_path / "none.png")
    assert names(discover([str(tmp_path)], recursive=False), tmp_path) == ["x.png"]


@pytest.mark.timeout(20)
def test_links_that_run_in_a_circle_end(tree):
    (tree / "below" / "circle").symlink_to(tree, target_is_directory=True)
    assert len(discover([str(tree)], recursive=True).files) == 6


@pytest.mark.timeout(20)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(("name", "files"), [("pipe", []), ("pipe.png", ["pipe.png"])])
def test_a_pipe_is_not_waited_for(tmp_path, name, files):
    os.mkfifo(tmp_path / name)
    assert names(discover([str(tmp_path)], recursive=False), tmp_path) == files


def test_a_folder_that_may_not_be_entered_is_not_passed_over_in_silence(tree, monkeypatch):
    scandir = os.scandir

    def closed(folder):
        if os.path.basename(folder) == "below":
            raise PermissionError(13, "denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", closed)
    assert names(discover([str(tree)], recursive=True), tree)[-1] == "below"


@pytest.mark.parametrize(("name", "files"), [("x.png", ["x.png"]), ("x", [])])
def test_a_file_that_may_not_be_read_is_meant_by_its_name_alone(tmp_path, monkeypatch, name, files):
    (tmp_path / name).write_bytes(PNG)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert names(discover([str(tmp_path)], recursive=False), tmp_path) == files


def test_a_search_that_is_cancelled_ends_with_what_it_has(tree):
    cancel = threading.Event()
    cancel.set()
    assert discover([str(tree / "b.png"), str(tree)], recursive=True, cancel=cancel).files == (str(tree / "b.png"),)


def test_hidden_folders_are_not_searched(tree):
    assert not [name for name in names(discover([str(tree)], recursive=True), tree) if "trash" in name]


def test_a_file_that_is_given_twice_counts_once_and_under_its_first_name(tree, monkeypatch):
    monkeypatch.chdir(tree)
    found = discover(["b.png", "./b.png", str(tree / "b.png"), ".", "below", "."], recursive=True)

    assert [os.path.normpath(file) for file in found.files[:3]] == ["b.png", "a.JPEG", "empty.dcm"]
    assert len(found.files) == len({os.path.abspath(file) for file in found.files}) == 6
    assert found.skipped == 1


def test_two_links_to_a_file_are_two_files(tree):
    (tree / "c.png").symlink_to("b.png")

    assert {"b.png", "c.png"} <= set(names(discover([str(tree), str(tree)], recursive=False), tree))


@pytest.fixture
def nested(tmp_path, monkeypatch):
    """Return a function that puts folders of one name into one another, and an X-ray into the lowest."""
    monkeypatch.chdir(tmp_path)

    def make(name, depth):
        for _ in range(depth):
            os.mkdir(name)
            os.chdir(name)
        saved(Path("x.png"), gradient(), "PNG")
        os.chdir(tmp_path)
        return str(tmp_path)

    yield make
    subprocess.run(["rm", "-rf", *os.listdir(tmp_path)], check=True, cwd=tmp_path)  # Python's own way recurses


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such path")
def test_a_tree_deeper_than_a_recursion_is_searched_to_its_end(nested):
    top = nested("d", 1200)

    assert discover([top], recursive=True).files == (os.path.join(top, *["d"] * 1200, "x.png"),)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such path")
def test_a_folder_whose_path_is_too_long_is_not_passed_over_in_silence(nested):
    (blocked,) = discover([nested("d" * 200, 30)], recursive=True).files

    assert len(blocked) > 1000
    assert not os.path.exists(blocked)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other limits")
@pytest.mark.parametrize("name", ["x" * 180, "x" * 180 + ".png"])
def test_a_file_of_too_long_a_path_is_not_skipped_with_or_without_a_suffix(tmp_path, monkeypatch, name):
    folder = os.path.join(str(tmp_path), *["d" * 200] * ((4000 - len(str(tmp_path))) // 201))
    os.makedirs(folder)
    monkeypatch.chdir(folder)
    os.mkdir("e" * 100)
    monkeypatch.chdir("e" * 100)  # the path of a file in it is longer than 4,096 bytes
    with open(name, "wb") as stream:
        stream.write(PNG)
    found = discover([str(tmp_path)], recursive=True)
    monkeypatch.undo()

    assert [os.path.basename(file) for file in found.files] == [name]
    assert found.skipped == 0


def test_a_folder_of_many_files_takes_little_more_memory_than_their_names(tmp_path):
    count, name_bytes = 3000, len(str(tmp_path)) + 80
    for number in range(count):
        (tmp_path / f"{number:05}.png").touch()
    tracemalloc.start()
    found = discover([str(tmp_path)], recursive=True)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(found.files) == count
    assert most < count * 2 * name_bytes
