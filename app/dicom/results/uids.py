"""Unique identifiers that follow from what they name, so that what is made twice has the same one."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from pydicom.uid import UID


def uid_of(*parts: str | bytes) -> UID:
    """Return the identifier of something, by what tells it apart: a UUID of 128 bits as PS3.5 B.2 writes it."""
    digest = sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode("utf-8", "backslashreplace")
        digest.update(len(content).to_bytes(8, "big") + content)
    return UID(f"2.25.{UUID(bytes=digest.digest()[:16], version=5).int}")
