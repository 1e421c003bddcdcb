"""A batch: the files and folders that are screened together."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.core.model.bundle import OperatingPoint
from app.core.text import printable
from app.gui.batch.worker import BatchWorker


class Origin(Enum):
    """Where the X-rays of a batch come from."""

    USER = auto()
    WATCHED = auto()
    RECEIVED = auto()


@dataclass(frozen=True, slots=True)
class Batch:
    """Files and folders that are screened together.

    Attributes:
        title: its name for the user.
        folder: that its files are named relative to.
        paths: the files and folders, as they were given.
        id: of its rows in the history and of its journal.
        operating_point: that it is decided at.
        origin: where its X-rays come from.
    """

    title: str
    folder: str
    paths: tuple[str, ...]
    id: str
    operating_point: OperatingPoint
    origin: Origin = Origin.USER

    @property
    def comes_by_itself(self) -> bool:
        """Whether its X-rays came while nobody asked for them."""
        return self.origin is not Origin.USER


def batch_title(paths: Sequence[str]) -> str:
    """Return the name of a batch for the user: that of its folder or its only file."""
    return folder_name(paths[0] if len(paths) == 1 else _folder(paths))


def folder_name(folder: str) -> str:
    """Return the name of a folder for the user; of a drive, all of it."""
    return printable(os.path.basename(os.path.normpath(folder)) or folder)


def make_batch(worker: BatchWorker, paths: tuple[str, ...], origin: Origin = Origin.USER) -> Batch:
    """Return the batch that a worker screens."""
    title = _tr("X-ray machine") if origin is Origin.RECEIVED else batch_title(paths)
    return Batch(title, _folder(paths), paths, worker.batch_id, worker.operating_point, origin)


def _folder(paths: Sequence[str]) -> str:
    return paths[0] if len(paths) == 1 and not os.path.isfile(paths[0]) else os.path.dirname(paths[0])


def _tr(text: str) -> str:
    return QCoreApplication.translate("batch", text)
