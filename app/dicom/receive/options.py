"""What a DICOM node is told: its name, where it listens, who may send, and how much it may store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path

from app.dicom.peer import DEFAULT_AE_TITLE, checked_ae_title

DEFAULT_PORT = 11112
"""Registered for DICOM; the older 104 may be opened by an administrator alone on many systems."""

ALL_ADDRESSES = "0.0.0.0"  # noqa: S104 (whoever may not send is rejected there too)  # nosec B104
"""Interface that stands for every IPv4 address of this computer."""

MOST_ASSOCIATIONS = 100
MOST_GB = 100_000

_GIGABYTES = re.compile(r"\d{1,6}(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Caller:
    """One who may send: both must fit.

    Attributes:
        ae_title: that it calls itself.
        network: its address, or the network that it is in.
    """

    ae_title: str
    network: IPv4Network | IPv6Network

    @classmethod
    def parse(cls, text: str) -> Caller:
        """Return the caller of a text such as `XRAY@192.168.1.20` or `XRAY@192.168.1.0/24`.

        Raises:
            ValueError: it is not of this form.
        """
        title, _, address = text.rpartition("@")
        return cls(checked_ae_title(title), ip_network(address))

    def has_address(self, address: str) -> bool:
        """Tell whether an address, as a socket gives it, is this caller's."""
        found = ip_address(address.partition("%")[0])
        return (getattr(found, "ipv4_mapped", None) or found) in self.network

    def __str__(self) -> str:
        is_single = self.network.prefixlen == self.network.max_prefixlen
        return f"{self.ae_title}@{self.network.network_address if is_single else self.network}"


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Files for connections that nobody can listen to, all PEM.

    Attributes:
        certificate: of this computer.
        key: of the certificate.
        authorities: certificates that those of the callers must be signed by; None asks callers for none.
    """

    certificate: Path
    key: Path
    authorities: Path | None = None

    @classmethod
    def of_paths(
        cls, certificate: Path | None, key: Path | None = None, authorities: Path | None = None
    ) -> TlsFiles | None:
        """Return the files; None where none is named.

        Raises:
            ValueError: certificate and key are not both there, which TLS needs.
        """
        if certificate and key:
            return cls(certificate, key, authorities)
        if certificate or key or authorities:
            raise ValueError("TLS needs a certificate and its key")
        return None


@dataclass(frozen=True, slots=True)
class NodeOptions:
    """What a DICOM node is told.

    Attributes:
        ae_title: that it is called by.
        port: that it listens on; 0 for any that is free.
        interface: address that it listens on.
        callers: who may send.
        most_associations: at the same time.
        silence_s: seconds after which a caller that says nothing is hung up on.
        tls: files for TLS; None for connections that can be listened to.
    """

    ae_title: str = DEFAULT_AE_TITLE
    port: int = DEFAULT_PORT
    interface: str = "127.0.0.1"
    callers: tuple[Caller, ...] = ()
    most_associations: int = 10
    silence_s: float = 30.0
    tls: TlsFiles | None = None

    def may_call(self, ae_title: str, address: str) -> bool:
        """Tell whether a caller of this title and address may send."""
        return any(each.ae_title == ae_title and each.has_address(address) for each in self.callers)

    def knows_address(self, address: str) -> bool:
        """Tell whether a caller of this address may send, by whatever title."""
        return any(each.has_address(address) for each in self.callers)


def checked_interface(text: str) -> str:
    """Return the address of an interface.

    Raises:
        ValueError: it is no IP address.
    """
    return str(ip_address(text.strip()))


def checked_associations(text: str | int) -> int:
    """Return how many callers there may be at the same time.

    Raises:
        ValueError: it is none to `MOST_ASSOCIATIONS`, or no number.
    """
    number = int(text)
    if not 1 <= number <= MOST_ASSOCIATIONS:
        raise ValueError(f"not 1 to {MOST_ASSOCIATIONS}")
    return number


def checked_gigabytes(text: str) -> float:
    """Return a size in gigabytes.

    Raises:
        ValueError: it is no number, or more than `MOST_GB`.
    """
    if not _GIGABYTES.fullmatch(text.strip()) or float(text) > MOST_GB:
        raise ValueError("no size")
    return float(text)
