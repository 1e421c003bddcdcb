"""Writes what a software centre shows of Kifua, in the form of AppStream.

    python packaging/linux/metainfo.py > io.github.kifua.Kifua.metainfo.xml

The words are in the file of that name beside this script. Releases come from the changelog. Addresses come from
`[project.urls]` of `pyproject.toml`, the one place for them; what needs one that is not there is left out.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree  # nosec B405

sys.path.insert(0, str(Path(__file__).parents[1]))

import changelog
from changelog import Release

TEMPLATE = Path(__file__).with_name("io.github.kifua.Kifua.metainfo.xml")
PROJECT = Path(__file__).parents[2]


def filled(template: str, releases: Sequence[Release], addresses: Mapping[str, str]) -> str:
    """Return the description of a program with its releases, newest first, and its addresses.

    Args:
        template: where an address belongs, its name stands in capitals between two `@`; `VERSION` is the newest one.
        releases: all of them, newest first.
        addresses: by their names, in small letters.
    """
    known = {"version": releases[0].version, **addresses}
    component = ElementTree.fromstring(template)  # noqa: S314 (our own file)  # nosec B314
    for parent in (component, *component.findall("screenshots")):
        for child in list(parent):
            if child.tag in {"url", "screenshot"} and not _fill(child, known):
                parent.remove(child)
    screenshots = component.find("screenshots")
    if screenshots is not None and not len(screenshots):
        component.remove(screenshots)
    listed = ElementTree.SubElement(component, "releases")
    for release in releases:
        ElementTree.SubElement(listed, "release", version=release.version, date=release.date)
    ElementTree.indent(component)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(component, encoding="unicode")}\n'


def _fill(element: ElementTree.Element, known: Mapping[str, str]) -> bool:
    """Fill the addresses into an element; return False where one is not known."""
    for each in element.iter():
        for name in re.findall(r"@([A-Z]+)@", each.text or ""):
            if name.lower() not in known:
                return False
            each.text = str(each.text).replace(f"@{name}@", known[name.lower()])
    return True


def main() -> int:
    """Print the description, and return the exit status."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    addresses = {name.lower(): address for name, address in settings["project"].get("urls", {}).items()}
    releases = changelog.releases(changelog.FILE.read_text(encoding="utf-8"))
    print(filled(TEMPLATE.read_text(encoding="utf-8"), releases, addresses), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
