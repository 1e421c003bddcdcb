"""A frozen folder must declare what it holds."""

import hashlib
import json
import re
from pathlib import Path

import pytest

LICENCES = Path(__file__).parents[2] / "packaging" / "licences"
UNALTERED = {
    "qt/GPL-3.0.txt": "3972dc9744f6499f0f9b2dbf76696f2ae7ad8af9b23dde66d6af86c9dfb36986",
    "qt/LGPL-3.0.txt": "e3a994d82e644b03a792a930f574002658412f62407f5fee083f2555c5f23118",
    "tqdm/MPL-2.0.txt": "fab3dd6bdab226f1c08630b1dd917e11fcb4ec5e1e020e2c16f83a0a13863e85",
}


@pytest.fixture
def declare(frozen):
    """Return a function that writes the list of a made bundle; it holds numpy as it is pinned, and zlib in it."""
    from declared import LOCK
    from parts import Part
    from sbom import write

    version = re.search(r"^numpy==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)[1]
    numpy = {"name": "numpy", "version": version, "licence": "BSD-3-Clause", "purl": f"pkg:pypi/numpy@{version}"}
    numpy |= {"files": ("numpy/core.so",), "texts": ("numpy/LICENSE",)}
    licences = frozen / "_internal" / "licences"
    for place in ("README.txt", "numpy/LICENSE", "../numpy/core.so"):
        (licences / place).parent.mkdir(parents=True, exist_ok=True)
        (licences / place).touch()

    def make(**changes):
        write([Part(**(numpy | changes))], "1.2.3", licences / "sbom.cdx.json")

    make()
    return make


@pytest.fixture
def faults(frozen, monkeypatch):
    """Return what finds the faults of the made bundle."""
    import check_bundle

    monkeypatch.setattr(check_bundle, "modules_of", lambda program: ["app"])
    return lambda: list(check_bundle.faults_of(frozen))


def test_a_bundle_that_declares_all_passes(declare, faults):
    assert faults() == []


def test_a_bundle_without_a_list_is_found(frozen, faults):
    assert faults() == ["there is no list of components: licences/sbom.cdx.json"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"version": ""}, "has no version: numpy"),
        ({"licence": ""}, "has no licence: numpy"),
        ({"texts": ()}, "has no licence text: numpy"),
        ({"texts": ("numpy/NOTICE",)}, "its licence text is missing: numpy, licences/numpy/NOTICE"),
        ({"files": ()}, "nobody says whose it is: numpy/core.so"),
        ({"purl": "pkg:pypi/numpy@1.0"}, "is not in requirements.lock: numpy 1.0"),
        ({"purl": "pkg:pypi/umpy@1.0"}, "is not in requirements.lock: umpy 1.0"),
    ],
)
def test_what_is_not_declared_is_found(declare, faults, changes, fault):
    declare(**changes)

    assert faults() == [fault]


def test_what_tells_how_to_exchange_qt_must_be_there(frozen, declare, faults):
    (frozen / "_internal" / "licences" / "README.txt").unlink()

    assert faults() == ["there is no licences/README.txt, which tells how to exchange Qt"]


@pytest.mark.parametrize("place", UNALTERED)
def test_the_texts_of_well_known_licences_are_unaltered(place):
    assert hashlib.sha256((LICENCES / place).read_bytes()).hexdigest() == UNALTERED[place]


def test_every_text_that_packages_owe_is_kept(tmp_path):
    from model_parts import model_parts
    from natives import NATIVES
    from origins import ADDED_TEXTS, BUNDLED_TEXTS

    kept = {file.relative_to(LICENCES).as_posix() for file in LICENCES.rglob("*.txt")}
    named = {text for texts in (*ADDED_TEXTS.values(), *(native.texts for native in NATIVES)) for text in texts}
    named |= {*BUNDLED_TEXTS.values(), *(text for part in model_parts(LICENCES.parents[1]) for text in part.texts)}

    assert {text for text in named if "/licenses/" not in text} <= {*kept, "kifua/LICENSE"}
    assert kept - named == {"README.txt", "python/LICENSE.txt"}


def test_the_list_is_read_by_the_window_too(declare, frozen, monkeypatch):
    import sys

    from app.components import components

    monkeypatch.setattr(sys, "_MEIPASS", str(frozen / "_internal"), raising=False)
    written = json.loads((frozen / "_internal" / "licences" / "sbom.cdx.json").read_text(encoding="utf-8"))

    (component,) = components()
    assert component.version == written["components"][0]["version"]
    assert (component.name, component.licence) == ("numpy", "BSD-3-Clause")
