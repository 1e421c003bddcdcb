"""Results as CSV and JSON, from the one definition of the columns."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType

from app.core.atomic_file import atomic_file
from app.core.columns import COLUMNS, Column
from app.core.errors import OutputError
from app.core.records import ScreeningRecord
from app.core.results.protected_files import check_output
from app.core.text import one_line

_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet run a cell (OWASP, CSV Injection), with the full-width forms; line breaks are escaped."""


def cell(column: Column, record: ScreeningRecord) -> str:
    """Return a record's value as the text of a CSV cell: empty for None, and never a formula.

    A text that a spreadsheet would run gets a leading apostrophe, which spreadsheets do not show. Control characters,
    line breaks among them, and bytes of a file name that are not UTF-8 are written as backslash escapes.
    """
    value = column.read(record)
    if value is None:
        return ""
    return text_cell(str(value)) if column.decimals is None else f"{value:.{column.decimals}f}"


def text_cell(text: str) -> str:
    """Return a text as `cell` does."""
    plain = one_line(text)
    return f"'{plain}" if plain.lstrip(" ").startswith(_FORMULA_STARTS) else plain


def cells(record: ScreeningRecord) -> list[str]:
    """Return the cells of a record's row in a CSV file."""
    return [cell(column, record) for column in COLUMNS]


def csv_row(row: Iterable[str]) -> bytes:
    """Return cells as a row of a CSV file with its line end."""
    text = io.StringIO()
    csv.writer(text).writerow(row)
    return text.getvalue().encode("utf-8")


def tab_separated(records: Iterable[ScreeningRecord]) -> str:
    """Return records with their headings as a spreadsheet takes them from the clipboard; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows(map(cells, records))
    return text.getvalue()


def json_line(record: ScreeningRecord) -> str:
    """Return a record as one line of JSON in printable ASCII, its keys the columns, null for an empty cell."""
    values = {column.name: column.read(record) for column in COLUMNS}
    return json.dumps(values, ensure_ascii=True).replace("\x7f", "\\u007f")  # which JSON allows as it is


HEADER = csv_row(column.name for column in COLUMNS)
"""The first row of a CSV file."""


class CsvFile:
    """A CSV file (UTF-8, RFC 4180) that appears whole or not at all, when its `with` block ends well.

    Rows go to the disk as they come, so that memory stays flat.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> CsvFile:
        """Open the file beside the target and write the header.

        Raises:
            OutputError: `output_failed`.
        """
        with output_failing(self._path), ExitStack() as stack:
            self._stream = stack.enter_context(atomic_file(self._path))
            self._stream.write(HEADER)
            self._file = stack.pop_all()
        return self

    def write(self, record: ScreeningRecord) -> None:
        """Append one row.

        Raises:
            OutputError: `output_failed`, for a full disk, say.
        """
        with output_failing(self._path):
            self._stream.write(csv_row(cells(record)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the file in its place, or remove what was begun."""
        with output_failing(self._path):
            self._file.__exit__(kind, error, trace)


@contextmanager
def output_failing(path: Path) -> Iterator[None]:
    """Say which output failed when the system does not let it be written.

    Raises:
        OutputError: `output_failed`.
    """
    try:
        yield
    except OSError as error:
        raise OutputError("output_failed", path=path, error=error.strerror or error) from error


def write_csv(records: Iterable[ScreeningRecord], path: Path) -> None:
    """Write records as a CSV file, whole or not at all.

    Raises:
        OutputError: `output_failed`, or `output_is_input` where the path is that of a file that was screened.
    """
    name = path.name.casefold()
    with CsvFile(path) as file:
        for record in records:
            # Asked of files of this name alone: to ask a drive that is away about each may take seconds a file.
            if os.path.basename(record.file).casefold() == name:
                check_output(path, [record.file])
            file.write(record)
