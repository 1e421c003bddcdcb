"""The table of a batch: the order of its files, which rows of an earlier run are kept, and when it gets its name."""

from __future__ import annotations

import hashlib
import os
import stat
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from app.core.atomic_file import atomic_file, resolve_link
from app.core.errors import OutputError
from app.core.records import Finding, ScreeningRecord
from app.core.results.batch_csv.rows import Origin, PartialCsv, Row
from app.core.results.export import HEADER, cells, output_failing, text_cell

_NO_ROW = -1
_LONGEST_NAME_BYTES = 255
_LONGEST_ROW_BYTES = 100_000
_AT_ONCE = 64
"""Files whose digests are computed before the next ones are asked for: memory stays flat."""


class BatchCsv:
    """A CSV file that gets its name when every file of the batch has its row; use it in a `with` block.

    Until then the rows are in the partial file, each as soon as it is written, in the order in which they come. It
    stays when the block ends before `finish`, however it ends, unless it has no row.

    Attributes:
        partial: path of the partial file.
        is_finished: whether the file has its name.
    """

    def __init__(self, path: Path, origin: Origin, *, resume: bool) -> None:
        """Prepare.

        Args:
            path: of the finished file; a symbolic link is followed.
            origin: of its rows.
            resume: whether to go on with the rows of the partial file, or else of the finished one, where there are
                any; without it there must be no partial file.
        """
        self._path = resolve_link(path)
        self.partial = _partial_path(self._path)
        self.is_finished = False
        self._row_count = 0
        self._origin = origin
        self._resume = resume
        self._files: Sequence[str] = ()
        self._order = array("q")
        """Where the row of each file begins in the partial file; `_NO_ROW` without one."""
        self._batch_id = ""

    def __enter__(self) -> BatchCsv:
        """Open the partial file and read the rows of an earlier run.

        Raises:
            OutputError: `output_failed`, or see `PartialCsv`.
        """
        with output_failing(self._path):
            self._older_rows = _first_lines(self._path)
            self._rows = PartialCsv(self.partial, self._path, self._origin, resume=self._resume)
        return self

    @property
    def row_count(self) -> int:
        """How many files have a row in the partial file, kept already or not."""
        return max(self._row_count, len(self._rows.newest))

    def set_files(self, files: Sequence[str]) -> None:
        """Set the files of the batch, in the order that their rows will have.

        Raises:
            OutputError: `resume_other_files` where a row of an earlier run is of none of these files: it would be lost.
        """
        self._files = files
        self._order = array("q", [_NO_ROW]) * len(files)
        if self._rows.newest:
            others = self._rows.newest.keys() - set(map(text_cell, files))
            if others:
                raise OutputError("resume_other_files", path=self.partial, count=len(others))

    def keep_unchanged(self, executor: Executor, cancel: threading.Event) -> Iterator[Finding]:
        """Keep the rows of an earlier run whose files have the content that they had then; yield the finding of each.

        A row of a file that could not be read then is not kept. When `cancel` is set, it ends soon.
        """
        newest = self._rows.newest
        places = ((number, newest.get(text_cell(file))) for number, file in enumerate(self._files if newest else ()))
        known = ((number, place) for number, place in places if place is not None)
        while (part := list(islice(known, _AT_ONCE))) and not cancel.is_set():
            digests = executor.map(_digest, [self._files[number] for number, _ in part])
            for (number, place), digest in zip(part, digests, strict=True):
                row = self._row_at(place)
                if row and row.sha256 and row.sha256 == digest:
                    self._order[number] = place
                    self._row_count += 1
                    yield row.finding

    def missing(self) -> array[int]:
        """Return the numbers of the files that have no row, in their order."""
        return array("q", (number for number, place in enumerate(self._order) if place == _NO_ROW))

    def behind(self, is_stored: Callable[[str], bool]) -> dict[int, str]:
        """Return the files whose rows are kept, but which were not stored elsewhere before the earlier run was killed.

        Records are stored in the order of the rows, so they are the last ones. Where none is stored, the earlier run
        did not mean to store them, or they were deleted since: only the last one may be behind.

        Args:
            is_stored: tells whether the record of this id is stored.

        Returns:
            The moment of each one's screening, by the number of its file.
        """
        kept = [number for number, place in enumerate(self._order) if place != _NO_ROW]
        found: dict[int, str] = {}
        for number in sorted(kept, key=self._order.__getitem__, reverse=True):
            row = self._row_at(self._order[number])
            if row is None or is_stored(self._record_id(number, row.sha256)):
                return found
            found[number] = row.screened_at
        return dict(islice(found.items(), 1))

    def write(self, number: int, record: ScreeningRecord) -> ScreeningRecord:
        """Append the row of the file of this number, and return the record with its id in this batch.

        The id is the same in each run of the batch, as long as the file stays as it is: what a run that was killed has
        stored elsewhere is known again there.

        Raises:
            OutputError: `output_failed`, for a full disk, say; the rows before are whole.
        """
        with output_failing(self._path):
            self._order[number] = self._rows.append(cells(record))
        self._row_count += 1
        return self.with_id(number, record)

    def with_id(self, number: int, record: ScreeningRecord) -> ScreeningRecord:
        """Return a record of the file of this number with its id in this batch."""
        return replace(record, id=self._record_id(number, record.sha256))

    def finish(self) -> None:
        """Give the file its name, the rows in the order of the files, if every file has its row.

        Raises:
            OutputError: `output_failed`; the partial file stays.
        """
        if self._row_count < len(self._files) or not self._files:
            return
        with output_failing(self._path):
            if self._order == self._rows.places:
                self._rows.rename()
            else:
                with atomic_file(self._path) as stream:
                    stream.write(HEADER)
                    stream.writelines(map(self._rows.line_at, self._order))
                self._rows.remove()
        self.is_finished = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; remove a partial one that has no row."""
        with suppress(OSError):
            if not self._rows.places:
                self._rows.remove()
        self._rows.close()

    def _row_at(self, place: int) -> Row | None:
        with output_failing(self._path):
            return self._rows.row_at(place)

    def _record_id(self, number: int, sha256: str) -> str:
        """Return the id of a record: a digest of the batch, of the file and of its content.

        The batch is known by its first row, in which only the moment may differ from batch to batch, and by its path.
        """
        if not self._batch_id:
            with output_failing(self._path):
                first = self._rows.line_at(self._rows.places[0])
            told_apart = first + os.fsencode(os.path.abspath(self._path))
            is_repeated = not self._resume and first in self._older_rows
            self._batch_id = uuid4().hex if is_repeated else hashlib.sha256(told_apart).hexdigest()
        parts = "\0".join((self._batch_id, self._files[number], sha256))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _partial_path(path: Path) -> Path:
    """Return `NAME.partial.csv` for `NAME.csv`, its name cut where the system takes none as long."""
    stem, ending = path.stem, f".partial{path.suffix}"
    while len(os.fsencode(stem + ending)) > _LONGEST_NAME_BYTES and len(stem) > 1:
        stem = stem[:-1]
    return path.with_name(stem + ending)


def _first_lines(path: Path) -> list[bytes]:
    """Return the heading and the first row of a table; nothing where there is none."""
    with suppress(OSError), path.open("rb") as stream:
        return [stream.readline(_LONGEST_ROW_BYTES) for _ in range(2)]
    return []


def _digest(file: str) -> str:
    """Return the SHA-256 of a file; empty where it cannot be read, or is no regular file, which might block."""
    with suppress(OSError, ValueError):
        if stat.S_ISREG(os.stat(file).st_mode):
            with open(file, "rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""
