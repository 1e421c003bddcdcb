"""A processor that is too old is refused in one sentence, before any heavy library is loaded."""

import ctypes
import subprocess
import sys
from types import SimpleNamespace

import pytest

from app import __main__ as program
from app import cpu_check
from app.exit_status import ExitStatus

NEHALEM, PENRYN, CONROE, OPTERON_OF_2003 = 0x0098E3BD, 0x0008E3FD, 0x0000E3BD, 0x00000000
"""ECX of CPUID's leaf 1."""

WINDOWS_1909, WINDOWS_2004 = 18363, 19041


@pytest.fixture
def linux(monkeypatch):
    """Return what makes this a Linux computer of a processor by its ECX; None for a C library that does not tell."""

    def has(ecx):
        registers = SimpleNamespace(contents=[0] * 6 + [ecx, 0])
        library = SimpleNamespace() if ecx is None else SimpleNamespace(__x86_get_cpuid_feature_leaf=Leaf(registers))
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(ctypes, "CDLL", lambda name: library)

    return has


@pytest.fixture
def windows(monkeypatch):
    """Return what makes this a Windows computer, with or without SSE4.2; it gives the boxes."""

    def has(build, sse4_2):
        boxes = []
        user = SimpleNamespace(MessageBoxW=lambda *arguments: boxes.append(arguments))
        kernel = SimpleNamespace(IsProcessorFeaturePresent=lambda number: int(number == 38 and sse4_2))
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(sys, "getwindowsversion", lambda: SimpleNamespace(build=build), raising=False)
        monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user, kernel32=kernel), raising=False)
        return boxes

    return has


class Leaf:
    """The C library's function: it gives the registers of leaf 1, which is its number 0."""

    def __init__(self, registers):
        self._registers = registers

    def __call__(self, number):
        assert number == 0
        return self._registers


def never():
    pytest.fail("the program was run")


def test_this_processor_is_new_enough():
    assert cpu_check.missing_cpu_features() == []
    assert cpu_check.run_if_cpu_supported(lambda: 3) == 3


@pytest.mark.parametrize(
    ("ecx", "lacking"),
    [
        (NEHALEM, []),
        (PENRYN, ["SSE4.2", "POPCNT"]),
        (CONROE, ["SSE4.1", "SSE4.2", "POPCNT"]),
        (OPTERON_OF_2003, ["SSE3", "SSSE3", "CMPXCHG16B", "SSE4.1", "SSE4.2", "POPCNT"]),
        (None, []),
    ],
)
def test_what_a_processor_lacks_is_named(linux, ecx, lacking):
    linux(ecx)

    assert cpu_check.missing_cpu_features() == lacking


@pytest.mark.parametrize(
    ("build", "sse4_2", "lacking"),
    [
        (WINDOWS_2004, True, []),
        (WINDOWS_2004, False, ["SSE4.2"]),
        (WINDOWS_1909, False, []),
    ],
)
def test_windows_is_believed_where_it_tells(windows, build, sse4_2, lacking):
    windows(build, sse4_2)

    assert cpu_check.missing_cpu_features() == lacking


def test_an_old_processor_gets_one_sentence_and_a_status(linux, capsys):
    linux(PENRYN)

    assert cpu_check.run_if_cpu_supported(never) == ExitStatus.CPU_TOO_OLD
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("kifua: processor_too_old: This computer's processor is too old")
    assert "(no SSE4.2, POPCNT)" in said.err
    assert said.err.count("\n") == 1


def test_a_window_without_a_console_gets_a_box(windows, monkeypatch):
    boxes = windows(WINDOWS_2004, sse4_2=False)
    monkeypatch.setattr(sys, "stderr", None)

    assert cpu_check.run_if_cpu_supported(never) == ExitStatus.CPU_TOO_OLD
    (box,) = boxes
    assert "too old" in box[1]


def test_a_console_on_windows_gets_no_box(windows, capsys):
    boxes = windows(WINDOWS_2004, sse4_2=False)

    assert cpu_check.run_if_cpu_supported(never) == ExitStatus.CPU_TOO_OLD
    assert boxes == []
    assert "processor_too_old" in capsys.readouterr().err


def test_the_program_does_nothing_before_the_check(linux):
    linux(CONROE)

    assert program.main() == ExitStatus.CPU_TOO_OLD


def test_nothing_that_needs_a_newer_processor_is_loaded_before_the_check():
    code = "import app.__main__, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    roots = {module.partition(".")[0] for module in done.stdout.split()}

    assert "app" in roots
    assert roots & {"numpy", "PIL", "PySide6", "ai_edge_litert", "pydicom"} == set()
