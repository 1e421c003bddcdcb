"""What a bundle is built of: the record that the list of components is written from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

LIBRARY = re.compile(r"\.(so|dll|pyd|dylib)(\.|$)|(^|/)(Python|Qt\w+)$")
"""Matches the place of a file that holds machine code; on the Mac some have no ending."""

LIBRARY_KIND, MODEL, DATA = "library", "machine-learning-model", "data"
"""Kinds of components, as CycloneDX names them."""

TEXT = "kifua:licence-text"
"""Name of the property that tells where, below the folder of licences, a component's licence can be read."""


@dataclass(frozen=True)
class Part:
    """One component of a bundle.

    Attributes:
        name: as its makers write it.
        version: that of the component which brings it, in words, where nobody says its own.
        licence: SPDX expression; empty where it is not known, which the check of the bundle tells.
        purl: package URL, of which there is one for each component.
        files: places of its libraries, below the folder of the bundle's files.
        texts: places of its licence texts, below the bundle's folder of licences.
        within: package URL of the component that brings it; empty where Kifua itself does.
        kind: what it is.
        digest: SHA-256 of it; of data, over the names and digests of its files.
        holds: what it says that it is built of itself.
    """

    name: str
    version: str
    licence: str
    purl: str
    files: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    within: str = ""
    kind: str = LIBRARY_KIND
    digest: str = ""
    holds: tuple[Part, ...] = ()


def purl(kind: str, name: str, version: str) -> str:
    """Return a package URL; its version is left out where it is empty."""
    return f"pkg:{kind}/{quote(name, safe='')}" + (f"@{quote(version, safe=':')}" if version else "")
