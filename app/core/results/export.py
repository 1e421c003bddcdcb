"""Results as CSV and JSON, from the one definition of the columns."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from app.core.errors import OutputError
from app.core.records import COLUMNS, Column, ScreeningRecord
from app.core.results.history_rows import escaped

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet run a cell (OWASP, CSV Injection), with the full-width forms."""


def cell(column: Column, record: ScreeningRecord) -> str:
    """Return a record's value as the text of a CSV cell: empty for None, and never a formula.

    A text that a spreadsheet would run gets a leading apostrophe, which spreadsheets do not show. Bytes of a file
    name that are not UTF-8 are written as backslash escapes.
    """
    value = column.read(record)
    if value is None:
        return ""
    if column.decimals is not None:
        return f"{value:.{column.decimals}f}"
    text = escaped(str(value))
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def printable(text: str) -> str:
    """Return a text with everything escaped that could disguise it or steer a terminal: line breaks, stray bytes."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def json_line(record: ScreeningRecord) -> str:
    """Return a record as one line of JSON, its keys the columns, null for an empty cell."""
    values = {column.name: column.read(record) for column in COLUMNS}
    return json.dumps(values, ensure_ascii=True)


class CsvFile:
    """A CSV file (UTF-8, RFC 4180) that appears whole or not at all.

    Rows go to a file beside it as they come, so that memory stays flat; it takes its name when the `with` block ends.
    When the block ends by an exception, the old file, if any, is left as it was.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> CsvFile:
        """Open the file beside the target and write the header.

        Raises:
            OutputError: `output_failed`.
        """
        try:
            if self._path.exists() and not self._path.is_file():  # a folder, or a device such as /dev/stdout
                raise FileExistsError("there is something else of this name")
            handle, partial = tempfile.mkstemp(prefix=".kifua-", suffix=".csv", dir=self._path.parent)
        except OSError as error:
            raise self._failure(error) from error
        self._partial = Path(partial)
        self._stream = os.fdopen(handle, "w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream)
        self._write([column.name for column in COLUMNS])
        return self

    def write(self, record: ScreeningRecord) -> None:
        """Append one row.

        Raises:
            OutputError: `output_failed`, for a full disk, say.
        """
        self._write([cell(column, record) for column in COLUMNS])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the file in its place, or remove what was begun."""
        try:
            if kind is None:
                self._stream.flush()
                os.fsync(self._stream.fileno())
                self._stream.close()
                self._partial.chmod(_mode_of_new_files())
                os.replace(self._partial, self._path)
        except OSError as failure:
            raise self._failure(failure) from failure
        finally:
            with suppress(OSError):
                self._stream.close()
            self._partial.unlink(missing_ok=True)

    def _write(self, cells: list[str]) -> None:
        try:
            self._writer.writerow(cells)
        except OSError as error:
            raise self._failure(error) from error

    def _failure(self, error: OSError) -> OutputError:
        return OutputError("output_failed", path=self._path, error=error.strerror or error)


def write_csv(records: Iterable[ScreeningRecord], path: Path) -> None:
    """Write records as a CSV file, whole or not at all.

    Raises:
        OutputError: `output_failed`.
    """
    with CsvFile(path) as file:
        for record in records:
            file.write(record)


def _mode_of_new_files() -> int:
    """Return the permissions that the user's umask gives; a temporary file's are narrower."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
