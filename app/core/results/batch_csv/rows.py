"""The rows of an unfinished batch in its file, `NAME.partial.csv`: locked, appended one by one, and read again."""

from __future__ import annotations

import csv
import os
import shutil
import sys
from array import array
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path

from app.core.atomic_file import lock_if_possible, put_in_place
from app.core.columns import COLUMNS
from app.core.errors import OutputError
from app.core.records import Finding
from app.core.results.export import HEADER, csv_row
from app.core.text import one_line

_NAMES = tuple(column.name for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class Origin:
    """What the rows of one batch have in common.

    Attributes:
        model: id of the model.
        operating_point: its name; empty where the file was not assessed, which is so at every point.
        app_version: version of Kifua.
        adjustments: what was done to the pictures, as the column of that name has it.
    """

    model: str
    operating_point: str
    app_version: str
    adjustments: str = ""

    def __str__(self) -> str:
        adjusted = f", {self.adjustments}" if self.adjustments else ""
        return f"{self.model} at {self.operating_point}, Kifua {self.app_version}{adjusted}"

    def includes(self, other: Origin) -> bool:
        """Tell whether a row of another origin may be in the same batch."""
        is_same_point = other.operating_point in ("", self.operating_point)
        return is_same_point and replace(self, operating_point="") == replace(other, operating_point="")


@dataclass(frozen=True, slots=True)
class Row:
    """What is needed of a row that was written before.

    Attributes:
        file: the cell of the file.
        origin: what decided it.
        finding: its verdict.
        sha256: digest of the file; empty where it could not be read.
        screened_at: as in `ScreeningRecord`.
    """

    file: str
    origin: Origin
    finding: Finding
    sha256: str
    screened_at: str

    @classmethod
    def parse(cls, line: bytes) -> Row | None:
        """Return a row as it was written; None where it is not as Kifua writes it: spoiled, or edited."""
        try:
            (cells,) = csv.reader([line.decode("utf-8")], strict=True)
            row = dict(zip(_NAMES, cells, strict=True))
            finding = Finding(row["verdict"])
        except (ValueError, csv.Error):
            return None
        if csv_row(cells) != line or cells != list(map(one_line, cells)):
            return None
        origin = Origin(row["model"], row["operating_point"], row["app_version"], row["adjustments"])
        return cls(row["file"], origin, finding, row["sha256"], row["screened_at"])


class PartialCsv:
    """A CSV file (UTF-8, RFC 4180) that this process alone appends rows to; what it has appended outlives it.

    Every method raises `OSError` when the file cannot be read or written.

    Attributes:
        path: of the file.
        stream: the open file; nothing waits to be written.
        places: where every row begins, in bytes, in the order in which they were written; spoiled ones too.
        newest: where the newest row of each file begins, by the file's cell, of the rows that were there before.
    """

    def __init__(self, path: Path, finished: Path, origin: Origin, *, resume: bool) -> None:
        """Open the file, or make it.

        Args:
            path: of the file.
            finished: whose rows are taken over where there is no partial file, when resuming.
            origin: of the rows to come.
            resume: whether the file may have rows.

        Raises:
            OutputError: `output_unfinished` where it has rows and is not to be resumed, `output_in_use` where another
                process writes it, `resume_differs` where it is no table of Kifua or its rows are of another origin.
        """
        self.path = path
        self.places = array("q")
        self.newest: dict[str, int] = {}
        self._finished = finished
        self._end = 0
        with ExitStack() as on_failure:
            self.stream = on_failure.enter_context(self._open(on_failure, resume=resume))
            self._reader = on_failure.enter_context(open(path, "rb"))
            self._read_rows(origin, resume=resume)
            on_failure.pop_all()

    def append(self, cells: Iterable[str]) -> int:
        """Append a row, whole or not at all, and return where it begins."""
        place = self._end
        self._write(csv_row(cells))
        self.places.append(place)
        return place

    def line_at(self, place: int) -> bytes:
        """Return the row that begins at a place."""
        self._reader.seek(place)
        return self._reader.readline()

    def row_at(self, place: int) -> Row | None:
        """Return the row that begins at a place; None for a spoiled one."""
        return Row.parse(self.line_at(place))

    def rename(self) -> None:
        """Put the file in the place of the finished one, synced to the disk; then no row can be read any more."""
        self._reader.close()
        put_in_place(self.stream, self.path, self._finished)

    def remove(self) -> None:
        """Close and remove the file."""
        if sys.platform == "win32":  # where an open file cannot be removed; elsewhere it stays locked until it is gone
            self.close()
        self.path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._reader.close()
        self.stream.close()

    def _open(self, on_failure: ExitStack, *, resume: bool) -> FileIO:
        while True:
            with suppress(FileExistsError):
                return self._make(on_failure, resume=resume)
            with suppress(FileNotFoundError):
                stream = FileIO(self.path, "r+b")
                if not lock_if_possible(stream):
                    stream.close()
                    raise OutputError("output_in_use", path=self._finished)
                if os.path.samestat(os.fstat(stream.fileno()), os.stat(self.path)):
                    return stream
                stream.close()  # another process has finished it meanwhile

    def _make(self, on_failure: ExitStack, *, resume: bool) -> FileIO:
        mode = 0o600 if self._finished.exists() else 0o666
        stream = FileIO(self.path, "x+b", opener=lambda name, flags: os.open(name, flags, mode))
        on_failure.callback(self.path.unlink, missing_ok=True)
        lock_if_possible(stream)
        if resume and self._finished.is_file():
            with self._finished.open("rb") as finished:
                shutil.copyfileobj(finished, stream)
        return stream

    def _read_rows(self, origin: Origin, *, resume: bool) -> None:
        """Read the rows, and remove a row at the end that was not written whole."""
        header = self._reader.readline()
        if not HEADER.startswith(header):
            is_older = HEADER.startswith(header.rstrip(b"\r\n") + b",")
            found = "an earlier version of Kifua" if is_older else "another program"
            raise OutputError("resume_differs", path=self.path, found=found, used="Kifua")
        self._end = len(header) if header == HEADER else 0
        for line in self._reader if self._end else ():
            if not line.endswith(b"\n"):
                break
            if not resume:
                raise OutputError("output_unfinished", path=self.path)
            row = Row.parse(line)
            if row and not origin.includes(row.origin):
                raise OutputError("resume_differs", path=self.path, found=row.origin, used=origin)
            if row:
                self.newest[row.file] = self._end
            self.places.append(self._end)
            self._end += len(line)
        self._cut()
        if not self._end:
            self._write(HEADER)

    def _write(self, line: bytes) -> None:
        left = memoryview(line)
        try:
            while left:
                left = left[self.stream.write(left) :]
        except BaseException:
            self._cut()
            raise
        self._end += len(line)

    def _cut(self) -> None:
        """Remove what follows the last whole row."""
        self.stream.truncate(self._end)
        self.stream.seek(self._end)
