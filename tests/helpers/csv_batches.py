"""Batches that screen nothing, and their CSV files."""

from __future__ import annotations

import csv
import os
import sys
import threading
from hashlib import sha256
from pathlib import Path

import pytest

from app.core.errors import OutputError, Reason
from app.core.records import ScreeningRecord
from app.core.results.batch_csv.rows import Origin
from app.core.results.batch_csv.table import BatchCsv
from app.core.results.export import write_csv
from tests.helpers.executors import InlineExecutor
from tests.helpers.screening_records import record

ORIGIN = Origin("model-1", "balanced", "1.2.3")

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions and links")


class CsvBatch:
    """A few files, each of its own content, and their table.

    Attributes:
        files: of the batch.
        path: of the table.
        partial: of the table of the unfinished batch.
        screened: names of the files that got a row, in the order in which they did.
        kept: how many rows the last run kept.
    """

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self.files = [str(folder / name) for name in names]
        for file in self.files:
            with open(file, "wb") as stream:
                stream.write(os.fsencode(file))
        self.path = folder / "x.csv"
        self.partial = folder / "x.partial.csv"
        self.screened: list[str] = []
        self.kept = 0

    def record(self, file: str) -> ScreeningRecord:
        with open(file, "rb") as stream:
            return record(file, sha256=sha256(stream.read()).hexdigest())

    def run(self, *, stop_before: str = "", origin: Origin = ORIGIN, resume: bool = True) -> list[ScreeningRecord]:
        """Write a row for each file that has none, up to one of this name, and return the records."""
        made = []
        with BatchCsv(self.path, origin, resume=resume) as table:
            table.set_files(self.files)
            self.kept = len(list(table.keep_unchanged(InlineExecutor(), threading.Event())))
            for number in table.missing():
                if os.path.basename(self.files[number]) == stop_before:
                    break
                made.append(table.write(number, self.record(self.files[number])))
            table.finish()
        self.screened += [os.path.basename(each.file) for each in made]
        return made

    def refusal(self, *, origin: Origin = ORIGIN, resume: bool = True) -> Reason:
        """Return why a run is refused, which must leave the partial table as it is."""
        before = self.partial.read_bytes()
        with pytest.raises(OutputError) as caught:
            self.run(origin=origin, resume=resume)
        assert self.partial.read_bytes() == before
        return caught.value.reason

    def uninterrupted(self) -> bytes:
        """Return the table as it is when nothing interrupts the batch."""
        path = self.folder / "uninterrupted.csv"
        write_csv(map(self.record, self.files), path)
        return path.read_bytes()


def files_in(path: Path) -> list[str]:
    """Return the names of the files in a table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [os.path.basename(row["file"]) for row in csv.DictReader(stream)]
