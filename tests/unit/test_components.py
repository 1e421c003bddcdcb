"""Components: from the bill of materials where the program is frozen, else from the installed packages."""

import json
import platform
import sys
from email.message import Message
from importlib.metadata import Distribution, version

import pytest

from app.components import Component, components, licence_expression

ROWS = [
    {"name": "zlib", "version": "1.3", "licenses": [{"expression": "Zlib"}]},
    {"name": "HarfBuzz", "licenses": [{"expression": "MIT"}]},
]


class Package(Distribution):
    """A package that says of its licence what a test says."""

    def __init__(self, *headers):
        self._headers = headers

    def read_text(self, filename):
        message = Message()
        for name, value in self._headers:
            message[name] = value
        return str(message) if filename == "METADATA" else None

    def locate_file(self, path):
        raise FileNotFoundError(path)


@pytest.fixture
def bill(tmp_path, monkeypatch):
    """Return the list of a frozen program, which is not there yet."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    (tmp_path / "licences").mkdir()
    return tmp_path / "licences" / "sbom.cdx.json"


def test_a_frozen_program_lists_what_its_build_wrote_down(bill):
    bill.write_text(json.dumps({"components": ROWS}))

    assert components() == (Component("HarfBuzz", "", "MIT"), Component("zlib", "1.3", "Zlib"))


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"components": [{"name": "zlib"}]}', '{"components": [1]}'])
def test_a_list_that_cannot_be_read_lists_nothing(bill, content):
    bill.write_text(content)

    assert components() == ()


def test_a_list_that_is_gone_lists_nothing(bill):
    assert components() == ()


def test_run_from_source_what_is_installed_is_listed():
    found = {component.name: component for component in components()}

    assert found["Python"].version == platform.python_version()
    assert found["numpy"].version == version("numpy")
    assert "LGPL-3.0-only" in found["PySide6_Essentials"].licence
    assert found["shiboken6"], "needed by PySide6 alone"
    assert (found["Noto Sans"].licence, found["Tabler Icons"].licence) == ("OFL-1.1", "MIT")
    assert all(component.licence for component in found.values())


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([("License-Expression", "MIT-CMU"), ("License", "something else")], "MIT-CMU"),
        ([("License", "Apache 2.0")], "Apache-2.0"),
        (
            [("License", "The whole text\n of a licence"), ("Classifier", "License :: OSI Approved :: MIT License")],
            "MIT",
        ),
        ([("Classifier", "Topic :: Printing"), ("Classifier", "License :: OSI Approved :: A New One")], "A New One"),
        ([], ""),
    ],
)
def test_what_a_package_says_of_its_licence_is_told(headers, expected):
    assert licence_expression(Package(*headers)) == expected
