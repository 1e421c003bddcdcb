"""Systems that Kifua calls: their AE titles and addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass

DEFAULT_AE_TITLE = "KIFUA"
MOST_PORT = 2**16 - 1

_AE_TITLE = re.compile(r"(?! *\Z)[ -\[\]-~]{1,16}")  # value representation AE, PS3.5 table 6.2-1
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\]")


def checked_ae_title(text: str) -> str:
    """Return an AE title without the spaces around it.

    Raises:
        ValueError: it is no AE title: of 1 to 16 ASCII characters, of which none is a backslash.
    """
    if not _AE_TITLE.fullmatch(text):
        raise ValueError("no AE title")
    return text.strip()


def checked_host(text: str) -> str:
    """Return the name or the address of a computer without the spaces around it; an IPv6 address in brackets.

    Raises:
        ValueError: it is none.
    """
    host = text.strip()
    if not _HOST.fullmatch(host):
        raise ValueError("no host")
    return host


def checked_port(text: str | int) -> int:
    """Return the number of a port.

    Raises:
        ValueError: it is none.
    """
    port = str(text).strip()
    if not port.isdecimal() or not 0 < int(port) <= MOST_PORT:
        raise ValueError("no port")
    return int(port)


@dataclass(frozen=True, slots=True)
class Peer:
    """A system that Kifua calls.

    Attributes:
        title: its AE title.
        host: its name or address; an IPv6 address in brackets.
        port: that it listens at.
        calling: AE title that Kifua gives itself.
    """

    title: str
    host: str
    port: int
    calling: str = DEFAULT_AE_TITLE

    def __str__(self) -> str:
        return f"{self.title}@{self.host}:{self.port}"

    @classmethod
    def parse(cls, text: str, calling: str = DEFAULT_AE_TITLE) -> Peer:
        """Return the peer of a text such as `PACS@192.168.1.20:104`.

        Raises:
            ValueError: it is none, or the calling title is none.
        """
        title, _, address = text.rpartition("@")
        host, _, port = address.rpartition(":")
        return cls(checked_ae_title(title), checked_host(host), checked_port(port), checked_ae_title(calling))
