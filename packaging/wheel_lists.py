"""What wheels say of what they hold: the lists of components that some bring (PEP 770), in the form of CycloneDX."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import Distribution
from typing import Any

from parts import Part


def listed(package: Distribution) -> Iterator[dict[str, Any]]:
    """Yield each component of a package's own lists."""
    for file in package.files or ():
        if ".dist-info" in file.parts[0] and "sboms" in file.parts[1:-1]:
            yield from json.loads(file.read_text(encoding="utf-8")).get("components", ())


def version_in(package: Distribution, name: str) -> str:
    """Return the version of a library in a package, as the package says; empty where it does not."""
    return next((row["version"] for row in listed(package) if row["name"] == name and row.get("version")), "")


def crates(package: Distribution) -> tuple[Part, ...]:
    """Return the crates of Rust that a package says it is built of, sorted by their names."""
    rows = [row for row in listed(package) if row.get("purl", "").startswith("pkg:cargo/")]
    made = {Part(row["name"], row["version"], _licence(row), row["purl"]) for row in rows}
    return tuple(sorted(made, key=lambda part: part.purl))


def _licence(row: dict[str, Any]) -> str:
    named = [each.get("expression") or each["license"].get("id", "") for each in row.get("licenses", ())]
    return " AND ".join(filter(None, named))
