"""The IPv4 addresses that this computer has at the moment: what an X-ray machine has to be told."""

from __future__ import annotations

import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress

_SIOCGIFADDR = 0x8915  # netdevice(7)
_LONGEST_INTERFACE_NAME = 15
_ADDRESS_BYTES = slice(20, 24)  # of `struct ifreq`, with a `struct sockaddr_in` in it
_LOOPBACK = "127."


def own_addresses() -> list[str]:
    """Return the addresses that others may reach this computer by; none where it is in no network.

    A socket is opened for a moment, and nothing is sent.
    """
    found = _of_interfaces() if sys.platform == "linux" else _of_host_name()
    return sorted({address for address in found if not address.startswith(_LOOPBACK)}, key=socket.inet_aton)


def is_own(address: str) -> bool:
    """Tell whether an address is this computer's, also one that only this computer reaches."""
    return address.startswith(_LOOPBACK) or ":" in address or address in own_addresses()


def _of_interfaces() -> Iterator[str]:
    """Yield the address of each interface; the host's name does not lead to them on all Linux systems."""
    from fcntl import ioctl  # there is none on Windows

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            request = struct.pack("256s", name.encode()[:_LONGEST_INTERFACE_NAME])
            with suppress(OSError):  # one without an address
                yield socket.inet_ntoa(ioctl(asking.fileno(), _SIOCGIFADDR, request)[_ADDRESS_BYTES])


def _of_host_name() -> Iterator[str]:
    with suppress(OSError):  # the name is not known
        for *_, place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            yield str(place[0])
