"""JSON files of dataclasses, written whole or not at all; `msgspec.json.decode` reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from app.core.atomic_file import write_bytes


def write_json(path: Path, value: Any) -> None:
    """Write a dataclass, or a container of them, as indented JSON.

    Args:
        path: of the file; its folder is made where there is none.
        value: without NaN, which JSON does not have.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")
