"""Which licence texts lie in a bundle: those that Python's packages bring, and those of `packaging/licences`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution
from pathlib import Path

from contents import is_forbidden_module

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)


def own_texts(project: Path) -> Iterator[tuple[str, Path]]:
    """Yield the place, below the bundle's folder of licences, of each text that the project keeps, and the file."""
    yield "kifua/LICENSE", project / "LICENSE"
    folder = project / "packaging" / "licences"
    for file in sorted(folder.rglob("*.txt")):
        yield file.relative_to(folder).as_posix(), file


def licence_files(package: Distribution) -> Iterator[tuple[str, Path]]:
    """Yield the same of each text that a package brings; those of modules that are left out of the bundle aside."""
    for file in package.files or ():
        if ".dist-info" in file.parts[0] and _LICENCE_FILE.match(file.name):
            module = ".".join(part for part in file.parts[1:-1] if part != "licenses")
            if not is_forbidden_module(module):
                yield "/".join((slug(package.name), *file.parts[1:])), Path(str(package.locate_file(file)))


def slug(name: str) -> str:
    """Return the name of a package as package URLs write it."""
    return re.sub(r"[-_.]+", "-", name).lower()
