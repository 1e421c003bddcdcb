"""All queues of results to be sent, and what happens when they are."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import NetworkError, OutputError, Reason
from app.dicom.peer import Peer
from app.dicom.send.peer_queue import PeerQueue
from app.dicom.send.store import Answer, store

Store = Callable[[Peer, Iterable[Path]], Generator[int]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an attempt to send to a peer ended.

    Attributes:
        sent: files that the peer has acknowledged.
        refused: files that it refused for good, and that were set aside.
        left: files that wait for the next attempt.
        reason: why some wait; None where none does, or where the next attempt is not due.
    """

    sent: int = 0
    refused: int = 0
    left: int = 0
    reason: Reason | None = None


def queues(outbox: Path) -> list[PeerQueue]:
    """Return the queues in a folder, of every peer that anything was sent to.

    Raises:
        OutputError: `outbox_failed`: the folder cannot be read.
    """
    try:
        folders = sorted(path for path in outbox.iterdir() if path.is_dir()) if outbox.exists() else []
    except OSError as error:
        raise OutputError("outbox_failed", path=outbox, error=error.strerror or error) from error
    return [queue for folder in folders if (queue := PeerQueue.of_folder(folder))]


def deliver(queue: PeerQueue, now: float, *, at_once: bool = False, send: Store = store) -> Delivery:
    """Send what waits for a peer, in its order, until it is all sent or the peer takes no more for now.

    Args:
        queue: of the peer.
        now: seconds since 1970.
        at_once: whether to try although the last failure is not long ago.
        send: stores files at a peer.

    Raises:
        OutputError: `outbox_failed`: what was acknowledged cannot be noted.
    """
    waiting = len(queue.waiting())
    if not waiting or not (at_once or queue.is_due(now)):
        return Delivery(left=waiting)
    with queue.locked() as is_ours:
        if not is_ours:
            return Delivery(left=waiting, reason=Reason.of("outbox_in_use", peer=queue.peer))
        done = _deliver(queue, list(queue.unsent()), send)
        queue.note_attempt(now, failed=done.reason is not None)
    return replace(done, left=len(queue.waiting()))


def _deliver(queue: PeerQueue, files: list[Path], send: Store) -> Delivery:
    sent = refused = 0
    if not files:
        return Delivery()
    try:
        with closing(send(queue.peer, files)) as statuses:
            for path, status in zip(files, statuses, strict=True):
                answer = Answer.of_status(status)
                if answer is Answer.LATER:
                    return Delivery(sent, refused, reason=Reason.of("send_later", peer=queue.peer))
                if answer is Answer.STORED:
                    queue.acknowledge(path)
                    sent += 1
                else:
                    queue.set_aside(path, status)
                    refused += 1
    except NetworkError as error:
        return Delivery(sent, refused, reason=error.reason)
    return Delivery(sent, refused)
