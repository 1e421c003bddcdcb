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
    return _entity_class()(title)


def _entity_class() -> type[AE]:
    """Return pynetdicom's class. It takes 150 ms to load, so nobody does who sends nothing.

    Where there is no module `ssl`, empty classes stand in for those of it that pynetdicom names; nobody else sees them.
    """
    try:
        import ssl  # noqa: F401 (whether it is there)
    except ImportError:
        sys.modules["ssl"] = _without_openssl()
        try:
            from pynetdicom import AE
        finally:
            del sys.modules["ssl"]
    else:
        from pynetdicom import AE
    return AE


def _without_openssl() -> ModuleType:
    module = ModuleType("ssl")
    vars(module).update({name: type(name, (base,), {}) for name, base in _NAMED.items()})
    return module
