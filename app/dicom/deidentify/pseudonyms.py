"""New identifiers in place of old ones: the same for the same, and without the key no way back."""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import b32encode
from pathlib import Path
from uuid import UUID

from pydicom import uid

from app.core.atomic_file import make_private_folder, write_text
from app.core.errors import OutputError
from app.core.results.export import output_failing

_KEY_BYTES = 32
_KEY_TEXT = re.compile(r"[0-9a-f]{64}\n?")


class Pseudonyms:
    """New identifiers by a secret key (HMAC-SHA256, RFC 2104)."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def uid(self, old: str) -> uid.UID:
        """Return the identifier in place of an old one: a UUID of 128 bits as PS3.5 B.2 writes it."""
        return uid.UID(f"2.25.{UUID(bytes=self._digest('uid', old)[:16], version=5).int}")

    def patient(self, *identity: str) -> str:
        """Return what a patient is called and numbered from now on, such as `K-4MWDLYQ2AX6TBHFE`."""
        return f"K-{b32encode(self._digest('patient', *identity)[:10]).decode()}"

    def file_name(self, sha256: str) -> str:
        """Return the name, without a suffix, of the file that is made of one of this digest."""
        return self._digest("file", sha256)[:12].hex()

    def _digest(self, *parts: str) -> bytes:
        digest = hmac.new(self._key, digestmod="sha256")
        for part in parts:
            content = part.encode("utf-8", "backslashreplace")
            digest.update(len(content).to_bytes(8, "big") + content)
        return digest.digest()


def pseudonyms_of(key_file: Path) -> Pseudonyms:
    """Return the pseudonyms by the key in a file; where there is none, a key is made, readable by its owner alone.

    Raises:
        OutputError: `key_damaged`, the file holds something else; `output_failed`.
    """
    with output_failing(key_file):
        if not key_file.exists():
            make_private_folder(key_file.parent)
            write_text(key_file, f"{secrets.token_hex(_KEY_BYTES)}\n", private=True)
        content = key_file.read_bytes()[: 2 * _KEY_BYTES + 2]
    text = content.decode("ascii", "replace")
    if not _KEY_TEXT.fullmatch(text):
        raise OutputError("key_damaged", path=key_file)
    return Pseudonyms(bytes.fromhex(text.strip()))
