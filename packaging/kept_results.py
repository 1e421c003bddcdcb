"""What the program keeps, read without it: a CSV file, the settings and the history."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path, PureWindowsPath
from typing import Any


def read_column(table: Path, name: str) -> dict[str, str]:
    """Return a column of a CSV, by the names of its files, which either kind of slashes leads to."""
    with table.open(encoding="utf-8-sig", newline="") as stream:
        return {PureWindowsPath(row["file"]).name: row[name] for row in csv.DictReader(stream)}


def use_mark(bundle: dict[str, Any]) -> str:
    """Return what the settings hold once the statement of intended use was accepted."""
    return hashlib.sha256("\n".join((bundle["intended_use"], *bundle["limits"])).encode()).hexdigest()


def screened(history: Path) -> list[str]:
    """Return the files that a history holds; none where it is not there yet."""
    if not history.exists():
        return []
    with closing(sqlite3.connect(f"{history.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return [file for (file,) in connection.execute("SELECT file FROM screenings")]
        except sqlite3.OperationalError:  # its table is just being made
            return []
