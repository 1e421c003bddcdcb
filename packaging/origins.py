"""Whose each file of a bundle is: Python's, a package's, the system's or Kifua's own."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

from licences import licence_files, slug
from parts import LIBRARY, Part, purl
from wheel_lists import crates

from app import __version__
from app.components import BUNDLED, PYTHON, PYTHON_LICENCE, licence_expression

OWN, OPENBLAS_STAND_IN = "kifua", "Kifua stand-in for OpenBLAS"
BUNDLED_TEXTS = {"Noto Sans": "noto/OFL.txt", "Tabler Icons": "tabler/LICENSE.txt"}
"""Licence texts of the components among the assets."""
_PYTHON_TEXTS = ("python/LICENSE.txt", "python/third-party.txt")
_PACKAGE_LICENCES = {
    "msvc-runtime": "LicenseRef-Microsoft-Visual-Cpp-Runtime",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}
"""Licences of packages that say theirs in a sentence."""

ADDED_TEXTS = {
    "ai-edge-litert": ("litert/third-party.txt",),
    "imagecodecs": ("imagecodecs/third-party.txt",),
    "msvc-runtime": ("microsoft/visual-cpp-runtime.txt",),
    "pyrage": ("pyrage/third-party.txt",),
    "pyside6-essentials": ("qt/LGPL-3.0.txt", "qt/GPL-3.0.txt", "qt/third-party.txt"),
    "shiboken6": ("qt/LGPL-3.0.txt", "qt/GPL-3.0.txt"),
    "tqdm": ("tqdm/MPL-2.0.txt",),
}
"""Texts that packages owe and do not bring; they lie in `packaging/licences`."""

_SYSTEM_LICENCES = {
    "libbz2-*": "bzip2-1.0.6",
    "libexpat*": "MIT",
    "libffi*": "MIT",
    "liblzma*": "0BSD",
    "libmpdec*": "BSD-2-Clause",
    "libpython3*": "PSF-2.0",
    "libsqlite3-*": "blessing",
    "libssl3*": "Apache-2.0",
    "libuuid*": "BSD-3-Clause",
    "libxau*": "MIT-open-group",
    "libxcb*": "MIT",
    "libxdmcp*": "MIT-open-group",
    "libxkbcommon*": "MIT",
    "libzstd*": "BSD-3-Clause",
    "zlib1g": "Zlib",
}
"""Licences of the system's packages, by patterns of their names: their own texts are no expressions."""


class Origins:
    """Tells of each file which component brings it, and collects the licence texts that the components bring.

    Attributes:
        texts: the source of each licence text, by its place below the bundle's folder of licences.
    """

    def __init__(self, project: Path, work: Path) -> None:
        self.texts: dict[str, Path] = {}
        self._project = _real_folder(str(project))
        folders = (*_python_folders(), str(work))
        self._python = tuple(map(_real_folder, folders))
        self._packages = {
            _real(package.locate_file(file)): package
            for package in distributions()
            if slug(package.name) != OWN
            for file in package.files or ()
        }
        self._parts: dict[object, Part] = {}

    def part_of(self, place: str, source: str) -> Part | None:
        """Return the component that brings a file; None where it is Kifua's own."""
        file = _real(source)
        if file in self._packages:
            return self._kept(self._packages[file].name, lambda: self._package(self._packages[file]))
        if any(file.is_relative_to(folder) for folder in self._python):
            return self._kept(PYTHON, _python)
        if file.is_relative_to(self._project):
            return self._bundled(place)
        owner = _system_package(Path(source))
        return self._kept((owner, place if owner is None else ""), lambda: self._system(place, owner))

    def _kept(self, key: object, make: Callable[[], Part]) -> Part:
        if key not in self._parts:
            self._parts[key] = make()
        return self._parts[key]

    def _bundled(self, place: str) -> Part | None:
        """Return the component among the assets that a file is of; None where it is Kifua's own."""
        component = next((made for folder, made in BUNDLED.items() if place.startswith(folder)), None)
        if component is None:
            return self._kept(OPENBLAS_STAND_IN, _stand_in) if LIBRARY.search(place) else None
        about = purl("generic", slug(component.name), component.version)
        text = BUNDLED_TEXTS[component.name]
        return self._kept(
            component, lambda: Part(component.name, component.version, component.licence, about, texts=(text,))
        )

    def _package(self, package: Distribution) -> Part:
        name = slug(package.name)
        texts = dict(licence_files(package))
        self.texts.update(texts)
        licence = _PACKAGE_LICENCES.get(name, licence_expression(package))
        about = purl("pypi", name, package.version)
        added = ADDED_TEXTS.get(name, ())
        return Part(
            package.name, package.version, licence, about, texts=(*sorted(texts), *added), holds=crates(package)
        )

    def _system(self, place: str, owner: tuple[str, str] | None) -> Part:
        if owner is None:  # the check of the bundle tells that nobody says what it is
            return Part(place, "", "", purl("generic", place, ""))
        name, version = owner
        system = platform.freedesktop_os_release()["ID"]
        licence = next((known for form, known in _SYSTEM_LICENCES.items() if fnmatchcase(name, form)), "")
        text = Path("/usr/share/doc") / name / "copyright"
        if text.exists():
            self.texts[f"system/{name}.txt"] = text
        return Part(name, version, licence, purl(f"deb/{system}", name, version), texts=(f"system/{name}.txt",))


def with_files(part: Part, places: Iterable[str]) -> Part:
    """Return a component that names its libraries."""
    return replace(part, files=tuple(sorted(place for place in places if LIBRARY.search(place))))


def _python_folders() -> Iterator[str]:
    yield sysconfig.get_path("stdlib")
    if sys.base_prefix != "/usr":  # the system's own Python shares that with everything
        yield sys.base_prefix


def _stand_in() -> Part:
    """Return what `packaging/blas` builds, Kifua's only library."""
    about = purl("generic", slug(OPENBLAS_STAND_IN), __version__)
    return Part(OPENBLAS_STAND_IN, __version__, "Apache-2.0", about, texts=("kifua/LICENSE",))


def _python() -> Part:
    version = platform.python_version()
    return Part(PYTHON, version, PYTHON_LICENCE, purl("generic", "python", version), texts=_PYTHON_TEXTS)


def _system_package(source: Path) -> tuple[str, str] | None:
    """Return name and version of the Debian package that a file is of; None where there is none."""
    # Since /lib is a link to /usr/lib, packages name their files by either.
    names = {str(path) for path in (source, source.resolve())}
    names |= {name.removeprefix("/usr") for name in names} | {f"/usr{name.removeprefix('/usr')}" for name in names}
    try:
        found = subprocess.run(["dpkg-query", "--search", *sorted(names)], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    owners = re.findall(r"^([^\s:,]+)[^\s,]*: ", found.stdout, re.MULTILINE)
    if not owners:
        return None
    asked = ["dpkg-query", "--show", "--showformat=${Version}", owners[0]]
    return owners[0], subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def _real(path: os.PathLike[str] | str) -> Path:
    """Return where a file lies, by one name for each; a link itself is left as it is."""
    folder, name = os.path.split(os.path.abspath(path))
    return _real_folder(folder) / os.path.normcase(name)


@cache
def _real_folder(folder: str) -> Path:
    return Path(os.path.normcase(os.path.realpath(folder)))
