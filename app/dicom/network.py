"""pynetdicom, also where Python has no OpenSSL: the frozen program leaves it out, for 6 MB."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pynetdicom import AE

_NAMED = {"SSLContext": object, "SSLSocket": object, "SSLError": OSError}
"""The classes of `ssl` that pynetdicom names though no TLS is asked for, and what they derive from."""


def application_entity(title: str) -> AE:
    """Return an application entity of this title; nothing is opened."""
    load_network()
    from pynetdicom import AE

    return AE(title)


def load_network() -> None:
    """Load pynetdicom. It takes 150 ms, so nobody does who neither sends nor receives; nothing is opened.

    Where there is no module `ssl`, empty classes stand in for those of it that pynetdicom names; nobody else sees them.
    """
    try:
        import ssl  # noqa: F401 (whether it is there)
    except ImportError:
        import pydicom  # noqa: F401 (first, for it loads `requests` where it finds it, which needs the real one)

        sys.modules["ssl"] = _without_openssl()
        try:
            import pynetdicom
        finally:
            del sys.modules["ssl"]
    else:
        import pynetdicom  # noqa: F401 (loaded for those who import it next)


def _without_openssl() -> ModuleType:
    module = ModuleType("ssl")
    vars(module).update({name: type(name, (base,), {}) for name, base in _NAMED.items()})
    return module
