"""What pip installs: one package of the name `kifua`, with all that the program needs within it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Return a folder with the contents of the wheel, as site-packages would have them."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder), "--target", "wheel"]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = folder.glob("kifua-*-py3-none-any.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def run(installed, tmp_path, *arguments):
    """Run Python with the wheel before the project, and return how it ended."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(tmp_path)}
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_nothing_lies_about_in_site_packages(installed):
    names = {path.name for path in installed.iterdir()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"kifua"}


def test_the_program_finds_all_that_it_needs(installed, tmp_path):
    done = run(installed, tmp_path, "-m", "kifua", "self-test")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["app", "trainer"])
def test_its_packages_are_found_by_those_who_import_it_alone(installed, tmp_path, name):
    done = run(installed, tmp_path, "-c", f"import kifua, {name}; print({name}.__file__)")
    assert done.stdout.strip() == str(installed / "kifua" / "program" / name / "__init__.py")


@pytest.mark.parametrize("folder", ["screenshots", "translations/kifua_en.ts"])
def test_what_the_program_does_not_read_stays_out(installed, folder):
    assert (PROJECT / "assets" / folder).exists()
    assert not (installed / "kifua" / "program" / "assets" / folder).exists()
