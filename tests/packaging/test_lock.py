"""What goes into a bundle is pinned: each package to one version and to its files, within what the project asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[2]
ASKED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIRED = [*map(Requirement, ASKED["dependencies"] + ASKED["optional-dependencies"]["package"])]
LOCK = PROJECT / "packaging" / "requirements.lock"
LOCKS = (LOCK, LOCK.parent / "windows" / LOCK.name)
PLACES = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux"},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows"},
    "Mac": {"sys_platform": "darwin", "platform_system": "Darwin"},
}


def entries(lock):
    """Yield each requirement of a lock file with its hashes."""
    lines = re.sub(r"^#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", "")
    for line in lines.splitlines():
        requirement, *hashes = line.split(" --hash=")
        yield Requirement(requirement), [each.strip() for each in hashes]


def pinned(lock, place):
    """Return the version of each package that a lock file pins for a place, by name."""
    found = {}
    for requirement, _ in entries(lock):
        if requirement.marker is None or requirement.marker.evaluate(PLACES[place]):
            (specifier,) = requirement.specifier
            assert specifier.operator == "=="
            assert requirement.name not in found
            found[canonicalize_name(requirement.name)] = specifier.version
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_every_package_has_the_hashes_of_its_files(lock):
    found = {requirement.name: hashes for requirement, hashes in entries(lock)}

    assert found
    for name, hashes in found.items():
        assert hashes, name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes)


@pytest.mark.parametrize(("lock", "place"), [(LOCK, "Linux"), (LOCK, "Mac"), (LOCK, "Windows"), (LOCKS[1], "Windows")])
def test_what_the_project_asks_for_is_pinned_within_its_ranges(lock, place):
    versions = pinned(lock, place)

    for requirement in REQUIRED:
        if requirement.marker is None or requirement.marker.evaluate(PLACES[place]):
            assert versions[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_windows_gets_the_same_versions_and_what_it_alone_needs():
    versions = pinned(LOCKS[1], "Windows")

    assert versions == pinned(LOCK, "Windows")
    assert {"pefile", "pywin32-ctypes", "msvc-runtime"} <= versions.keys() - pinned(LOCK, "Linux").keys()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_a_lock_names_no_registry_and_no_path(lock):
    assert not re.search(r"https?:|file:|index-url|find-links|^/| @ ", lock.read_text(encoding="utf-8"), re.MULTILINE)


def test_a_package_is_built_of_nothing_but_the_lock():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")

    assert f"LOCK := {LOCK.relative_to(PROJECT).as_posix()}\n" in makefile
    assert "install --only-binary :all: --require-hashes --requirement $(LOCK)\n" in makefile
