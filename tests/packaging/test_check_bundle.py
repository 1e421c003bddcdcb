"""The check of a bundle finds what is wrong with made folders."""

import sys

import pytest

from tests.packaging.elf_files import elf
from tests.packaging.pe_files import I386, pe


@pytest.fixture
def check(monkeypatch):
    """Return the module; programs hold the modules of Kifua's own, and what is declared is another test's matter."""
    import check_bundle

    monkeypatch.setattr(check_bundle, "undeclared", lambda folder, files: [])
    monkeypatch.setattr(check_bundle, "modules_of", lambda program: ["app.cli", "numpy", "numpy._core"])
    return check_bundle


def put(folder, place, content=None):
    path = folder / "_internal" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pe() if content is None and place.endswith((".dll", ".pyd")) else content or b"")


def test_a_folder_without_fault_passes(check, frozen, capsys):
    put(frozen, "libown.so.1", elf("libc.so.6"))
    put(frozen, "PySide6/QtCore.abi3.so", elf("libown.so.1", "libX11.so.6"))

    assert check.main([str(frozen)]) == 0
    assert capsys.readouterr().out == f"{frozen}: 0.0 MB of 130 MB; no faults\n"


@pytest.mark.parametrize(
    "place",
    [
        "ai_edge_litert/libLiteRtWebGpuAccelerator.so",
        "ai_edge_litert/vendors/qualcomm/x.so",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/QtQml.abi3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/MSVCP140.dll",
        "PIL/_avif.cpython-311-x86_64-linux-gnu.so",
        "numpy/_core/tests/data.txt",
        "pydicom-3.0.2.dist-info/RECORD",
    ],
)
def test_a_forbidden_file_is_found(check, frozen, place):
    put(frozen, place)

    assert list(check.faults_of(frozen)) == [f"must not be there: _internal/{place}"]


@pytest.mark.parametrize(
    "place",
    ["PySide6/Qt/lib/libQt6Core.so.6", "PySide6/QtGui.abi3.so", "assets/samples/testing.jpeg", "libmsvcp140.so"],
)
def test_what_is_needed_is_not_forbidden(check, frozen, place):
    put(frozen, place)

    assert list(check.faults_of(frozen)) == []


@pytest.mark.parametrize(
    "module", ["tensorflow", "keras.layers", "scipy", "trainer.training.loop", "PySide6.QtNetwork", "unittest"]
)
def test_a_forbidden_module_is_found(check, frozen, monkeypatch, module):
    monkeypatch.setattr(check, "modules_of", lambda program: ["app", module])

    assert list(check.faults_of(frozen)) == [f"must not be in kifua: the module {module}"]


def test_a_library_that_nobody_brings_is_found(check, frozen):
    put(frozen, "PySide6/QtGui.abi3.so", elf("libc.so.6", "libabsent.so.3"))

    assert list(check.faults_of(frozen)) == ["missing: libabsent.so.3, needed by _internal/PySide6/QtGui.abi3.so"]


def test_a_dll_that_a_plain_windows_lacks_is_found(check, frozen):
    put(frozen, "ai_edge_litert/wrapper.pyd", pe("KERNEL32.dll", "MSVCP140.dll", "VCRUNTIME140_THREADS.dll"))
    put(frozen, "msvcp140.dll", pe("api-ms-win-crt-heap-l1-1-0.dll"))

    assert list(check.faults_of(frozen)) == [
        "missing: vcruntime140_threads.dll, needed by _internal/ai_edge_litert/wrapper.pyd"
    ]


def test_a_program_for_another_windows_is_found(check, frozen):
    put(frozen, "old.dll", pe("kernel32.dll", machine=I386))

    assert list(check.faults_of(frozen)) == ["is not for 64-bit Windows: _internal/old.dll"]


def test_a_dll_that_is_cut_off_is_found(check, frozen):
    put(frozen, "cut.dll", pe("kernel32.dll")[:100])

    assert list(check.faults_of(frozen)) == ["is not for 64-bit Windows: _internal/cut.dll"]


def test_a_bundle_that_is_too_large_is_found(check, frozen, monkeypatch, capsys):
    put(frozen, "assets/large", bytes(1_500_000))
    monkeypatch.setattr(check, "MOST_MB", 1)

    assert check.main([str(frozen)]) == 1
    assert "too large: 1.5 MB, 1 MB are allowed" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_found(check, frozen):
    (frozen / "_internal" / "libx.so").symlink_to("libx.so.1")

    assert list(check.faults_of(frozen)) == ["is a link: _internal/libx.so"]


def test_a_folder_without_a_program_is_found(check, tmp_path):
    assert next(check.faults_of(tmp_path)) == f"there is no program in {tmp_path}"


@pytest.mark.parametrize("name", ["assets/translations/kifua_en.qm", "assets/guide/en/welcome.md"])
def test_a_window_without_its_english_plurals_or_its_guide_is_found(check, frozen, name):
    (frozen / "_internal" / name).unlink()

    assert list(check.faults_of(frozen)) == [f"missing: {name}"]
