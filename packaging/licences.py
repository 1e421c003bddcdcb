"""Which licences lie in the bundle: those of the project and of every Python package that it depends on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

_LICENCE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)


def licence_files(project: Path) -> Iterator[tuple[str, Path]]:
    """Yield each licence's file with the folder that it goes to, named after the package."""
    yield "kifua", project / "LICENSE"
    for package in shipped_packages("kifua"):
        for file in package.files or ():
            if ".dist-info" in file.parts[0] and _LICENCE.match(file.name):
                yield "/".join((package.name, *file.parts[1:-1])), Path(str(package.locate_file(file)))


def shipped_packages(name: str) -> list[Distribution]:
    """Return the packages that one depends on, and those that they do, by name; extras aside."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        package = distribution(waiting.pop())
        for requirement in package.requires or ():
            required = re.match(r"[\w.-]+", requirement).group().lower()
            if ";" not in requirement and required not in found:
                found[required] = distribution(required)
                waiting.append(required)
    return [found[key] for key in sorted(found)]
