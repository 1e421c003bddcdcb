"""Who results are sent to."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TITLE = re.compile(r"[\x21-\x5b\x5d-\x7e](?:[\x20-\x5b\x5d-\x7e]{0,14}[\x21-\x5b\x5d-\x7e])?")
"""Value representation AE (PS3.5 table 6.2-1), without spaces around it."""

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\]")
_OWN_TITLE = "KIFUA"


def check_title(text: str) -> str:
    """Return an AE title.

    Raises:
        ValueError: it is none.
    """
    if not _TITLE.fullmatch(text):
        raise ValueError("no AE title")
    return text


@dataclass(frozen=True, slots=True)
class Peer:
    """A node that results are sent to.

    Attributes:
        title: its AE title.
        host: its name or address; an IPv6 address in brackets.
        port: that it listens at.
        calling: AE title that Kifua gives itself.
    """

    title: str
    host: str
    port: int
    calling: str = _OWN_TITLE

    def __str__(self) -> str:
        return f"{self.title}@{self.host}:{self.port}"

    @classmethod
    def parse(cls, text: str, calling: str = _OWN_TITLE) -> Peer:
        """Return the peer of a text such as `PACS@192.168.1.20:104`.

        Raises:
            ValueError: it is none, or the calling title is none.
        """
        title, _, address = text.rpartition("@")
        host, _, port = address.rpartition(":")
        if not _HOST.fullmatch(host) or not port.isdecimal() or not 0 < int(port) < 2**16:
            raise ValueError("no AET@HOST:PORT")
        return cls(check_title(title), host, int(port), check_title(calling))
