"""A release holds every file that it promises, and nothing else."""

import shutil
import subprocess

import pytest

VERSION = "1.2.3"


@pytest.fixture
def files(tmp_path):
    """Return a folder with all the files of a release."""
    from release_files import promised

    for name in promised(VERSION):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


@pytest.fixture
def check(files, capsys):
    """Return what checks that folder, and returns the exit status and the lines that were printed."""
    import release_files

    def run():
        return release_files.main([str(files), VERSION]), capsys.readouterr().out.splitlines()

    return run


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not here")
def test_with_all_of_them_their_digests_are_written(files, check):
    status, said = check()

    assert status == 0
    assert said[-1] == "passed: all 12 files of Kifua 1.2.3 are there, and nothing else"
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=files, check=True)
    assert len((files / "SHA256SUMS").read_text(encoding="utf-8").splitlines()) == 12
    assert check()[0] == 0


def test_what_is_missing_empty_or_not_promised_is_named(files, check):
    (files / f"kifua_{VERSION}_arm64.deb").unlink()
    (files / f"kifua-{VERSION}-linux-amd64.tar.gz").write_bytes(b"")
    (files / "kifua-1.2.2.tar.gz").write_bytes(b"old")

    status, said = check()

    assert status == 1
    assert said == [
        "missing: kifua_1.2.3_arm64.deb",
        "not promised: kifua-1.2.2.tar.gz",
        "empty: kifua-1.2.3-linux-amd64.tar.gz",
        f"FAILED: {files} is not what Kifua 1.2.3 promises",
    ]
    assert not (files / "SHA256SUMS").exists()
