"""What goes into a bundle and what the tests run with is pinned: to versions, and to their files, within the ranges."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = SETTINGS["project"]
TOOLS = SETTINGS["build-system"]["requires"]
LOCK = PROJECT / "packaging" / "requirements.lock"
WINDOWS_LOCK = LOCK.parent / "windows" / LOCK.name
TEST_LOCK = PROJECT / "tests" / LOCK.name
EXTRAS = {LOCK: ["package"], WINDOWS_LOCK: ["package"], TEST_LOCK: ["trainer", "test"]}
every_lock = pytest.mark.parametrize("lock", EXTRAS, ids=lambda lock: lock.parent.name)
PLACES = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
    "Mac": {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
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


def required(lock, place):
    """Yield each requirement of the project that a lock file has to pin for a place."""
    extras = [requirement for extra in EXTRAS[lock] for requirement in ASKED["optional-dependencies"][extra]]
    for requirement in map(Requirement, ASKED["dependencies"] + extras):
        if requirement.marker is None or requirement.marker.evaluate(PLACES[place]):
            yield requirement


@every_lock
def test_every_package_has_the_hashes_of_its_files(lock):
    found = {requirement.name: hashes for requirement, hashes in entries(lock)}

    assert found
    for name, hashes in found.items():
        assert hashes, name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes)


@pytest.mark.parametrize(
    ("lock", "place"), [(lock, place) for lock in (LOCK, TEST_LOCK) for place in PLACES] + [(WINDOWS_LOCK, "Windows")]
)
def test_what_the_project_asks_for_is_pinned_within_its_ranges(lock, place):
    versions = pinned(lock, place)

    for requirement in required(lock, place):
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_the_tests_run_with_the_versions_that_are_packed():
    tested, packed = pinned(TEST_LOCK, "Linux"), pinned(LOCK, "Linux")
    shared = tested.keys() & packed.keys()

    assert {canonicalize_name(requirement.name) for requirement in required(LOCK, "Linux")} - {"pyinstaller"} <= shared
    assert {name: tested[name] for name in shared} == {name: packed[name] for name in shared}


def test_windows_gets_the_same_versions_and_what_it_alone_needs():
    versions = pinned(WINDOWS_LOCK, "Windows")

    assert versions == pinned(LOCK, "Windows")
    assert {"pefile", "pywin32-ctypes", "msvc-runtime"} <= versions.keys() - pinned(LOCK, "Linux").keys()


@every_lock
def test_a_lock_names_no_registry_and_no_path(lock):
    assert not re.search(r"https?:|file:|index-url|find-links|^/| @ ", lock.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "lock", "installs"),
    [("LOCK", LOCK, "$(PACKING)/bin/pip --disable-pip-version-check --quiet"), ("TEST_LOCK", TEST_LOCK, "$(PIP)")],
)
def test_a_package_is_built_of_the_lock_alone_and_the_tests_run_with_it(name, lock, installs):
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")

    assert f"{name} := {lock.relative_to(PROJECT).as_posix()}\n" in makefile
    assert "LOCKED := --only-binary :all: --require-hashes --requirement\n" in makefile
    assert f"\t{installs} install $(LOCKED) $({name})\n" in makefile


def test_the_project_itself_brings_nothing_that_is_not_locked_into_the_tests():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\n$(VENV)/test.stamp:")[2].partition("\n\n")[0]

    assert "\t$(PIP) install --no-deps --no-build-isolation --editable .\n" in recipe
    assert {Requirement(each).name for each in TOOLS} <= pinned(TEST_LOCK, "Linux").keys()
