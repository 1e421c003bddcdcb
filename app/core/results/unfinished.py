"""Journals of unfinished batches, for resuming them: a file for each, which outlives a crash or a power cut."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import msgspec

from app.core.atomic_file import make_private_folder, write_text
from app.core.errors import OutputError
from app.core.records import ScreeningRecord
from app.core.results.history import History

JOURNAL_FILES = "batch-*.json"

_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class UnfinishedBatch:
    """A batch that was begun and has not ended, as its journal says.

    Attributes:
        paths: the files and folders, as they were given; at least one.
        started_at: when it was begun, as in `ScreeningRecord.screened_at`.
        total: how many files it has; None when it was broken off before they were counted.
        operating_point: name of the one that it is decided at; empty where that was not noted.
        done: how many of its files the history holds; a journal does not say it.
        id: names its journal, and its rows in the history.
        anew: whether what was screened before it was begun is screened again.
    """

    paths: tuple[str, ...]
    started_at: str
    total: int | None
    operating_point: str = ""
    done: int = 0
    id: str = field(default="", compare=False)
    anew: bool = False

    def __post_init__(self) -> None:
        """Check what a type does not say.

        Raises:
            ValueError: there is no path, or the moment is none.
        """
        if not self.paths:
            raise ValueError("no path")
        _moment(self.started_at)


class Journal:
    """Journal of one batch at work: a file in a folder, which is there until the batch has ended.

    Attributes:
        id: of the batch, for its rows in the history.
    """

    def __init__(
        self, folder: Path, paths: Sequence[str], started_at: str, batch_id: str = "", *, anew: bool = False
    ) -> None:
        """Prepare the journal of a batch; without an id it gets one. `UnfinishedBatch` says what the others are.

        Neither its paths nor the moment of its beginning tell a batch from another: clocks are set back.
        """
        self._batch = {"paths": list(paths), "started_at": started_at, "anew": anew}
        self.id = batch_id or uuid4().hex
        self._path = folder / JOURNAL_FILES.replace("*", self.id)

    @classmethod
    def of(cls, folder: Path, batch: UnfinishedBatch) -> Journal:
        """Return the journal that a batch was read from."""
        return cls(folder, batch.paths, batch.started_at, batch.id, anew=batch.anew)

    @property
    def exists(self) -> bool:
        """Whether the batch is unfinished."""
        return self._path.exists()

    def begin(self, total: int | None, operating_point: str) -> None:
        """Write the journal, whole or not at all.

        Args:
            total: how many files it has; None while they are not counted.
            operating_point: name of the one that it is decided at.

        Raises:
            OutputError: `output_failed`.
        """
        batch = {**self._batch, "total": total, "operating_point": operating_point}
        try:
            make_private_folder(self._path.parent)
            write_text(self._path, json.dumps(batch), private=True)
        except OSError as error:
            raise OutputError("output_failed", path=self._path, error=error.strerror or error) from error

    def end(self) -> None:
        """Delete the journal.

        Raises:
            OutputError: `output_failed`; the batch will be offered again.
        """
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError("output_failed", path=self._path, error=error.strerror or error) from error


def read_journals(folder: Path) -> list[UnfinishedBatch]:
    """Return the batches of a folder's journals, the newest first; one that cannot be understood is passed over.

    How much of them is done is not read: `drop_finished` does so.
    """
    batches = [batch for path in folder.glob(JOURNAL_FILES) if (batch := _read(path))]
    return sorted(batches, key=lambda batch: _moment(batch.started_at), reverse=True)


def drop_finished(folder: Path, batches: Sequence[UnfinishedBatch], history: Path, model: str) -> list[UnfinishedBatch]:
    """Return those batches whose files the history does not all hold, with how many it holds.

    The journals of the others are deleted. Only what the model of this id decided at the batch's operating point
    counts.
    """
    left = []
    for batch in batches:
        done = len(done_records(history, batch, model))
        if batch.total is None or done < batch.total:
            left.append(replace(batch, done=done))
        else:
            with suppress(OutputError):
                Journal.of(folder, batch).end()
    return left


def drop_older(folder: Path, days: int) -> None:
    """Delete the journals of batches begun more than so many days ago: what they had done is kept no longer either.

    Raises:
        OutputError: `output_failed`.
    """
    for batch in read_journals(folder):
        if _moment(batch.started_at) < time.time() - days * _DAY_S:
            Journal.of(folder, batch).end()


def done_records(history: Path, batch: UnfinishedBatch, model: str) -> list[ScreeningRecord]:
    """Return a history's records of a batch, the newest of each file, oldest first.

    They are those by the model of this id, and decided at its operating point or not assessed: a batch is never of two
    models or operating points. A history that is absent or cannot be read has none: the files are screened again.
    """
    if not history.is_file() or not batch.id:
        return []
    try:
        with History(history) as opened:
            return opened.newest_of_each_file(batch.id, model, batch.operating_point)
    except OutputError:
        return []


def _read(path: Path) -> UnfinishedBatch | None:
    """Return the batch of a journal; None for one that cannot be understood."""
    try:
        # Read by `json`: a path may hold lone surrogates, which msgspec's own reader refuses.
        batch = msgspec.convert(json.loads(path.read_text(encoding="utf-8")), UnfinishedBatch)
        return replace(batch, id=path.stem.removeprefix(JOURNAL_FILES.partition("*")[0]))
    except (OSError, ValueError, RecursionError):
        return None


def _moment(started_at: str) -> float:
    return datetime.fromisoformat(started_at).timestamp()
