"""What the changelog says: which versions were released when, and what is new in each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parents[1] / "docs" / "changelog.md"
UNRELEASED = "## Unreleased\n"
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)\n", re.MULTILINE)


class Release(NamedTuple):
    """A version that was released; the date is as ISO 8601 writes it."""

    version: str
    date: str


def releases(text: str) -> list[Release]:
    """Return the versions that a changelog tells of, newest first."""
    return [Release(*heading.groups()) for heading in _HEADING.finditer(text)]


def section(text: str, version: str) -> str:
    """Return what a changelog says of a version, without its heading.

    Raises:
        ValueError: it says nothing of it.
    """
    found = re.search(rf"^## {re.escape(version)} - .*\n", text, re.MULTILINE)
    told = _until_next(text[found.end() :]) if found else ""
    if not told:
        raise ValueError(f"the changelog says nothing of {version}")
    return told


def released(text: str, release: Release) -> str:
    """Return a changelog in which all that was not released yet is of a release.

    Raises:
        ValueError: there is nothing.
    """
    before, heading, after = text.partition(UNRELEASED)
    if not heading or not _until_next(after):
        raise ValueError("the changelog names nothing that was not released yet")
    return f"{before}{heading}\n## {release.version} - {release.date}\n{after}"


def _until_next(text: str) -> str:
    return re.split(r"^## ", text, maxsplit=1, flags=re.MULTILINE)[0].strip()
