"""Thumbnails: of real files, none twice, few kept, and no thread left behind."""

from __future__ import annotations

import threading
from collections import Counter
from itertools import pairwise
from time import monotonic

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.gui.threads import RunningThreads
from app.gui.workers import thumbnails as module
from app.gui.workers.thumbnails import Thumbnails
from tests.helpers.bombs import BOMBS


@pytest.fixture
def threads(qapp, qtbot):
    owner = QObject()
    threads = RunningThreads(owner)
    yield threads
    threads.cancel_all()
    qtbot.waitUntil(lambda: not threads.is_busy)


@pytest.fixture
def decoded(monkeypatch):
    """Replace the decoding: note every file, and wait at the gate while it is shut."""
    seen = Counter()
    seen.order, seen.gate, seen.begun = [], threading.Event(), threading.Event()
    seen.gate.set()

    def decode(file, side_px):
        seen[file] += 1
        seen.order.append(file)
        seen.begun.set()
        assert seen.gate.wait(60)
        return QImage(4, 4, QImage.Format.Format_Grayscale8)

    monkeypatch.setattr(module, "load_thumbnail", decode)
    return seen


def test_a_real_file_gives_a_small_picture(threads, samples, qtbot):
    thumbnails = Thumbnails(threads, 88)
    file = str(next(samples.glob("*.jpeg")))
    assert thumbnails.image(file) is None
    qtbot.waitUntil(lambda: thumbnails.image(file) is not None)

    image = thumbnails.image(file)
    assert max(image.width(), image.height()) == 88
    assert min(image.width(), image.height()) > 40


@pytest.mark.parametrize("name", ["scans.jpeg", "rgba.png", "canvas.webp", "rgb.dcm"])
def test_a_file_that_unfolds_gives_a_null_picture(threads, tmp_path, name, qtbot):
    (tmp_path / name).write_bytes(BOMBS[name][0]())
    thumbnails = Thumbnails(threads, 88)
    file = str(tmp_path / name)
    assert thumbnails.image(file) is None
    qtbot.waitUntil(lambda: thumbnails.image(file) is not None)

    assert thumbnails.image(file).isNull()


@pytest.mark.parametrize("name", ["absent.jpg", "broken.jpg", "zero\0byte.jpg"])
def test_a_file_that_does_not_decode_gives_a_null_picture_once(threads, tmp_path, name, qtbot):
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff that is all")
    thumbnails = Thumbnails(threads, 88)
    with qtbot.waitSignal(thumbnails.loaded):
        thumbnails.image(str(tmp_path / name))

    assert thumbnails.image(str(tmp_path / name)).isNull()
    qtbot.waitUntil(lambda: not threads.is_busy)


def test_none_is_decoded_twice_however_often_it_is_asked_for(threads, decoded, qtbot):
    thumbnails = Thumbnails(threads, 88)
    decoded.gate.clear()
    for _ in range(3):
        for name in "abc":
            thumbnails.image(name)
        qtbot.waitUntil(decoded.begun.is_set)
    decoded.gate.set()
    qtbot.waitUntil(lambda: all(thumbnails.image(name) for name in "abc"))

    assert decoded == Counter("abc")


def test_the_last_asked_for_comes_first_and_those_long_out_of_sight_not_at_all(threads, decoded, qtbot):
    thumbnails = Thumbnails(threads, 88, waiting=2)
    decoded.gate.clear()
    thumbnails.image("first")
    qtbot.waitUntil(decoded.begun.is_set)
    for name in "abcd":
        thumbnails.image(name)
    decoded.gate.set()
    qtbot.waitUntil(lambda: not threads.is_busy)

    assert decoded.order == ["first", "d", "c"]


def test_only_so_many_are_kept_those_seen_last(threads, decoded, qtbot):
    thumbnails = Thumbnails(threads, 88, kept=2)
    for name in "abac":
        qtbot.waitUntil(lambda name=name: thumbnails.image(name) is not None)
    thumbnails.image("b")
    qtbot.waitUntil(lambda: not threads.is_busy)

    assert decoded == Counter("abcb")


def test_after_a_cancel_no_thread_is_left(threads, decoded, qtbot):
    thumbnails = Thumbnails(threads, 88)
    decoded.gate.clear()
    for name in "abcd":
        thumbnails.image(name)
    qtbot.waitUntil(decoded.begun.is_set)
    threads.cancel_all()
    decoded.gate.set()
    qtbot.waitUntil(lambda: not threads.is_busy)

    assert sum(decoded.values()) == 1


def test_what_was_forgotten_is_decoded_anew(threads, decoded, qtbot):
    thumbnails = Thumbnails(threads, 88)
    qtbot.waitUntil(lambda: thumbnails.image("a") is not None)
    thumbnails.clear()
    qtbot.waitUntil(lambda: thumbnails.image("a") is not None)

    assert decoded == Counter("aa")


def test_the_thread_rests_most_of_the_time(threads, monkeypatch, qtbot):
    took = []

    def decode(file, side_px):
        begun = monotonic()
        while monotonic() < begun + 0.01:
            pass
        took.append((begun, monotonic()))
        return QImage(4, 4, QImage.Format.Format_Grayscale8)

    monkeypatch.setattr(module, "load_thumbnail", decode)
    thumbnails = Thumbnails(threads, 88)
    for name in "abcdef":
        thumbnails.image(name)
    qtbot.waitUntil(lambda: all(thumbnails.image(name) for name in "abcdef"))

    rests = [after[0] - before[1] for before, after in pairwise(took)]
    assert all(rest > 0.04 for rest in rests)
