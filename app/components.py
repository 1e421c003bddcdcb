"""What the program is built of, each component with its version and licence.

A frozen program brings a list of its components, a CycloneDX bill of materials that its build writes. Run from source,
the program looks what is installed.
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

_OLD_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Proprietary": "LicenseRef-Proprietary",
}
"""The SPDX expression for each word that packages older than the expressions say of their licence."""
_CLASSIFIER = "License :: "


@dataclass(frozen=True)
class Component:
    """One thing that the program is built of.

    Attributes:
        name: as its makers write it.
        version: empty where nobody says it.
        licence: SPDX expression.
    """

    name: str
    version: str
    licence: str


def components() -> tuple[Component, ...]:
    """Return what the program is built of, sorted by name; nothing where a frozen program's list cannot be read."""
    folder = licences_folder()
    found = _listed(folder / LIST_FILE) if folder else _installed()
    return tuple(sorted(found, key=lambda component: component.name.lower()))


def licence_expression(package: Distribution) -> str:
    """Return what a package says of its licence, as an SPDX expression where it can be told; else empty."""
    expressions, sentences, classifiers = (
        list[str](package.metadata.get_all(key, [])) for key in ("License-Expression", "License", "Classifier")
    )
    words = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith(_CLASSIFIER)]
    for said in (*expressions, *sentences, *words):
        if said and "\n" not in said:  # some write the whole text there
            return _OLD_WORDS.get(said, said)
    return ""


def required_packages(name: str) -> Iterator[Distribution]:
    """Yield the installed packages that one depends on, and those that they do; extras and other systems' aside."""
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


def _listed(file: Path) -> Iterator[Component]:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))["components"]
        for row in rows:
            yield Component(row["name"], row.get("version", ""), row["licenses"][0]["expression"])
    except (OSError, ValueError, LookupError, TypeError):  # a list that was tampered with must not keep About shut
        return


def _installed() -> Iterator[Component]:
    yield Component(PYTHON, platform.python_version(), PYTHON_LICENCE)
    try:
        for package in required_packages("kifua"):
            yield Component(package.name, package.version, licence_expression(package))
    except PackageNotFoundError:  # run without having been installed
        return
