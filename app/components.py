"""The components of the program, each with its version and licence.

A frozen program contains a CycloneDX bill of materials that its build writes. Run from source, the program lists the
packages that are installed.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from app.paths import licences_folder

LIST_FILE = "sbom.cdx.json"
PYTHON, PYTHON_LICENCE = "Python", "PSF-2.0"

_SPDX_OF_OLD_NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Proprietary": "LicenseRef-Proprietary",
}
"""SPDX expressions for the names of licences in the metadata of older packages."""

_UNTOLD = {"pyrage": "MIT"}
"""Licences of packages whose metadata name none; their texts lie in `packaging/licences`."""

_CLASSIFIER = "License :: "


@dataclass(frozen=True)
class Component:
    """One library or tool that the program contains.

    Attributes:
        name: as its authors write it.
        version: empty where it is not known.
        licence: SPDX expression.
    """

    name: str
    version: str
    licence: str


BUNDLED = {
    "assets/fonts/": Component("Noto Sans", "2.004", "OFL-1.1"),
    "assets/icons/tabler/": Component("Tabler Icons", "3.52.0", "MIT"),
}
"""The components that lie among the assets, by their folder."""


def components() -> tuple[Component, ...]:
    """Return the components, sorted by name; none where a frozen program's bill of materials cannot be read."""
    folder = licences_folder()
    found = _from_bill_of_materials(folder / LIST_FILE) if folder else _from_installed_packages()
    return tuple(sorted(found, key=lambda component: component.name.lower()))


def licence_expression(package: Distribution) -> str:
    """Return the licence in a package's metadata, as an SPDX expression where it is known; empty without one."""
    expressions, sentences, classifiers = (
        list[str](package.metadata.get_all(key, [])) for key in ("License-Expression", "License", "Classifier")
    )
    words = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith(_CLASSIFIER)]
    for licence in (*expressions, *sentences, *words):
        if licence and "\n" not in licence:  # some packages put the whole text there
            return _SPDX_OF_OLD_NAMES.get(licence, licence)
    return _UNTOLD.get(package.metadata["Name"], "")


def required_packages(name: str) -> Iterator[Distribution]:
    """Yield the installed packages that one depends on, directly or not; without extras and other systems'."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        package = distribution(waiting.pop())
        for requirement in package.requires or ():
            required = re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower()
            if ";" not in requirement and required not in found:
                found.add(required)
                waiting.append(required)
                yield distribution(required)


def _from_bill_of_materials(file: Path) -> Iterator[Component]:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))["components"]
        for row in rows:
            yield Component(row["name"], row.get("version", ""), row["licenses"][0]["expression"])
    except (OSError, ValueError, LookupError, TypeError):  # a damaged list must not keep About from opening
        return


def _from_installed_packages() -> Iterator[Component]:
    yield Component(PYTHON, platform.python_version(), PYTHON_LICENCE)
    yield from BUNDLED.values()
    try:
        for package in required_packages("kifua"):
            yield Component(package.name, package.version, licence_expression(package))
    except PackageNotFoundError:  # run from a folder, without an installation
        return
