"""What a bundle is built of: the record that the list of components is written from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

LIBRARY = re.compile(r"\.(so|dll|pyd|dylib)(\.|$)|(^|/)(Python|Qt\w+)$")
"""Matches the place of a file that holds machine code; on the Mac some have no ending."""

TEXT = "kifua:licence-text"
"""Name of the property that tells where, below the folder of licences, a component's licence can be read."""


@dataclass(frozen=True)
class Part:
    """One component of a bundle.

    Attributes:
        name: as its makers write it.
        version: empty where nobody says it.
        licence: SPDX expression; empty where it is not known, which the check of the bundle tells.
        purl: package URL, of which there is one for each component.
        files: places of its libraries, below the folder of the bundle's files.
        texts: places of its licence texts, below the bundle's folder of licences.
        within: package URL of the component that brings it; empty where Kifua itself does.
    """

    name: str
    version: str
    licence: str
    purl: str
    files: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    within: str = ""


def purl(kind: str, name: str, version: str) -> str:
    """Return a package URL; its version is left out where it is empty."""
    return f"pkg:{kind}/{quote(name, safe='')}" + (f"@{quote(version, safe=':')}" if version else "")
