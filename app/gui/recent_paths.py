"""Files and folders that were opened last, in a file that its owner alone can read."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from app.core.atomic_file import make_private_folder, write_text

MOST_RECENT = 6

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecentPath:
    """A file or folder that was opened.

    Attributes:
        path: of it.
        opened_at: when it was opened last, as ISO 8601 writes it.
    """

    path: str
    opened_at: str


class RecentPaths(QObject):
    """The last paths, the newest first. Where the file cannot be written, they last as long as the window.

    Signals:
        changed: there are others now.
    """

    changed = Signal()

    def __init__(self, file: Path) -> None:
        """Read the file; where it is absent or damaged, there are none."""
        super().__init__()
        self._file = file
        self._paths = _read(file)

    @property
    def paths(self) -> tuple[RecentPath, ...]:
        """The last paths, the newest first."""
        return self._paths

    def add(self, paths: Sequence[str], opened_at: str) -> None:
        """Add paths that are opened at this moment; each is kept once."""
        added = tuple(RecentPath(path, opened_at) for path in paths[:MOST_RECENT])
        self._set((*added, *(each for each in self._paths if each.path not in paths))[:MOST_RECENT])

    def clear(self) -> None:
        """Remove all of them."""
        self._set(())

    def _set(self, paths: tuple[RecentPath, ...]) -> None:
        self._paths = paths
        try:
            if paths:
                make_private_folder(self._file.parent)
                write_text(self._file, json.dumps([asdict(each) for each in paths], indent=1), private=True)
            else:
                self._file.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("The last files cannot be written: %s", error.strerror)
        self.changed.emit()


def _read(file: Path) -> tuple[RecentPath, ...]:
    try:
        # Read by `json`: a path may hold lone surrogates, which msgspec's own reader refuses.
        read = msgspec.convert(json.loads(file.read_text(encoding="utf-8")), tuple[RecentPath, ...])
    except (OSError, ValueError, RecursionError):
        return ()
    return read[:MOST_RECENT]
