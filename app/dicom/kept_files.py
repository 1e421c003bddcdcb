"""X-rays that were received and results that are to be sent: what of patients lies in files beside the history."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.core.atomic_file import make_private_folder
from app.core.errors import OutputError

_ASIDE = "deleted"
_PATTERNS = ("{received}/*/*.dcm", "{received}/*/*.dcm.new", "{outbox}/*/*.dcm", "{outbox}/*/refused/*.dcm")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are.

    Attributes:
        received: X-rays that were received.
        outgoing: files of results that wait to be sent, or were refused.
    """

    received: int = 0
    outgoing: int = 0


class KeptFiles:
    """Deletes these files so that it can be undone until they are erased; what arrives meanwhile stays.

    Each method raises `OutputError`, `delete_failed`, where a file cannot be moved or erased: another program has it.
    """

    def __init__(self, received: Path, outbox: Path) -> None:
        """Prepare.

        Args:
            received: folder of the inbox.
            outbox: folder of the queues, beside it.
        """
        self._base = received.parent
        self._patterns = [each.format(received=received.name, outbox=outbox.name) for each in _PATTERNS]
        self._aside = self._base / _ASIDE

    def counts(self) -> Counts:
        """Return how many there are."""
        found = [sum(1 for _ in self._base.glob(pattern)) for pattern in self._patterns]
        return Counts(found[0], found[2] + found[3])

    def set_aside(self) -> None:
        """Delete all, so that `bring_back` can restore them; what was set aside before is erased."""
        self.erase()
        for path in self._found(self._base):
            self._move(path, self._aside / path.relative_to(self._base))

    def bring_back(self) -> None:
        """Restore what was set aside."""
        for path in self._found(self._aside):
            self._move(path, self._base / path.relative_to(self._aside))
        self.erase()

    def erase(self) -> None:
        """Delete for good what was set aside."""
        try:
            if self._aside.exists():
                shutil.rmtree(self._aside)
        except OSError as error:
            raise OutputError("delete_failed", path=self._aside, error=error.strerror or error) from error

    def _found(self, base: Path) -> Iterator[Path]:
        for pattern in self._patterns:
            yield from list(base.glob(pattern))

    def _move(self, path: Path, target: Path) -> None:
        try:
            for folder in reversed([each for each in target.parents if each.is_relative_to(self._base)]):
                make_private_folder(folder)
            os.replace(path, target)
            with suppress(OSError):  # there are others in it
                path.parent.rmdir()  # its name is that of a study
        except OSError as error:
            raise OutputError("delete_failed", path=path, error=error.strerror or error) from error
