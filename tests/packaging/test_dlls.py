"""What Windows programs need is read, and told from what Windows has."""

import pytest

from tests.packaging.pe_files import I386, pe


@pytest.fixture
def dlls():
    import dlls

    return dlls


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_imports_of_a_program_are_read_in_lower_case(dlls, tmp_path):
    program = write(tmp_path, "LiteRT.pyd", pe("KERNEL32.dll", "VCRUNTIME140_THREADS.dll"))

    assert dlls.imported_by(program) == {"kernel32.dll", "vcruntime140_threads.dll"}


def test_a_program_without_imports_needs_nothing(dlls, tmp_path):
    assert dlls.imported_by(write(tmp_path, "data.dll", pe())) == frozenset()


def test_what_is_no_program_needs_nothing(dlls, tmp_path):
    assert dlls.imported_by(write(tmp_path, "libx.so", b"\x7fELF")) == frozenset()


def test_a_32_bit_program_is_refused(dlls, tmp_path):
    with pytest.raises(dlls.NotForThisWindowsError):
        dlls.imported_by(write(tmp_path, "old.dll", pe("kernel32.dll", machine=I386)))


@pytest.mark.parametrize("name", ["kernel32.dll", "winspool.drv", "api-ms-win-crt-math-l1-1-0.dll", "icuuc.dll"])
def test_windows_has_what_is_its_own(dlls, name):
    assert dlls.is_part_of_windows(name)


@pytest.mark.parametrize("name", ["vcruntime140_threads.dll", "msvcp140.dll", "qt6core.dll", "api-ms-win-core-new.dll"])
def test_windows_lacks_the_runtime_of_others(dlls, name):
    assert not dlls.is_part_of_windows(name)
