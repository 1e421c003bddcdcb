"""Writes what a bundle is built of, as a bill of materials in the form of CycloneDX.

The same components give the same bytes: the date is the commit's (`SOURCE_DATE_EPOCH`), and the serial number is made
of the content.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from natives import natives_in
from origins import Origins, with_files
from parts import LIBRARY, TEXT, Part, purl

SPECIFICATION = "1.6"
_AUTHORS = {"name": "The Kifua authors"}


def parts_of(entries: Iterable[tuple[str, str]], origins: Origins) -> list[Part]:
    """Return what a bundle is built of, sorted by name.

    Args:
        entries: place and source of each file and module of the bundle.
        origins: who tells whose they are.
    """
    brought: dict[Part, list[str]] = {}
    libraries: dict[str, Path] = {}
    owners: dict[str, Part] = {}
    for written, source in entries:
        place = written.replace("\\", "/")
        part = origins.part_of(place, source)
        if part is not None:
            brought.setdefault(part, []).append(place)
        if part is not None and LIBRARY.search(place):
            libraries[place], owners[place] = Path(source), part
    own = [with_files(part, places) for part, places in brought.items()]
    return sorted([*own, *natives_in(libraries, owners)], key=lambda part: (part.name.lower(), part.purl))


def bill(parts: Iterable[Part], version: str) -> dict[str, Any]:
    """Return the bill of materials of a version of Kifua, ready for JSON."""
    parts = list(parts)
    kifua = purl("generic", "kifua", version)
    held = {kifua: [part.purl for part in parts if not part.within]}
    held |= {part.purl: [_held_ref(part, each) for each in part.holds] for part in parts}
    held |= {_held_ref(part, each): [] for part in parts for each in part.holds}
    for part in parts:
        if part.within:
            held.setdefault(part.within, []).append(part.purl)
    content = {
        "metadata": {
            **_built_at(),
            "lifecycles": [{"phase": "build"}],
            "authors": [_AUTHORS],
            "component": {
                "type": "application",
                "bom-ref": kifua,
                "supplier": _AUTHORS,
                "name": "Kifua",
                "version": version,
                "licenses": [{"expression": "Apache-2.0"}],
                "purl": kifua,
                "properties": [{"name": "kifua:platform", "value": sys.platform}],
            },
        },
        "components": list(map(_component, parts)),
        "dependencies": [{"ref": ref, "dependsOn": sorted(others)} for ref, others in sorted(held.items())],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(content, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": SPECIFICATION, "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return {**head, **content}


def write(parts: Iterable[Part], version: str, file: Path) -> None:
    """Write the bill of materials into a file; its folder is made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(bill(parts, version), indent=1) + "\n", encoding="utf-8", newline="\n")


def _built_at() -> dict[str, str]:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return {}
    return {"timestamp": datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).isoformat()}


def _held_ref(part: Part, held: Part) -> str:
    """Return how a component that another lists is referred to: several packages may hold the same one."""
    return f"{held.purl}?within={part.name}"


def _component(part: Part) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": part.kind,
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "properties": [{"name": TEXT, "value": place} for place in part.texts],
    }
    if part.licence:
        made["licenses"] = [{"expression": part.licence}]
    if part.files:
        made["evidence"] = {"occurrences": [{"location": place} for place in part.files]}
    if part.digest:
        made["hashes"] = [{"alg": "SHA-256", "content": part.digest}]
    if part.holds:
        made["components"] = [{**_component(each), "bom-ref": _held_ref(part, each)} for each in part.holds]
    return {name: value for name, value in made.items() if value}
