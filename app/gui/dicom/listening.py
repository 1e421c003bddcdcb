"""The DICOM node with its inbox, opened and closed off the GUI thread: that takes a moment."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import OutputError, Reason
from app.core.results.history import History
from app.dicom.receive.inbox import Inbox, Room, mark_kept
from app.dicom.receive.options import NodeOptions
from app.dicom.receive.own_addresses import own_addresses

_GIB = 2**30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be listened for.

    Attributes:
        options: of the node.
        most_gb: that received X-rays may take together.
        history: the history; what is received lies beside it.
        folder: that received X-rays lie in.
    """

    options: NodeOptions
    most_gb: float
    history: Path
    folder: Path


@dataclass(frozen=True, slots=True)
class Listening:
    """A node that listens.

    Attributes:
        wanted: what it was told.
        port: that it listens on.
        own_addresses: that others reach this computer by.
        close: stops it and gives the inbox back; what is not acknowledged, its sender sends again.
    """

    wanted: Wanted
    port: int
    own_addresses: tuple[str, ...]
    close: Callable[[], None]


def listen(wanted: Wanted, received: Callable[[Path], None], tell: Callable[[Reason], None]) -> Listening:
    """Listen from now on.

    Args:
        wanted: what for.
        received: is called with each X-ray that is new, on threads of the node.
        tell: as `Node` calls it, on its threads too.

    Raises:
        NetworkError: it cannot listen.
        OutputError: the folder cannot be used, or another program receives into it.
    """
    from app.dicom.network import load_network

    load_network()
    from app.dicom.receive.node import Node  # the network library takes 150 ms to load

    with ExitStack() as stack:
        inbox = stack.enter_context(Inbox(wanted.folder, Room(int(wanted.most_gb * _GIB))))
        node = stack.enter_context(Node(wanted.options, inbox, received, tell))
        return Listening(wanted, node.port, tuple(own_addresses()), stack.pop_all().close)


def waiting_xrays(history: Path, folder: Path) -> list[Path]:
    """Return the X-rays that were received before and wait for their screening, the first one first."""
    inbox = Inbox(folder)
    if not folder.is_dir():
        return []
    return without_kept(history, sorted(inbox.waiting(), key=_arrived_at))


def without_kept(history: Path, paths: list[Path]) -> list[Path]:
    """Note of received X-rays that the history holds their screening, and return those of which it does not."""
    if not paths or not history.exists():
        return paths
    try:
        with History(history) as opened:
            return mark_kept(paths, opened.newest_of_picture)
    except OutputError:  # it cannot be read now
        return paths


def _arrived_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # it is gone again
        return 0.0
