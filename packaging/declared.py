"""Checks that a frozen folder declares what it holds: each library is of a component, and each component of a licence.

What the list of components says of Python's packages is compared with the lock file that they were installed from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from parts import LIBRARY, TEXT

LOCK = Path(__file__).with_name("requirements.lock")
_LIST = "licences/sbom.cdx.json"


def undeclared(folder: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield a sentence for each thing in a frozen folder that no component, licence text or lock file accounts for."""
    bills = sorted(folder.rglob(_LIST))
    if not bills:
        yield f"there is no list of components: {_LIST}"
        return
    licences = bills[0].parent
    components = json.loads(bills[0].read_text(encoding="utf-8"))["components"]
    if not (licences / "README.txt").is_file():
        yield "there is no licences/README.txt, which tells how to exchange Qt"
    pinned = LOCK.read_text(encoding="utf-8")
    for component in components:
        yield from _unlicensed(component, licences)
        yield from _unpinned(component["purl"], pinned)
    known = {place["location"] for each in components for place in each.get("evidence", {}).get("occurrences", ())}
    for file in files:
        place = file.relative_to(folder).as_posix().partition("/")[2]
        if LIBRARY.search(place) and place not in known:
            yield f"nobody says whose it is: {place}"


def _unlicensed(component: dict[str, Any], licences: Path) -> Iterator[str]:
    """Yield a sentence where a component names no version, no licence, or no text of it that is there."""
    name = component["name"]
    if not component.get("version"):
        yield f"has no version: {name}"
    if not component.get("licenses"):
        yield f"has no licence: {name}"
    texts = [each["value"] for each in component.get("properties", ()) if each["name"] == TEXT]
    if not texts:
        yield f"has no licence text: {name}"
    for text in texts:
        if not (licences / text).is_file():
            yield f"its licence text is missing: {name}, licences/{text}"


def _unpinned(purl: str, pinned: str) -> Iterator[str]:
    """Yield a sentence where a package is not the one that is pinned."""
    found = re.fullmatch(r"pkg:pypi/(.+)@(.+)", purl)
    if found and not re.search(rf"^{re.escape(f'{found[1]}=={found[2]}')}\s", pinned, re.MULTILINE):
        yield f"is not in {LOCK.name}: {found[1]} {found[2]}"
