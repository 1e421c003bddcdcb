"""The results that wait for one peer: files in a folder, which outlive weeks without a network and power cuts."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

import msgspec

from app.core.atomic_file import lock_if_possible, make_private_folder, write_bytes
from app.core.errors import OutputError
from app.dicom.peer import Peer
from app.dicom.results.instance import Instance

LONGEST_WAIT_S = 6 * 3600.0
"""What a peer that has been away for days is waited for between two attempts."""

_FIRST_WAIT_S = 60.0
_PEER, _STATE, _ACKNOWLEDGED, _LOCK, _REFUSED = "peer.json", "state.json", "acknowledged.txt", "lock", "refused"
_WAITING = re.compile(r"(\d{10})-([0-9.]{1,64})\.dcm")


@dataclass(frozen=True, slots=True)
class _State:
    """How often in a row the peer could not be sent to, and when it was tried last, in seconds since 1970."""

    failures: int = 0
    tried_at: float = 0.0


class PeerQueue:
    """The queue of one peer. What the peer has acknowledged is noted before it is removed, and never sent again.

    Every method raises `OutputError`, `outbox_failed`, where the folder cannot be used.
    """

    def __init__(self, outbox: Path, peer: Peer) -> None:
        """Prepare the queue of a peer in the folder of all queues; nothing is written."""
        self.peer = peer
        self._folder = outbox / quote(f"{peer} {peer.calling}", safe="")

    @classmethod
    def of_folder(cls, folder: Path) -> PeerQueue | None:
        """Return the queue that lies in a folder; None where none does."""
        try:
            peer = msgspec.json.decode((folder / _PEER).read_bytes(), type=Peer)
        except (OSError, ValueError):
            return None
        return cls(folder.parent, peer)

    def put(self, instances: tuple[Instance, ...]) -> int:
        """Add instances behind those that wait, unless they wait already or are acknowledged; return how many.

        They are on the disk when it returns.
        """
        with self._failing():
            self._make_folder()
            if not (self._folder / _PEER).exists():
                write_bytes(self._folder / _PEER, msgspec.json.encode(asdict(self.peer)), private=True)
            names = [path.name for path in self.waiting()]
            known = self._acknowledged() | {_uid(name) for name in names}
            number = int(names[-1][:10]) if names else 0
            new = [instance for instance in instances if instance.uid not in known]
            for place, instance in enumerate(new, number + 1):
                path = self._folder / f"{place:010}-{instance.uid}.dcm"
                write_bytes(path, instance.content, private=True)
            return len(new)

    def waiting(self) -> list[Path]:
        """Return the files that wait, in the order in which they are to be sent."""
        with self._failing():
            if not self._folder.exists():
                return []
            return sorted(path for path in self._folder.iterdir() if _WAITING.fullmatch(path.name))

    def unsent(self) -> Iterator[Path]:
        """Yield the files that wait; one that was acknowledged before the program was killed is removed instead."""
        acknowledged = self._acknowledged()
        for path in self.waiting():
            if _uid(path.name) in acknowledged:
                path.unlink(missing_ok=True)
            else:
                yield path

    def refused(self) -> list[Path]:
        """Return the files that the peer refused for good."""
        with self._failing():
            return sorted((self._folder / _REFUSED).glob("*.dcm"))

    def acknowledge(self, path: Path) -> None:
        """Note for good that the peer has a file, and remove it."""
        with self._failing():
            handle = os.open(self._folder / _ACKNOWLEDGED, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            with open(handle, "a+b") as ledger:
                # On a line of its own, also behind one that a power cut broke off.
                ledger.write(b"\n" + _uid(path.name).encode() + b"\n")
                ledger.flush()
                os.fsync(ledger.fileno())
            path.unlink(missing_ok=True)

    def refusals(self) -> Counter[str]:
        """Return with which statuses of C-STORE, in hexadecimal digits, the peer refused how many files."""
        return Counter(path.stem.rpartition("-")[2] for path in self.refused())

    def set_aside(self, path: Path, status: int) -> None:
        """Take a file that the peer refuses for good, with this status, out of the way of the others."""
        with self._failing():
            make_private_folder(self._folder / _REFUSED)
            os.replace(path, self._folder / _REFUSED / f"{_uid(path.name)}-{status:04X}.dcm")

    def note_attempt(self, now: float, *, failed: bool) -> None:
        """Note how an attempt ended, so that the next one waits twice as long after each failure."""
        state = _State(self._state().failures + 1, now) if failed else _State()
        with self._failing():
            write_bytes(self._folder / _STATE, msgspec.json.encode(asdict(state)), private=True)

    def is_due(self, now: float) -> bool:
        """Tell whether it is time for an attempt; at once where the clock was set back."""
        state = self._state()
        wait_s = min(_FIRST_WAIT_S * 2.0 ** min(state.failures - 1, 20), LONGEST_WAIT_S) if state.failures else 0.0
        return not 0 <= now - state.tried_at < wait_s

    def remove(self) -> int:
        """Delete what waits and what was refused; return how many files. What was acknowledged stays noted."""
        with self._failing():
            files = [*self.waiting(), *self.refused()]
            for path in files:
                path.unlink(missing_ok=True)
            return len(files)

    @contextmanager
    def locked(self) -> Iterator[bool]:
        """Keep other processes from sending to the peer; the value tells whether this one may."""
        with self._failing():
            self._make_folder()
            handle = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        with open(handle, "r+b") as stream:
            yield lock_if_possible(stream)

    def _make_folder(self) -> None:
        for folder in (self._folder.parent, self._folder):  # what `mkdir` makes above a folder, everybody may read
            make_private_folder(folder)

    def _acknowledged(self) -> set[str]:
        with self._failing(), suppress(FileNotFoundError):
            return set((self._folder / _ACKNOWLEDGED).read_text("ascii", "replace").split())
        return set()

    def _state(self) -> _State:
        with suppress(OSError, ValueError):
            return msgspec.json.decode((self._folder / _STATE).read_bytes(), type=_State)
        return _State()

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError("outbox_failed", path=self._folder, error=error.strerror or error) from error


def _uid(name: str) -> str:
    return name[11:].removesuffix(".dcm")
